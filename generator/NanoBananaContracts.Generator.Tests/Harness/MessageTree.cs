using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoBananaContracts.Generator.Tests.Harness;

/// <summary>Google's list of messages: <c>## Name object</c>, then a line a field.</summary>
internal static class MessageTree
{
    public static IReadOnlyList<Message> Parse(string text)
    {
        var messages = new List<Message>();
        var properties = new List<Property>();
        var name = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                Add();
                name = line[3..].Split(' ')[0];
            }
            else if (
                line.StartsWith("   ", StringComparison.Ordinal)
                && line.IndexOf(" : ", StringComparison.Ordinal) is > 0 and var colon
            )
            {
                var type = line[(colon + 3)..].Trim();
                var values = type.StartsWith("enum(", StringComparison.Ordinal)
                    ? type[5..type.IndexOf(')', StringComparison.Ordinal)].Split('|')
                    : [];
                properties.Add(new Property(line[..colon].Trim(), type, values));
            }
        }

        Add();

        // The list ends with the type of error bodies, which no field of a request or reply has.
        var reached = messages
            .SelectMany(message => message.Properties)
            .SelectMany(property => property.Type.Split('<', '>', ' ', '[', ']'))
            .ToHashSet();
        return
        [
            .. messages.Where(message =>
                reached.Contains(message.Name) || message.Name.StartsWith("GenerateContent", StringComparison.Ordinal)
            ),
        ];

        void Add()
        {
            if (name.Length > 0)
            {
                messages.Add(new Message(name, [.. properties]));
                properties.Clear();
            }
        }
    }

    internal sealed record Message(string Name, Property[] Properties);

    internal sealed record Property(string Name, string Type, string[] Values);
}
