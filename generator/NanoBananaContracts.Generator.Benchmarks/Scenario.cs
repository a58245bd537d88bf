using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace NanoBananaContracts.Generator.Benchmarks;

/// <summary>A project with a schema and some sources, as the compiler's driver sees it.</summary>
internal static class Scenario
{
    /// <summary>The default schema.</summary>
    public static string Schema { get; } = File.ReadAllText(Find("schema/generate-content.schema.json"));

    /// <summary>A schema of several times as many messages: every definition again under numbered names.</summary>
    public static string Times(int copies)
    {
        var root = JsonNode.Parse(Schema)!.AsObject();
        var definitions = root["$defs"]!.AsObject();
        var all = new JsonObject();
        for (var i = 0; i < copies; i++)
        {
            foreach (var (name, definition) in definitions)
            {
                var copy = definition!.DeepClone().AsObject();
                if (i > 0)
                {
                    Renumber(copy, i);
                    copy["x-name"] = (copy["x-name"]?.GetValue<string>() ?? name) + "_" + i;
                }

                all[i == 0 ? name : name + "_" + i] = copy;
            }
        }

        root["$defs"] = all;
        return root.ToJsonString();
    }

    /// <summary>Sources of a project of some size, so that a keystroke is one of many files.</summary>
    public static CSharpCompilation Compilation() =>
        CSharpCompilation.Create(
            "Project",
            Enumerable
                .Range(0, 200)
                .Select(i => CSharpSyntaxTree.ParseText(Source(i, "return i;"), Parse, $"File{i}.cs")),
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        );

    /// <summary>Options of every parse.</summary>
    public static CSharpParseOptions Parse { get; } = new(LanguageVersion.CSharp13);

    /// <summary>One source file.</summary>
    public static string Source(int number, string body) =>
        $"namespace Project;\n\npublic class Class{number}\n{{\n    public int Method(int i)\n    {{\n        {body}\n    }}\n}}\n";

    /// <summary>A driver with the generator, or with one that does nothing.</summary>
    public static GeneratorDriver Driver(IIncrementalGenerator generator, SchemaFile schema) =>
        CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], [schema], Parse, new Options());

    private static IEnumerable<MetadataReference> References()
    {
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return trusted
            .Where(path =>
                Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(path).StartsWith("netstandard", StringComparison.Ordinal)
                || Path.GetFileName(path).StartsWith("NanoBananaContracts.Runtime", StringComparison.Ordinal)
            )
            .Select(path => MetadataReference.CreateFromFile(path));
    }

    private static void Renumber(JsonNode? node, int copy)
    {
        switch (node)
        {
            case JsonObject members:
                if (members["$ref"] is JsonValue reference)
                {
                    members["$ref"] = reference.GetValue<string>() + "_" + copy;
                }

                foreach (var (_, value) in members)
                {
                    Renumber(value, copy);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Renumber(item, copy);
                }

                break;
            default:
                break;
        }
    }

    private static string Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, path)))
            {
                return Path.Combine(folder.FullName, path);
            }
        }

        throw new FileNotFoundException($"No {path} above {AppContext.BaseDirectory}.");
    }

    /// <summary>A schema as an additional file.</summary>
    internal sealed class SchemaFile(string text) : AdditionalText
    {
        private readonly SourceText text = SourceText.From(text);

        public override string Path => "/project/contract.schema.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }

    /// <summary>A generator that looks at the same things and makes nothing: what the driver itself costs.</summary>
    internal sealed class Empty : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(context.AdditionalTextsProvider, static (_, _) => { });
    }

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values([]);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
            new Values(
                new()
                {
                    ["build_metadata.AdditionalFiles.NanoBananaContract"] = "true",
                    ["build_metadata.AdditionalFiles.ContractNamespace"] = "Project.Contract",
                }
            );
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(
            string key,
            [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value
        ) => values.TryGetValue(key, out value);
    }
}
