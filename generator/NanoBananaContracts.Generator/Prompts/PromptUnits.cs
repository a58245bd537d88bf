using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Prompts;

/// <summary>All that the body of a partial method depends on: no place in a file, so that moving it makes nothing again.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Types">Heads of the types it stands in, the outermost first: <c>partial class Posters</c>.</param>
/// <param name="FileName">Name of its file, without an ending; no two methods have one.</param>
/// <param name="Modifiers">Its modifiers, as both halves must have them.</param>
/// <param name="Head">What it returns, and its name.</param>
/// <param name="Prompt">What it asks for.</param>
internal sealed record PromptMethodUnit(
    string Namespace,
    EquatableArray<string> Types,
    string FileName,
    string Modifiers,
    string Head,
    PromptUnit Prompt
);

/// <summary>All that the implementation of an interface depends on.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="FileName">Name of its file, without an ending.</param>
/// <param name="Interface">The interface, with its namespace.</param>
/// <param name="Word">Its name without the <c>I</c>, from which those of what is emitted are made.</param>
/// <param name="IsPublic">Whether everybody can see it.</param>
/// <param name="HasServices">Whether it can be registered.</param>
/// <param name="Methods">Its methods, in order.</param>
internal sealed record ContractInterfaceUnit(
    string Namespace,
    string FileName,
    string Interface,
    string Word,
    bool IsPublic,
    bool HasServices,
    EquatableArray<ContractMethodUnit> Methods
);

/// <summary>One method of an interface.</summary>
/// <param name="Result">What it returns.</param>
/// <param name="Name">Its name, behind that of its interface.</param>
/// <param name="ReturnsReply">Whether it returns the whole reply, not its picture alone.</param>
/// <param name="Prompt">What it asks for.</param>
internal sealed record ContractMethodUnit(string Result, string Name, bool ReturnsReply, PromptUnit Prompt);

/// <summary>A prompt with its parameters: what one request depends on.</summary>
/// <param name="Parameters">The method's parameters, in order.</param>
/// <param name="IsWhole">
/// Whether it can be made. Where it cannot, the method throws: without a body the compiler stops at that, before any analyzer
/// says why there is none.
/// </param>
/// <param name="Pieces">The prompt, in order; pictures that it does not name stand behind it.</param>
/// <param name="Settings">What the attribute says besides.</param>
internal sealed record PromptUnit(
    EquatableArray<PromptParameter> Parameters,
    bool IsWhole,
    EquatableArray<PromptPiece> Pieces,
    PromptSettings Settings
);

/// <summary>Words, or the value of a parameter.</summary>
/// <param name="Words">The words; null of a value.</param>
/// <param name="Parameter">Index of the parameter; -1 of words.</param>
/// <param name="Format">How the value is written; null for its usual form.</param>
internal sealed record PromptPiece(string? Words, int Parameter, string? Format);

/// <summary>A parameter.</summary>
/// <param name="Declaration">As it stands in the signature.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What becomes of it.</param>
/// <param name="CanBeNull">Whether it may have no value, and then is an empty one.</param>
/// <param name="IsStruct">Whether it always has a value.</param>
internal sealed record PromptParameter(
    string Declaration,
    string Name,
    PromptParameterKind Kind,
    bool CanBeNull,
    bool IsStruct
);

/// <summary>What becomes of a parameter.</summary>
internal enum PromptParameterKind
{
    /// <summary>Nothing that could be: it is reported.</summary>
    Unusable,

    /// <summary>A text, as it is.</summary>
    Text,

    /// <summary>A value with one form in every culture: a character, a truth value.</summary>
    Plain,

    /// <summary>A value that is written in the invariant culture.</summary>
    Formatted,

    /// <summary>A picture.</summary>
    Image,

    /// <summary>Several pictures.</summary>
    Images,

    /// <summary>What cancels the call.</summary>
    Cancellation,
}

/// <summary>What an attribute says besides the prompt; null where it says nothing.</summary>
/// <param name="Model">Id of the model.</param>
/// <param name="AspectRatio">Ratio of the picture.</param>
/// <param name="ImageSize">Size of the picture.</param>
/// <param name="Temperature">How far the model strays.</param>
/// <param name="Seed">What makes results repeatable.</param>
/// <param name="ThinkingLevel">How deeply the model thinks.</param>
internal sealed record PromptSettings(
    string? Model,
    string? AspectRatio,
    string? ImageSize,
    double? Temperature,
    int? Seed,
    string? ThinkingLevel
);
