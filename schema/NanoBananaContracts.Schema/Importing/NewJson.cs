namespace NanoBananaContracts.Schema;

/// <summary>A JSON value that is to be written.</summary>
internal sealed class NewJson
{
    private NewJson(
        string? scalar,
        IReadOnlyList<KeyValuePair<string, NewJson>>? members,
        IReadOnlyList<NewJson>? items,
        bool prefersOneLine
    )
    {
        Scalar = scalar;
        Members = members;
        Items = items;
        PrefersOneLine = prefersOneLine;
    }

    private string? Scalar { get; }

    /// <summary>Members of an object; null for any other value.</summary>
    public IReadOnlyList<KeyValuePair<string, NewJson>>? Members { get; }

    /// <summary>Items of an array; null for any other value.</summary>
    public IReadOnlyList<NewJson>? Items { get; }

    /// <summary>True for an object that stands on one line where it fits.</summary>
    public bool PrefersOneLine { get; }

    /// <summary><c>true</c>.</summary>
    public static NewJson True { get; } = new("true", null, null, false);

    /// <summary><c>false</c>.</summary>
    public static NewJson False { get; } = new("false", null, null, false);

    /// <summary>A value as another document has it.</summary>
    /// <param name="value">The value.</param>
    public static NewJson Same(JsonNode value) => new(JsonText.Compact(value), null, null, false);

    /// <summary>A string.</summary>
    /// <param name="value">Its text.</param>
    public static NewJson String(string value) => new(JsonText.Quoted(value), null, null, false);

    /// <summary>A list of strings.</summary>
    /// <param name="values">Their texts.</param>
    public static NewJson Strings(IEnumerable<string> values) => new(null, null, [.. values.Select(String)], false);

    /// <summary>A list.</summary>
    /// <param name="items">Its items.</param>
    public static NewJson List(IReadOnlyList<NewJson> items) => new(null, null, items, false);

    /// <summary>An object.</summary>
    /// <param name="members">Its members, in order.</param>
    /// <param name="prefersOneLine">Whether it stands on one line where it fits.</param>
    public static NewJson Object(IReadOnlyList<KeyValuePair<string, NewJson>> members, bool prefersOneLine = false) =>
        new(null, members, null, prefersOneLine);

    /// <summary>A member of an object.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public static KeyValuePair<string, NewJson> Member(string name, NewJson value) => new(name, value);

    /// <summary>A member of an object that is a string.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its text.</param>
    public static KeyValuePair<string, NewJson> Member(string name, string value) => new(name, String(value));

    /// <summary>The value on one line.</summary>
    public string Inline()
    {
        if (Items is not null)
        {
            return "[" + string.Join(", ", Items.Select(item => item.Inline())) + "]";
        }

        return Scalar is not null ? Scalar
            : Members!.Count == 0 ? "{}"
            : "{ "
                + string.Join(", ", Members.Select(each => JsonText.Quoted(each.Key) + ": " + each.Value.Inline()))
                + " }";
    }
}
