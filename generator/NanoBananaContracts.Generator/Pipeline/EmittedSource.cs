using NanoBananaContracts.Generator.Units;

namespace NanoBananaContracts.Generator.Pipeline;

/// <summary>One file of emitted code.</summary>
/// <param name="HintName">Its name: that of its first type, so that it stays the same as long as that does.</param>
/// <param name="Text">Its text.</param>
internal sealed record EmittedSource(string HintName, string Text)
{
    /// <summary>The file of a type.</summary>
    public static EmittedSource Of(ContractOptions options, string type, string text) =>
        new($"{options.Namespace}.{type}.g.cs", text);
}
