namespace NanoBananaContracts.Schema;

/// <summary>
/// C# names that emitted types need for themselves. The one list of them: the reader reports who wants such a name and
/// gives another, and the generator emits the names of the model as they are. What only the inside of an emitted type
/// uses is not here, because it begins with a small letter, see <see cref="CSharpName.IsGivable"/>.
/// </summary>
internal static class ReservedNames
{
    /// <summary>What emitted code calls a type of the framework by; a member of that name would hide it.</summary>
    private const string Alias = "NbcSpan";

    /// <summary>What every class has; a static member of that name would hide it.</summary>
    private static readonly HashSet<string> Class = new(StringComparer.Ordinal)
    {
        "Equals",
        "Finalize",
        "GetHashCode",
        "GetType",
        "MemberwiseClone",
        "ReferenceEquals",
        "ToString",
    };

    private static readonly HashSet<string> Message = new(StringComparer.Ordinal)
    {
        Alias,
        // Of every record, written by the compiler.
        "Clone",
        "Equals",
        "EqualityContract",
        "Finalize",
        "GetHashCode",
        "GetType",
        "MemberwiseClone",
        "PrintMembers",
        "ReferenceEquals",
        "ToString",
        // Of every message, written by the generator.
        "Parse",
        "Read",
        "ToJson",
        "ToUtf8Json",
        "UnknownFields",
        "Validate",
        "WriteTo",
    };

    private static readonly HashSet<string> Enum = new(StringComparer.Ordinal)
    {
        Alias,
        "Equals",
        "Finalize",
        "GetHashCode",
        "GetType",
        "MemberwiseClone",
        "ReferenceEquals",
        "ToString",
        "All",
        "DocumentedTexts",
        "IsDocumented",
        "Kind",
        "Known",
        "Parse",
        "TryParse",
        "TryRead",
        "Undocumented",
        "Value",
        "WriteTo",
    };

    /// <summary>True when a property of the record cannot have the name.</summary>
    /// <param name="name">C# name.</param>
    /// <param name="record">C# name of the record; C# forbids a member of the same name.</param>
    /// <param name="isExtended">True where the record has extension data beside its properties.</param>
    public static bool InMessage(string name, string record, bool isExtended) =>
        name == record || Message.Contains(name) || (isExtended && name == "AdditionalProperties");

    /// <summary>True when a value of the enum cannot have the name.</summary>
    /// <param name="name">C# name.</param>
    /// <param name="type">C# name of the enum.</param>
    /// <param name="isInteger">True for an enum of integers.</param>
    public static bool InEnum(string name, string type, bool isInteger) =>
        name == type || Enum.Contains(name) || (isInteger && name == "Number");

    /// <summary>True when an operation cannot have the name.</summary>
    /// <param name="name">C# name.</param>
    public static bool InOperations(string name) => Class.Contains(name);

    /// <summary>True when a type cannot have the name, because C# forbids a member of the same name.</summary>
    /// <param name="name">C# name.</param>
    /// <param name="isEnum">True for an enum, false for a message.</param>
    public static bool InType(string name, bool isEnum) =>
        isEnum ? Enum.Contains(name) || name == "Number" : Message.Contains(name) || name == "AdditionalProperties";

    /// <summary>The case of no property; a property of that name cannot be one of a group.</summary>
    public const string NoCase = "None";

    /// <summary>Name of the emitted enum of a group's cases.</summary>
    /// <param name="group">C# name of the group.</param>
    public static string CasesOf(string group) => group + "Case";

    /// <summary>Name of the emitted method that makes a message of one property.</summary>
    /// <param name="property">C# name of the property.</param>
    public static string MakerOf(string property) => "From" + property;
}
