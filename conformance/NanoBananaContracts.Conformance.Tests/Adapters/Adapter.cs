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
        FromNpm("google-genai", "@google/genai", "googleapis/js-genai"),
        FromNpm("ai-sdk-google", "@ai-sdk/google", "vercel/ai"),
        FromNpm("genkit-google-genai", "@genkit-ai/google-genai", "genkit-ai/genkit"),
        FromNpm("langchain-google-genai", "@langchain/google-genai", "langchain-ai/langchainjs"),
        FromNpm("tanstack-ai-gemini", "@tanstack/ai-gemini", "TanStack/ai"),
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

    /// <summary>The repository of a library, <c>owner/name</c> at GitHub; null for what is no library, which has no page.</summary>
    public string? Upstream { get; private init; }

    /// <summary>The page of a library: what it gets wrong.</summary>
    public string Page => $"docs/clients/{Name}.md";

    /// <summary>The checked-in verdicts: what the client is known to do.</summary>
    public string VerdictFile => PathOf(Name + "/verdicts.verified.txt");

    /// <summary>What the machine lacks, with the cure; null when the client can be started here.</summary>
    public string? Missing() =>
        programs.FirstOrDefault(program => Installed.Find(program) is null) is { } missing
            ? $"there is no '{missing}' in the path"
            : otherNeed();

    public ExecSubject Start() => new(Command, Repository.Root);

    private static Adapter FromNpm(string name, string package, string upstream) =>
        new(
            name,
            ["node"],
            ["node", PathOf(name + "/adapter.mjs")],
            () =>
                Directory.Exists(PathOf($"{name}/node_modules/{package}"))
                    ? null
                    : $"run 'npm ci --ignore-scripts' in {Folders}{name}, as .ci/run does"
        )
        {
            Upstream = upstream,
        };

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
