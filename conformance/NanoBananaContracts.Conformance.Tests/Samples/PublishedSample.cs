using System.Diagnostics;

namespace NanoBananaContracts.Conformance.Tests.Samples;

/// <summary>A sample, published as its user would, into a folder that goes away.</summary>
internal sealed class PublishedSample : IDisposable
{
    /// <summary>Tests that publish: one after the other, as they build the same projects.</summary>
    public const string Collection = "published samples";

    private PublishedSample(string folder) => Folder = folder;

    /// <summary>Where it was published to.</summary>
    public string Folder { get; }

    /// <summary>Publishes a sample; its build must not warn.</summary>
    /// <param name="project">Its folder in the repository.</param>
    /// <param name="options">More words for <c>dotnet publish</c>.</param>
    public static async Task<PublishedSample> PublishAsync(string project, params string[] options)
    {
        var sample = new PublishedSample(Directory.CreateTempSubdirectory("nanobanana-published-").FullName);
        var (exitCode, output) = await RunAsync(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            Repository.Root,
            new Dictionary<string, string>(),
            ["publish", project, "-c", "Release", "-o", sample.Folder, "-nodeReuse:false", "-tl:off", .. options]
        );
        exitCode.ShouldBe(0, output);
        output.ShouldNotContain("warning", customMessage: output);
        return sample;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit code, and what it wrote to both streams.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program,
        string folder,
        IReadOnlyDictionary<string, string> variables,
        params string[] arguments
    )
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        foreach (var (name, value) in variables)
        {
            process.StartInfo.Environment[name] = value;
        }

        process.Start();
        var cancelled = TestContext.Current.CancellationToken;
        try
        {
            var error = process.StandardError.ReadToEndAsync(cancelled);
            var output = await process.StandardOutput.ReadToEndAsync(cancelled);
            await process.WaitForExitAsync(cancelled);
            return (process.ExitCode, output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
