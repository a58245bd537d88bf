using System.Text.Json;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary>A folder with a list and what <c>nanobanana batch</c> makes of it.</summary>
internal sealed class BatchFolder : IDisposable
{
    public const string Key = "a-key-of-the-batch-tests";

    public string Path { get; } = Directory.CreateTempSubdirectory("nanobanana-batch-").FullName;

    public string Out => System.IO.Path.Combine(Path, "out");

    /// <summary>Writes <c>list.jsonl</c>.</summary>
    public void Write(params string[] lines) =>
        File.WriteAllText(System.IO.Path.Combine(Path, "list.jsonl"), string.Join('\n', lines) + "\n");

    /// <summary>Runs the command on the list, in process.</summary>
    public Task<CommandRun> RunAsync(Uri? service, string options) =>
        CommandRun.Of(
            [
                "batch",
                "list.jsonl",
                .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                .. service is null ? (string[])["--emulator"] : ["--endpoint", service.AbsoluteUri],
            ],
            new Dictionary<string, string> { ["WISDOM_GATE_KEY"] = Key },
            Path,
            cancellationToken: TestContext.Current.CancellationToken
        );

    /// <summary>The names of the pictures.</summary>
    public string[] Pictures() =>
        [
            .. Directory
                .EnumerateFiles(Out, "*.png")
                .Select(file => System.IO.Path.GetFileName(file))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The lines of the manifest.</summary>
    public JsonElement[] Manifest() => Objects(File.ReadAllText(System.IO.Path.Combine(Out, "manifest.jsonl")));

    /// <summary>JSON, an object a line.</summary>
    public static JsonElement[] Objects(string lines) =>
        [.. lines.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
