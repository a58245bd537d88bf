using NanoBananaContracts.Generator.Units;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Emits the names of the dialects that the messages of a contract can be written in.</summary>
internal static class DialectsEmitter
{
    /// <summary>What messages call on; no type of a schema begins with a small letter.</summary>
    public const string ClassName = "contractDialects";

    /// <summary>The source of the names.</summary>
    public static string Emit(DialectsUnit unit)
    {
        var writer = EmittedFile.Begin(unit.Options);
        writer
            .Line("/// <summary>The dialects that the contract knows.</summary>")
            .Line(EmittedFile.GeneratedCode)
            .Open($"internal static class {ClassName}");
        var names = string.Join(", ", unit.Names.Select(CSharpText.Literal));
        return writer
            .Line($"internal static readonly {RuntimeNames.ContractDialects} Known = new({names});")
            .Close()
            .ToString();
    }
}
