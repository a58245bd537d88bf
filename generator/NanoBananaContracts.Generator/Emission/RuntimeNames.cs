namespace NanoBananaContracts.Generator.Emission;

/// <summary>
/// Names that emitted code uses of the runtime, the framework and the contract itself, always behind an alias and
/// <c>::</c>. What stands there can only be an alias, so a user's own type called <c>Content</c> or <c>Part</c>, or a
/// namespace called <c>System</c> in scope, changes nothing; and it is a third of the text that <c>global::</c> takes.
/// </summary>
internal static class RuntimeNames
{
    /// <summary>Alias of the contract's own namespace.</summary>
    public const string Own = "NbcOwn::";

    public const string Plumbing = "Nbc::";
    public const string Message = Plumbing + "IContractMessage";
    public const string Fields = Plumbing + "IContractFields";
    public const string MessageFields = Plumbing + "MessageFields";
    public const string EnumMarker = Plumbing + "IContractEnum";
    public const string ProviderEnum = Plumbing + "IContractProviderEnum";
    public const string OpenEnum = Plumbing + "OpenEnum";
    public const string Reader = Plumbing + "ContractReader";
    public const string Writer = Plumbing + "ContractWriter";
    public const string Validator = Plumbing + "ContractValidator";
    public const string Checks = Plumbing + "ContractChecks";
    public const string Violation = Plumbing + "ContractViolation";
    public const string Direction = Plumbing + "ContractDirection";
    public const string Operation = Plumbing + "ContractOperation";
    public const string UnknownFields = Plumbing + "UnknownFields";
    public const string ValueList = Plumbing + "ValueList";
    public const string ValueMap = Plumbing + "ValueMap";
    public const string RawJson = Plumbing + "RawJson";
    public const string ContractDialects = Plumbing + "ContractDialects";
    public const string MessageJson = Plumbing + "MessageJson";
    public const string EnumJson = Plumbing + "EnumJson";
    public const string EnumNumberJson = Plumbing + "EnumNumberJson";
    public const string RecordText = Plumbing + "RecordText";
    public const string Base64Data = Plumbing + "Base64Data";
    public const string Timestamp = Plumbing + "Timestamp";
    public const string Duration = Plumbing + "Duration";
    public const string ContractText = Plumbing + "ContractText";
    public const string EnumTexts = Plumbing + "EnumTexts";
    public const string EnumNumbers = Plumbing + "EnumNumbers";
    public const string Bytes = "NbcSys::ReadOnlySpan<byte>";
    public const string Memory = "NbcSys::ReadOnlyMemory<byte>";
    public const string SequenceEqual = "NbcSpan.SequenceEqual";
    public const string HashSet = "NbcSys::Collections.Generic.HashSet";
    public const string Regex = "NbcSys::Text.RegularExpressions.Regex";
}
