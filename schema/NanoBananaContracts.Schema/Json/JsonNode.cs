namespace NanoBananaContracts.Schema;

/// <summary>The six kinds of JSON value.</summary>
internal enum JsonKind
{
    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number, kept as its text.</summary>
    Number,

    /// <summary>A string, unescaped.</summary>
    String,

    /// <summary>A list.</summary>
    Array,

    /// <summary>A list of named members.</summary>
    Object,
}

/// <summary>
/// A JSON value that knows where it stands. Built by <see cref="JsonParser"/> and never changed afterwards.
/// </summary>
internal sealed class JsonNode
{
    private static readonly JsonNode[] NoItems = [];
    private static readonly JsonMember[] NoMembers = [];

    private JsonNode(JsonKind kind, int start, int end, SourceMark mark)
    {
        Kind = kind;
        Start = start;
        End = end;
        Mark = mark;
    }

    /// <summary>What it is.</summary>
    public JsonKind Kind { get; }

    /// <summary>Offset of its first character in the text.</summary>
    public int Start { get; }

    /// <summary>Offset after its last character in the text.</summary>
    public int End { get; }

    /// <summary>Line, column and length; an object or an array is marked at its opening bracket only.</summary>
    public SourceMark Mark { get; }

    /// <summary>A string unescaped, a number's digits as written, <c>true</c>, <c>false</c> or <c>null</c>; empty for a container.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Items of an array, in order.</summary>
    public IReadOnlyList<JsonNode> Items { get; private set; } = NoItems;

    /// <summary>Members of an object, in order; a repeated name is reported by the parser and only its first stays.</summary>
    public IReadOnlyList<JsonMember> Members { get; private set; } = NoMembers;

    /// <summary>True for the literal <c>true</c>.</summary>
    public bool IsTrue => Kind == JsonKind.Boolean && Text == "true";

    /// <summary>The member of that name, or null. Linear: for objects with few members.</summary>
    /// <param name="name">Exact name.</param>
    public JsonMember? Find(string name)
    {
        foreach (var member in Members)
        {
            if (string.Equals(member.Name, name, StringComparison.Ordinal))
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>Text of a member that is a string, or null.</summary>
    /// <param name="name">Exact name.</param>
    public string? TextOf(string name) => Find(name)?.Value is { Kind: JsonKind.String } value ? value.Text : null;

    /// <summary>What it is, for a message: <c>The string 'png'</c>.</summary>
    public string Describe() =>
        Kind switch
        {
            JsonKind.Object => "An object",
            JsonKind.Array => "A list",
            JsonKind.String => "The string " + Wording.Shown(Text),
            JsonKind.Number => "The number " + Wording.Shown(Text),
            _ => Text,
        };

    internal static JsonNode Scalar(JsonKind kind, string text, int start, int end, int line, int column) =>
        new(kind, start, end, new SourceMark(line, column, end - start)) { Text = text };

    internal static JsonNode Array(List<JsonNode> items, int start, int end, SourceMark mark) =>
        new(JsonKind.Array, start, end, mark) { Items = items };

    internal static JsonNode Object(List<JsonMember> members, int start, int end, SourceMark mark) =>
        new(JsonKind.Object, start, end, mark) { Members = members };
}

/// <summary>A named value of an object.</summary>
/// <param name="key">The name, as a string node with its own place.</param>
/// <param name="value">The value.</param>
internal sealed class JsonMember(JsonNode key, JsonNode value)
{
    /// <summary>The name, unescaped.</summary>
    public string Name => Key.Text;

    /// <summary>The name as a node with its own place.</summary>
    public JsonNode Key { get; } = key;

    /// <summary>The value.</summary>
    public JsonNode Value { get; } = value;
}
