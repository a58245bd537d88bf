using System.Text;

namespace NanoBananaContracts.Schema;

/// <summary>
/// Puts new members into a JSON text so that they look as if they had always been there: the file's own line ends and
/// indentation, on one line where the object around them is on one line.
/// </summary>
internal sealed class JsonLayout
{
    private const int Width = 120;

    private readonly string text;
    private readonly string newLine;
    private readonly string unit;
    private readonly bool multiLine;

    /// <summary>Learns a file's habits.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="root">The same, parsed.</param>
    public JsonLayout(string text, JsonNode root)
    {
        this.text = text;
        multiLine = text.IndexOf('\n') >= 0;
        newLine = text.IndexOf("\r\n", StringComparison.Ordinal) >= 0 ? "\r\n" : "\n";
        unit =
            root.Members.Count > 0 && OwnLine(root.Members[0].Key.Start, out var indent) && indent.Length > 0
                ? indent
                : "  ";
    }

    /// <summary>Changes the members of an object, all at once.</summary>
    /// <param name="edits">Takes the changes.</param>
    /// <param name="container">The object.</param>
    /// <param name="change">What to change.</param>
    public void Apply(TextEdits edits, JsonNode container, MemberChange change)
    {
        if (change.IsEmpty)
        {
            return;
        }

        var first = 0;
        while (first < container.Members.Count && change.Removed.Contains(container.Members[first]))
        {
            first++;
        }

        if (first == container.Members.Count)
        {
            edits.Replace(container.Start, container.End, Rewritten(container, change.Added));
            return;
        }

        if (first > 0)
        {
            edits.Replace(container.Members[0].Key.Start, container.Members[first].Key.Start, "");
        }

        for (var i = first; i < container.Members.Count; i++)
        {
            var member = container.Members[i];
            if (change.Removed.Contains(member))
            {
                edits.Replace(container.Members[i - 1].Value.End, member.Value.End, "");
            }
            else if (change.Replaced.TryGetValue(member, out var replacement))
            {
                edits.Replace(member.Key.Start, member.Value.End, Members(member, replacement));
            }
        }

        if (change.Added.Count > 0)
        {
            InsertAfter(edits, container.Members[container.Members.Count - 1], change.Added);
        }
    }

    /// <summary>Adds members behind another.</summary>
    /// <param name="edits">Takes the change.</param>
    /// <param name="before">The member they come behind.</param>
    /// <param name="added">The members, in order.</param>
    public void InsertAfter(TextEdits edits, JsonMember before, List<KeyValuePair<string, NewJson>> added)
    {
        var separator = OwnLine(before.Key.Start, out var indent) ? "," + newLine + indent : ", ";
        edits.Insert(before.Value.End, separator + Members(before, added));
    }

    /// <summary>An object all of whose members go away or that had none.</summary>
    private string Rewritten(JsonNode container, List<KeyValuePair<string, NewJson>> added)
    {
        if (!multiLine || added.Count == 0)
        {
            return NewJson.Object(added).Inline();
        }

        var indent = LineIndent(container.Start);
        var inner = newLine + indent + unit;
        return "{" + inner + Members(added, "," + inner, indent + unit) + newLine + indent + "}";
    }

    /// <summary>Members as they look beside another.</summary>
    private string Members(JsonMember beside, IReadOnlyList<KeyValuePair<string, NewJson>> members) =>
        OwnLine(beside.Key.Start, out var indent)
            ? Members(members, "," + newLine + indent, indent)
            : Members(members, ", ", null);

    private string Members(IReadOnlyList<KeyValuePair<string, NewJson>> members, string separator, string? indent)
    {
        var parts = new List<string>(members.Count);
        foreach (var member in members)
        {
            parts.Add(
                indent is null
                    ? JsonText.Quoted(member.Key) + ": " + member.Value.Inline()
                    : Member(member.Key, member.Value, indent)
            );
        }

        return string.Join(separator, parts);
    }

    /// <summary>Adds a string at the end of an array.</summary>
    /// <param name="edits">Takes the change.</param>
    /// <param name="array">The array.</param>
    /// <param name="value">The string.</param>
    public void AppendItem(TextEdits edits, JsonNode array, string value)
    {
        if (array.Items.Count == 0)
        {
            edits.Replace(array.Start, array.End, "[" + JsonText.Quoted(value) + "]");
            return;
        }

        var last = array.Items[array.Items.Count - 1];
        edits.Insert(
            last.End,
            OwnLine(last.Start, out var indent)
                ? "," + newLine + indent + JsonText.Quoted(value)
                : ", " + JsonText.Quoted(value)
        );
    }

    private string Member(string name, NewJson value, string indent)
    {
        var builder = new StringBuilder(JsonText.Quoted(name)).Append(": ");
        Append(builder, value, indent, indent.Length + builder.Length);
        return builder.ToString();
    }

    private void Append(StringBuilder builder, NewJson value, string indent, int column)
    {
        if (value.Members is { } members && !(value.PrefersOneLine && column + value.Inline().Length < Width))
        {
            if (members.Count == 0)
            {
                builder.Append("{}");
                return;
            }

            builder.Append('{');
            for (var i = 0; i < members.Count; i++)
            {
                var name = JsonText.Quoted(members[i].Key) + ": ";
                builder.Append(i == 0 ? "" : ",").Append(newLine).Append(indent).Append(unit).Append(name);
                Append(builder, members[i].Value, indent + unit, indent.Length + unit.Length + name.Length);
            }

            builder.Append(newLine).Append(indent).Append('}');
        }
        else if (value.Items is { Count: > 0 } items && column + value.Inline().Length >= Width)
        {
            builder.Append('[');
            for (var i = 0; i < items.Count; i++)
            {
                builder.Append(i == 0 ? "" : ",").Append(newLine).Append(indent).Append(unit);
                Append(builder, items[i], indent + unit, indent.Length + unit.Length);
            }

            builder.Append(newLine).Append(indent).Append(']');
        }
        else
        {
            builder.Append(value.Inline());
        }
    }

    /// <summary>True when nothing but white space stands before a position on its line.</summary>
    private bool OwnLine(int position, out string indent)
    {
        var start = position;
        while (start > 0 && text[start - 1] is ' ' or '\t')
        {
            start--;
        }

        indent = text.Substring(start, position - start);
        return start > 0 && text[start - 1] is '\n' or '\r';
    }

    private string LineIndent(int position)
    {
        var start = position;
        while (start > 0 && text[start - 1] is not ('\n' or '\r'))
        {
            start--;
        }

        var end = start;
        while (end < text.Length && text[end] is ' ' or '\t')
        {
            end++;
        }

        return text.Substring(start, end - start);
    }
}
