using NanoBananaContracts.Generator.Units;
using NanoBananaContracts.Schema;
using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Emits the calls of a contract.</summary>
internal static class OperationsEmitter
{
    /// <summary>The source of all operations.</summary>
    public static string Emit(OperationsUnit unit)
    {
        var types = new CSharpTypes(unit.Options);
        var writer = EmittedFile.Begin(unit.Options);
        writer
            .Line(
                "/// <summary>The calls of the contract: where each goes, what is sent and what comes back.</summary>"
            )
            .Line(EmittedFile.GeneratedCode);
        writer.Open($"{unit.Options.Visibility} static partial class {unit.ClassName}");
        var names = new HashSet<string>(unit.Operations.Select(operation => operation.Name), StringComparer.Ordinal);
        foreach (var operation in unit.Operations)
        {
            var request = types.Named(operation.Request);
            var response = types.Named(operation.Response);
            EmittedFile.Summary(writer, operation.Description, $"The call `{operation.Name}`.");
            writer.Line(
                $"/// <remarks>{CSharpText.Xml($"`{operation.Method} {operation.Path}{(operation.Query.Length == 0 ? "" : "?" + operation.Query)}`")}</remarks>"
            );
            writer.Line(
                $"public static {Operation}<{request}, {response}> {CSharpText.Identifier(operation.Name)} {{ get; }} = new("
            );
            writer.Indent();
            writer
                .Line($"{CSharpText.Literal(operation.Name)},")
                .Line($"{CSharpText.Literal(operation.Method)},")
                .Line($"{CSharpText.Literal(operation.Path)},")
                .Line($"{CSharpText.Literal(operation.Query)},")
                .Line($"{(operation.IsStreaming ? "true" : "false")},")
                .Line($"static (ref {Reader} reader) => {response}.Read(ref reader),")
                .Line($"static (ref {Reader} reader) => {request}.Read(ref reader));")
                .Outdent()
                .Line();
            EmitPath(writer, operation, names);
        }

        return writer.Close().ToString();
    }

    /// <summary>What a caller gives for the placeholders of the path, each by its name, so that the compiler misses none.</summary>
    private static void EmitPath(SourceWriter writer, OperationDefinition operation, ISet<string> names)
    {
        var placeholders = Placeholders(operation.Path);
        if (placeholders.Count == 0)
        {
            return;
        }

        writer.Line(
            $"/// <summary>What stands in the path of <see cref=\"{CSharpText.Identifier(operation.Name)}\"/>, for a client to send it.</summary>"
        );
        foreach (var placeholder in placeholders)
        {
            writer.Line(
                $"/// <param name=\"{placeholder}\">What stands for {CSharpText.Xml($"`{placeholder}`")}.</param>"
            );
        }

        const string Generic = "NbcSys::Collections.Generic";
        var parameters = placeholders.Select(placeholder => $"string {CSharpText.Identifier(placeholder)}");
        var entries = placeholders.Select(placeholder =>
            $"[{CSharpText.Literal(placeholder)}] = {CSharpText.Identifier(placeholder)}"
        );
        var method = CSharpText.Identifier(CSharpText.Unique(operation.Name + "Path", names));
        writer
            .Line(
                $"public static {Generic}.IReadOnlyDictionary<string, string> {method}({string.Join(", ", parameters)}) =>"
            )
            .Indent();
        writer.Line($"new {Generic}.Dictionary<string, string> {{ {string.Join(", ", entries)} }};").Outdent().Line();
    }

    // Each is a name, and there once: the reader of the schema has seen to that.
    private static List<string> Placeholders(string path)
    {
        var found = new List<string>();
        for (var open = path.IndexOf('{'); open >= 0; open = path.IndexOf('{', open + 1))
        {
            found.Add(path.Substring(open + 1, path.IndexOf('}', open) - open - 1));
        }

        return found;
    }
}
