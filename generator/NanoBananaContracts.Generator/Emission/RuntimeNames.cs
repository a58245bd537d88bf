namespace NanoBananaContracts.Generator.Emission;

/// <summary>
/// Names that emitted code uses of the runtime and the framework, always from the root: a user's own type called
/// <c>Content</c> or <c>Part</c>, or a namespace called <c>System</c> in scope, changes nothing then.
/// </summary>
internal static class RuntimeNames
{
    public const string Plumbing = "global::NanoBananaContracts.Serialization.";
    public const string Message = Plumbing + "IContractMessage";
    public const string OpenEnum = Plumbing + "IContractEnum";
    public const string Reader = Plumbing + "ContractReader";
    public const string Read = Plumbing + "ContractRead";
    public const string Writer = Plumbing + "ContractWriter";
    public const string Validator = Plumbing + "ContractValidator";
    public const string Violation = Plumbing + "ContractViolation";
    public const string Direction = Plumbing + "ContractDirection";
    public const string Operation = Plumbing + "ContractOperation";
    public const string UnknownFields = Plumbing + "UnknownFields";
    public const string UnknownField = Plumbing + "UnknownField";
    public const string ValueList = Plumbing + "ValueList";
    public const string ValueMap = Plumbing + "ValueMap";
    public const string RawJson = Plumbing + "RawJson";
    public const string Base64Data = Plumbing + "Base64Data";
    public const string Timestamp = Plumbing + "Timestamp";
    public const string Duration = Plumbing + "Duration";
    public const string Bytes = "global::System.ReadOnlySpan<byte>";
    public const string Memory = "global::System.ReadOnlyMemory<byte>";
    public const string SequenceEqual = "global::System.MemoryExtensions.SequenceEqual";
    public const string Regex = "global::System.Text.RegularExpressions.Regex";
    public const string Hidden =
        "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";
}
