using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace NanoBananaContracts.Cli;

/// <summary>A line to copy for every command, at the end of its help.</summary>
internal static class CommandExamples
{
    /// <summary>The examples, by command.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } =
        new Dictionary<string, string[]>
        {
            ["nanobanana"] =
            [
                "nanobanana paint \"a red fox in snow\" --emulator",
                "nanobanana serve",
                "nanobanana conformance run",
            ],
            ["nanobanana paint"] =
            [
                "nanobanana paint \"a red fox in snow\" --emulator",
                "nanobanana paint \"the same, at night\" --image fox.png --image-size 2K --out night",
                "nanobanana paint \"a paper boat\" --count 3 --max-cost 0.30 --json",
            ],
            ["nanobanana batch"] =
            [
                "nanobanana batch prompts.jsonl --out pictures --dry-run",
                "nanobanana batch prompts.jsonl --out pictures --parallel 8 --max-cost 60",
                "nanobanana batch prompts.jsonl --out pictures --retry-failed",
            ],
            ["nanobanana chat"] = ["nanobanana chat fox.json --emulator", "nanobanana chat fox.json --max-cost 0.50"],
            ["nanobanana serve"] = ["nanobanana serve --port 8787 --latency 2s"],
            ["nanobanana diagnose"] = ["nanobanana diagnose reply.json", "curl ... | nanobanana diagnose -"],
            ["nanobanana record"] = ["nanobanana record --target https://wisgate.ai --out my-cases"],
            ["nanobanana models"] =
            [
                "nanobanana models",
                "nanobanana models gemini-3-pro-image --provider google",
                "nanobanana models --check --provider google",
                "nanobanana models --template new-api",
            ],
            ["nanobanana explain"] = ["nanobanana explain Timeout", "nanobanana explain IMAGE_SAFETY"],
            ["nanobanana completion"] = ["nanobanana completion bash"],
            ["nanobanana conformance"] =
            [
                "nanobanana conformance init python",
                "nanobanana conformance run --subject exec:\"python3 adapter.py\"",
            ],
            ["nanobanana conformance list"] = ["nanobanana conformance list --family auth"],
            ["nanobanana conformance show"] = ["nanobanana conformance show response/image-safety"],
            ["nanobanana conformance init"] = ["nanobanana conformance init python my-adapter"],
            ["nanobanana conformance protocol"] = ["nanobanana conformance protocol"],
            ["nanobanana conformance run"] =
            [
                "nanobanana conformance run --family auth",
                "nanobanana conformance run --subject exec:\"node adapter.mjs\" --report html=run.html",
            ],
            ["nanobanana conformance replay"] =
            [
                "nanobanana conformance replay response/image-safety --subject exec:\"node adapter.mjs\"",
            ],
            ["nanobanana conformance watch"] = ["nanobanana conformance watch -- bash my-script.sh"],
            ["nanobanana conformance report"] = ["nanobanana conformance report markdown run.ndjson"],
            ["nanobanana conformance matrix"] =
            [
                "nanobanana conformance matrix a.ndjson b.ndjson --cases",
                "nanobanana conformance matrix a.ndjson b.ndjson --html pages",
            ],
            ["nanobanana conformance lint"] = ["nanobanana conformance lint my-cases"],
            ["nanobanana conformance freeze"] = ["nanobanana conformance freeze 2026.1"],
            ["nanobanana conformance play"] = ["nanobanana conformance play stub.json --port 8080"],
            ["nanobanana conformance wiremock"] = ["nanobanana conformance wiremock --install"],
            ["nanobanana conformance live"] =
            [
                "nanobanana conformance live --provider wisgate --dry-run",
                "nanobanana conformance live --provider wisgate --max-cost 0.30",
            ],
            ["nanobanana schema"] = ["nanobanana schema export --out generate-content.schema.json"],
            ["nanobanana schema validate"] = ["nanobanana schema validate generate-content.schema.json"],
            ["nanobanana schema diff"] = ["nanobanana schema diff old.schema.json new.schema.json"],
            ["nanobanana schema import"] = ["nanobanana schema import discovery.json --into my.schema.json"],
            ["nanobanana schema export"] =
            [
                "nanobanana schema export --out my.schema.json",
                "nanobanana schema export --from-assembly bin/Debug/net10.0/My.App.dll --out my.schema.json",
            ],
        };

    /// <summary>Puts the examples behind the help of every command.</summary>
    /// <param name="root">The whole tree.</param>
    /// <param name="width">Columns of the terminal, or of the page.</param>
    public static void AddTo(RootCommand root, int width)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        var action = (HelpAction)help.Action!;
        action.MaxWidth = width;
        help.Action = new WithExamples(action);
    }

    private sealed class WithExamples(HelpAction inner) : SynchronousCommandLineAction
    {
        // Who asks for help need not have got the rest of the line right.
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var result = inner.Invoke(parseResult);
            if (
                All.TryGetValue(CommandPath.Of(parseResult.CommandResult), out var all)
                && all.Where(SuiteCommands.Has).ToArray() is { Length: > 0 } examples
            )
            {
                var output = parseResult.InvocationConfiguration.Output;
                output.WriteLine(examples.Length == 1 ? "Example:" : "Examples:");
                foreach (var example in examples)
                {
                    output.WriteLine("  " + example);
                }

                output.WriteLine();
            }

            return result;
        }
    }
}
