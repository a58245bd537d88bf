using System.Diagnostics;
using System.Globalization;

namespace NanoBananaContracts.Generator.Benchmarks;

/// <summary>
/// What the package adds to a clean build of an otherwise empty program: fresh projects outside the repository, restored
/// beforehand, rebuilt in turns; medians of the whole command.
/// </summary>
internal sealed class CleanBuild : IDisposable
{
    private static readonly (string Name, string Items, string Note)[] Projects =
    [
        ("Empty", "", ""),
        ("Package", Reference, "aim 1.10"),
        (
            "OwnSchema",
            Reference + """<ContractSchema Include="easel.schema.json" Namespace="OwnSchema.Easel" />""",
            "a small schema emitted as well"
        ),
        (
            "WholeContract",
            Reference + """<ContractSchema Include="$(NanoBananaDefaultSchema)" Namespace="WholeContract.Api" />""",
            "the whole contract emitted once more, and compiled"
        ),
    ];

    private const string Reference = """<PackageReference Include="NanoBananaContracts" Version="$(NbcVersion)" />""";

    // Not the temporary folder's own: the compiler's server, which listens there, is this run's alone and ends with it.
    private readonly string folder = Directory.CreateTempSubdirectory("nbc-build-").FullName;

    private readonly string version =
        "0.1.0-build." + DateTime.UtcNow.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    private CleanBuild() { }

    /// <summary>Prints the medians.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="rounds">How often each project is built.</param>
    public static void Print(TextWriter output, int rounds)
    {
        using var build = new CleanBuild();
        build.Prepare();
        foreach (var isShared in new[] { false, true })
        {
            output.WriteLine(
                isShared
                    ? "with the compiler's server, warm, as on a desk"
                    : "with a compiler of its own each time, as in continuous integration"
            );
            build.Measure(output, rounds, isShared);
        }
    }

    /// <summary>Prints what all rules together cost in the compile of a project of many files, as the compiler reports it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="rounds">How often it is built.</param>
    public static void PrintRules(TextWriter output, int rounds)
    {
        using var build = new CleanBuild();
        build.Prepare();
        ManyFiles.WriteTo(Path.Combine(build.folder, "Package"));
        foreach (var isShared in new[] { false, true })
        {
            build.MeasureRules(output, rounds, isShared);
        }
    }

    // Without the compiler's server, each build makes machine code of the rules anew; with it, as the SDK has it, a few do.
    private void MeasureRules(TextWriter output, int rounds, bool isShared)
    {
        const int ServerWarmUp = 3;
        output.WriteLine(isShared ? "with the compiler's server" : "without the compiler's server");
        var shares = new List<double>();
        for (var round = isShared ? -ServerWarmUp : -1; round < rounds; round++)
        {
            var report = RuleShare.Read(
                Run(
                    "build",
                    Path.Combine(folder, "Package"),
                    "--no-restore",
                    "-t:Rebuild",
                    "-nologo",
                    "-v:d",
                    "-clp:PerformanceSummary",
                    "-p:ReportAnalyzer=true",
                    $"-p:UseSharedCompilation={(isShared ? "true" : "false")}"
                )
            );
            // The first rounds warm files, and the server.
            if (round >= 0)
            {
                shares.Add(report.Share);
                output.WriteLine(
                    FormattableString.Invariant(
                        $"rules {report.Rules.TotalMilliseconds:F0} ms, generator {report.Generator.TotalMilliseconds:F0} ms, the compiler's task {report.Compile.TotalMilliseconds:F0} ms   {report.Share:P1}"
                    )
                );
            }
        }

        output.WriteLine(
            FormattableString.Invariant(
                $"median share of the rules {Median(shares):P1}, files {ManyFiles.Count}   aim 5 %"
            )
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Run("build-server", "shutdown", "--vbcscompiler");
        Directory.Delete(folder, recursive: true);
    }

    private void Prepare()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "NanoBananaContracts.sln")))
        {
            root = root.Parent ?? throw new DirectoryNotFoundException("The repository is not above this program.");
        }

        File.WriteAllText(
            Path.Combine(folder, "nuget.config"),
            """<configuration><packageSources><add key="nbc-build-feed" value="feed" /></packageSources></configuration>"""
        );
        // Nothing of what may stand above the folder reaches the projects.
        File.WriteAllText(
            Path.Combine(folder, "Directory.Build.props"),
            $"<Project><PropertyGroup><NbcVersion>{version}</NbcVersion></PropertyGroup></Project>"
        );
        File.WriteAllText(Path.Combine(folder, "Directory.Packages.props"), "<Project />");
        Directory.CreateDirectory(Path.Combine(folder, "feed"));
        Run(
            "pack",
            Path.Combine(root.FullName, "runtime/NanoBananaContracts.Runtime/NanoBananaContracts.Runtime.csproj"),
            "-nologo",
            "-c",
            "Release",
            "-o",
            Path.Combine(folder, "feed"),
            "-p:Version=" + version
        );
        foreach (var (name, items, _) in Projects)
        {
            var project = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            File.WriteAllText(
                Path.Combine(project, name + ".csproj"),
                $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <Nullable>enable</Nullable>
                    <!-- Some machines turn them off for speed; here they are what is measured. -->
                    <RunAnalyzers>true</RunAnalyzers>
                  </PropertyGroup>
                  <ItemGroup>{items}</ItemGroup>
                </Project>
                """
            );
            File.WriteAllText(Path.Combine(project, "Program.cs"), "Console.WriteLine(\"Hello\");\n");
            File.Copy(
                Path.Combine(root.FullName, "samples/OwnSchema/easel.schema.json"),
                Path.Combine(project, "easel.schema.json")
            );
            Run("restore", project);
        }
    }

    private void Measure(TextWriter output, int rounds, bool isShared)
    {
        var times = Projects.ToDictionary(project => project.Name, _ => new List<double>());
        // The first round of all warms files and servers, and does not count.
        for (var round = -1; round < rounds; round++)
        {
            foreach (var (name, _, _) in Projects)
            {
                var start = Stopwatch.GetTimestamp();
                Run(
                    "build",
                    Path.Combine(folder, name),
                    "--no-restore",
                    "-t:Rebuild",
                    "-nologo",
                    "-v:q",
                    $"-p:UseSharedCompilation={(isShared ? "true" : "false")}"
                );
                if (round >= 0)
                {
                    times[name].Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                }
            }
        }

        var empty = Median(times["Empty"]);
        foreach (var (name, _, note) in Projects)
        {
            var each = string.Join(" ", times[name].Select(time => time.ToString("F2", CultureInfo.InvariantCulture)));
            output.WriteLine(
                FormattableString.Invariant(
                    $"  {name, -14} {Median(times[name]), 6:F2} s {Median(times[name]) / empty, 6:F2} x   [{each}]   {note}"
                )
            );
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private string Run(params string[] command)
    {
        var start = new ProcessStartInfo("dotnet", command)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        if (command[0] != "pack")
        {
            start.Environment["NUGET_PACKAGES"] = Path.Combine(folder, "packages");
            start.Environment["RestoreFallbackFolders"] = cache;
        }

        start.Environment["TMPDIR"] = folder;
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet {string.Join(' ', command)}:\n{printed}{errors.Result}");
        }

        return printed;
    }
}
