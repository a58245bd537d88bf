using System;
using System.Collections.Generic;

namespace NanoBananaContracts.Schema;

/// <summary>C# names that emitted types need for themselves.</summary>
internal static class ReservedNames
{
    private static readonly HashSet<string> Message = new(StringComparer.Ordinal)
    {
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
        "ToJson",
        "ToUtf8Json",
        "UnknownFields",
        "Validate",
        "WriteTo",
    };

    private static readonly HashSet<string> Enum = new(StringComparer.Ordinal)
    {
        "Equals",
        "Finalize",
        "GetHashCode",
        "GetType",
        "MemberwiseClone",
        "ReferenceEquals",
        "ToString",
        "All",
        "FromWire",
        "IsDocumented",
        "Known",
        "Parse",
        "TryParse",
        "Undocumented",
        "Value",
    };

    /// <summary>True when a property of the record cannot have the name.</summary>
    /// <param name="name">C# name.</param>
    /// <param name="record">C# name of the record; C# forbids a member of the same name.</param>
    public static bool InMessage(string name, string record) => name == record || Message.Contains(name);

    /// <summary>True when a value of the enum cannot have the name.</summary>
    /// <param name="name">C# name.</param>
    /// <param name="type">C# name of the enum.</param>
    public static bool InEnum(string name, string type) => name == type || Enum.Contains(name);
}
