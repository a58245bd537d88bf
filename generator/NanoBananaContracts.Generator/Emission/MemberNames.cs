using System;
using System.Collections.Generic;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>C# names of members that keep clear of those every emitted type has.</summary>
internal static class MemberNames
{
    private static readonly string[] OfObject =
    [
        "Equals",
        "GetHashCode",
        "GetType",
        "ToString",
        "MemberwiseClone",
        "Finalize",
        "ReferenceEquals",
    ];

    private static readonly string[] OfMessages =
    [
        "Clone",
        "Deconstruct",
        "EqualityContract",
        "PrintMembers",
        "UnknownFields",
        "Parse",
        "Read",
        "ToJson",
        "ToUtf8Json",
        "WriteTo",
        "Validate",
        "PropertyOf",
        "Patterns",
    ];

    private static readonly string[] OfEnums =
    [
        "All",
        "Known",
        "Kind",
        "Value",
        "IsDocumented",
        "Undocumented",
        "Parse",
        "TryParse",
        "TryRead",
        "WriteTo",
        "IndexOf",
        "TextOf",
        "ValueOf",
        "TokenOf",
        "SpellingOf",
        "DocumentedTexts",
        "index",
        "asRead",
        "text",
    ];

    // A string enum may well have a value called Number.
    private static readonly string[] OfIntegerEnums = ["Number", "number"];

    /// <summary>Names of the properties, in order, and of the groups of properties that exclude each other.</summary>
    public static string[] OfMessage(MessageDefinition message, out string[] groups)
    {
        var taken = Taken(message.Name, OfMessages);
        if (message.AdditionalProperties is not null)
        {
            taken.Add("AdditionalProperties");
        }

        var names = new string[message.Properties.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = CSharpText.Unique(message.Properties[i].Name, taken);
        }

        groups = new string[message.OneOfGroups.Count];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = CSharpText.Unique(message.OneOfGroups[i].Name, taken);
        }

        return names;
    }

    /// <summary>Names of the values, in order.</summary>
    public static string[] OfEnum(EnumDefinition definition)
    {
        var taken = Taken(definition.Name, OfEnums);
        if (definition.IsInteger)
        {
            taken.UnionWith(OfIntegerEnums);
        }

        var names = new string[definition.Values.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = CSharpText.Unique(definition.Values[i].Name, taken);
        }

        return names;
    }

    private static HashSet<string> Taken(string type, string[] members)
    {
        var taken = new HashSet<string>(OfObject, StringComparer.Ordinal) { type };
        taken.UnionWith(members);
        return taken;
    }
}
