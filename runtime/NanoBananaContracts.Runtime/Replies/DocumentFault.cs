using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>Why a body, or a document in it, is not whole JSON.</summary>
/// <param name="IsCut">Whether it only ends too early.</param>
/// <param name="Detail">What is wrong and where, with the sign in front that joins it to what it is said of.</param>
/// <param name="Cause">The exception it was found by; <see langword="null"/> where there is none.</param>
internal sealed record DocumentFault(bool IsCut, string Detail, Exception? Cause = null)
{
    /// <summary>Bytes that end before the JSON does.</summary>
    internal static DocumentFault Cut(long length) =>
        new(true, FormattableString.Invariant($": it ends after {length:N0} bytes, before its JSON does."));

    /// <summary>Bytes that are no JSON.</summary>
    internal static DocumentFault NotJson(string malformation) => new(false, $": {malformation}.");

    /// <summary>What the reader of a document found.</summary>
    internal static DocumentFault Of(ContractFormatException exception) =>
        new(exception.IsCut, ". " + exception.Message, exception);

    /// <summary>The sentence that says so.</summary>
    /// <param name="where">Where in the reply: " in event 2"; empty for the reply itself.</param>
    internal string Describe(string where) => $"The reply is {(IsCut ? "cut" : "not JSON")}{where}{Detail}";
}
