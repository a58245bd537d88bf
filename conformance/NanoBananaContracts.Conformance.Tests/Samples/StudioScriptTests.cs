using System.ComponentModel;
using System.Diagnostics;

namespace NanoBananaContracts.Conformance.Tests.Samples;

/// <summary>The Studio's script is plain JavaScript; its types are held to what its comments say.</summary>
public sealed class StudioScriptTests
{
    [Fact]
    public async Task Its_types_are_sound()
    {
        using var folder = new TemporaryCopy(Path.Combine(Repository.Root, "samples", "Studio"));
        var (exitCode, output) = await NpmAsync(folder.Path, "ci", "--no-audit", "--no-fund", "--prefer-offline");
        Assert.SkipWhen(exitCode != 0, $"npm cannot install TypeScript here: {output}");

        (exitCode, output) = await NpmAsync(folder.Path, "run", "check");

        exitCode.ShouldBe(0, output);
    }

    private static async Task<(int ExitCode, string Output)> NpmAsync(string folder, params string[] words)
    {
        try
        {
            using var npm = Process.Start(
                new ProcessStartInfo("npm", words)
                {
                    WorkingDirectory = folder,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var errors = npm.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await npm.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await npm.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (npm.ExitCode, output + await errors);
        }
        catch (Win32Exception)
        {
            return (-1, "there is no npm");
        }
    }

    /// <summary>What is installed to check the script has no business in the repository.</summary>
    private sealed class TemporaryCopy : IDisposable
    {
        private readonly DirectoryInfo copy = Directory.CreateTempSubdirectory("studio-script-");

        public TemporaryCopy(string source)
        {
            foreach (var file in Directory.GetFiles(source, "*.json"))
            {
                File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
            }

            var scripts = Directory.CreateDirectory(System.IO.Path.Combine(Path, "wwwroot")).FullName;
            foreach (var file in Directory.GetFiles(System.IO.Path.Combine(source, "wwwroot"), "*.js"))
            {
                File.Copy(file, System.IO.Path.Combine(scripts, System.IO.Path.GetFileName(file)));
            }
        }

        public string Path => copy.FullName;

        public void Dispose() => copy.Delete(recursive: true);
    }
}
