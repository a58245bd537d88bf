using NanoBananaContracts.Generator.Units;
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
        }

        return writer.Close().ToString();
    }
}
