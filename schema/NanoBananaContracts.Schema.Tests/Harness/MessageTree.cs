using System.Text.RegularExpressions;

namespace NanoBananaContracts.Schema.Tests.Harness;

/// <summary>Google's messages as a plain list: <c>## Name object</c>, and below it <c>property : type flags</c>.</summary>
internal sealed partial class MessageTree
{
    private MessageTree(Dictionary<string, Dictionary<string, TreeProperty>> messages) => Messages = messages;

    /// <summary>Properties by message and name; only what the two roots reach.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, TreeProperty>> Messages { get; private set; }

    /// <summary>Reads the list, and drops what neither request nor reply reaches.</summary>
    public static MessageTree Parse(string text)
    {
        var messages = new Dictionary<string, Dictionary<string, TreeProperty>>(StringComparer.Ordinal);
        Dictionary<string, TreeProperty>? current = null;
        foreach (var line in text.Split('\n').Where(line => line.Trim().Length > 0))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                messages.Add(heading.Groups[1].Value, current = new(StringComparer.Ordinal));
                continue;
            }

            var match = Property().Match(line);
            current!.Add(
                match.Groups["name"].Value,
                new TreeProperty(
                    match.Groups["type"].Value,
                    match.Groups["flags"].Value.Contains("RO", StringComparison.Ordinal),
                    match.Groups["flags"].Value.Contains("DEPR", StringComparison.Ordinal)
                )
            );
        }

        var tree = new MessageTree(messages);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        tree.Reach("GenerateContentRequest", reached);
        tree.Reach("GenerateContentResponse", reached);
        tree.Messages = messages
            .Where(message => reached.Contains(message.Key))
            .ToDictionary(message => message.Key, message => message.Value, StringComparer.Ordinal);
        return tree;
    }

    private void Reach(string message, HashSet<string> reached)
    {
        if (!reached.Add(message))
        {
            return;
        }

        foreach (var property in Messages[message].Values)
        {
            foreach (var name in Word().Matches(property.Type).Select(match => match.Value).Where(Messages.ContainsKey))
            {
                Reach(name, reached);
            }
        }
    }

    [GeneratedRegex(@"^## (\w+) object")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\s+(?<name>\w+) : (?<type>\S+)(?<flags>(\s+(RO|DEPR))*)\s*$")]
    private static partial Regex Property();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}

/// <summary>One property of the tree.</summary>
internal sealed record TreeProperty(string Type, bool ReadOnly, bool Deprecated)
{
    /// <summary>Values of an enum, or of a list of one; empty for any other type.</summary>
    public IReadOnlyList<string> Values =>
        Type.StartsWith("enum(", StringComparison.Ordinal)
            ? Type[5..Type.IndexOf(')', StringComparison.Ordinal)].Split('|')
            : [];
}
