namespace NanoBananaContracts.Serialization;

/// <summary>What kind of statement of the contract a value breaks.</summary>
public enum ViolationRule
{
    /// <summary>A field that must be there is not.</summary>
    Required,

    /// <summary>A field that the schema does not know.</summary>
    UnknownField,

    /// <summary>A value of another JSON type than promised, <c>null</c> included.</summary>
    WrongType,

    /// <summary>An enum value that the schema does not list, or not for this place.</summary>
    UndocumentedValue,

    /// <summary>A number beyond its bounds.</summary>
    OutOfRange,

    /// <summary>A text with too many characters.</summary>
    TooLong,

    /// <summary>A text with too few characters.</summary>
    TooShort,

    /// <summary>A list with too many items.</summary>
    TooMany,

    /// <summary>A list with too few items.</summary>
    TooFew,

    /// <summary>A text that does not have its form.</summary>
    Pattern,

    /// <summary>None, or more than one, of fields that exclude each other.</summary>
    OneOf,

    /// <summary>A field that only the service sets, in a request.</summary>
    ReadOnly,

    /// <summary>A value other than the only one allowed.</summary>
    Const,

    /// <summary>Base64 that cannot be decoded.</summary>
    Malformed,

    /// <summary>A field, or a value, that the provider the request goes to does not know.</summary>
    OtherProvider,

    /// <summary>Two equal items in a list that must not have any.</summary>
    Duplicate,
}

/// <summary>One place where a message breaks its contract.</summary>
/// <param name="Path">Where, in wire names: <c>generationConfig.imageConfig.imageSize</c>, <c>contents[0].parts[1]</c>; empty for the message itself.</param>
/// <param name="Rule">What kind of statement it breaks.</param>
/// <param name="Message">What is wrong and what to do, without the path.</param>
/// <param name="Value">The offending value as text, cut after 100 characters; null where there is none to show.</param>
/// <param name="Allowed">The values or the range that are allowed; null where the rule has none.</param>
public sealed record ContractViolation(string Path, ViolationRule Rule, string Message, string? Value, string? Allowed)
{
    /// <summary><c>path: message</c>, in one line.</summary>
    public override string ToString() => VisibleText.Of(Path.Length == 0 ? Message : $"{Path}: {Message}");
}

/// <summary>Which way a message travels; some statements hold one way only.</summary>
public enum ContractDirection
{
    /// <summary>Not known: only what holds both ways is checked.</summary>
    Either,

    /// <summary>We send it.</summary>
    Request,

    /// <summary>We read it.</summary>
    Response,
}
