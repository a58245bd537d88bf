using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>
/// Emits what makes System.Text.Json read and write a type as the contract does: the mark on the type, and the converter it
/// names. The converter is a type of its own because nothing else reaches a static method without reflection on
/// netstandard2.0, and public because the source generator of System.Text.Json makes one in its user's assembly.
/// </summary>
internal static class JsonConverterEmitter
{
    /// <summary>No member of a schema begins with a small letter.</summary>
    private const string ClassName = "asJson";

    /// <summary>The mark, above the type.</summary>
    public static string Mark(string type) =>
        $"[NbcSys::Text.Json.Serialization.JsonConverter(typeof({type}.{ClassName}))]";

    /// <summary>Writes the converter, inside the type.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="type">C# name of the type.</param>
    /// <param name="named">What the type is called where a member of a converter may have its name.</param>
    /// <param name="form">What the runtime has for its kind.</param>
    /// <param name="read">What reads it.</param>
    public static void Emit(SourceWriter writer, string type, string named, string form, string read) =>
        writer
            .Line("/// <inheritdoc/>")
            .Line(
                $"public sealed class {ClassName} : {form}<{type}> {{ /** <inheritdoc/> */ public {ClassName}() : base({named}.{read}) {{ }} }}"
            )
            .Line();
}
