using System.Diagnostics;
using NanoBananaContracts.Conformance.Subjects.Exec;
using NanoBananaContracts.Conformance.Tests.Harness;

namespace NanoBananaContracts.Conformance.Tests.Adapters;

/// <summary>One of other people's clients under test: how it is started, and what the machine needs for it.</summary>
internal sealed class Adapter
{
    private const string Folders = "conformance/adapters/";

    private readonly string[] programs;
    private readonly Func<string?> otherNeed;

    private Adapter(string name, string[] programs, string[] command, Func<string?>? otherNeed = null)
    {
        Name = name;
        Command = command;
        this.programs = programs;
        this.otherNeed = otherNeed ?? (() => null);
    }

    /// <summary>In the order of the columns of the matrix, behind our own client.</summary>
    public static Adapter[] All { get; } =
    [
        new(
            "google-genai",
            ["node"],
            ["node", PathOf("google-genai/adapter.mjs")],
            () =>
                Directory.Exists(PathOf("google-genai/node_modules/@google/genai"))
                    ? null
                    : "run 'npm ci' in conformance/adapters/google-genai, as .ci/run does"
        ),
        new("dotnet-httpclient", ["dotnet"], ["dotnet", BuiltProgram("dotnet-httpclient")]),
        new(
            "article-python",
            ["python3"],
            ["python3", PathOf("article-python/adapter.py")],
            () => HasPythonModule("requests") ? null : "install the Python module 'requests'"
        ),
        new(
            "article-curl",
            ["python3", "bash", "curl", "jq", "base64"],
            ["python3", PathOf("article-curl/adapter.py")],
            () => OperatingSystem.IsWindows() ? "run it on Linux or macOS: it is a shell pipeline" : null
        ),
        new("article-node", ["node"], ["node", PathOf("article-node/adapter.mjs")]),
    ];

    /// <summary>Its folder under <c>conformance/adapters</c>.</summary>
    public string Name { get; }

    public string[] Command { get; }

    /// <summary>The checked-in verdicts: what the client is known to do.</summary>
    public string VerdictFile => PathOf(Name + "/verdicts.verified.txt");

    /// <summary>What the machine lacks, with the cure; null when the client can be started here.</summary>
    public string? Missing() =>
        programs.FirstOrDefault(program => Installed.Find(program) is null) is { } missing
            ? $"there is no '{missing}' in the path"
            : otherNeed();

    public ExecSubject Start() => new(Command, Repository.Root);

    private static string PathOf(string relative) => Repository.Path(Folders + relative);

    private static string BuiltProgram(string name)
    {
        // The tests and what they start are built in one configuration: .../bin/Debug/net10.0/
        var target = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return PathOf($"{name}/bin/{target.Parent!.Name}/{target.Name}/{name}.dll");
    }

    private static bool HasPythonModule(string module)
    {
        using var python = Process.Start(
            new ProcessStartInfo("python3", ["-c", "import " + module])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        python.StandardError.ReadToEnd();
        python.WaitForExit();
        return python.ExitCode == 0;
    }
}
