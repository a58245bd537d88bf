namespace NanoBananaContracts.Schema;

/// <summary>Places where a keyword counts.</summary>
[Flags]
internal enum KeywordPlaces
{
    /// <summary>The root of a file that is only the frame of its definitions.</summary>
    Frame = 1,
    Root = 2,
    Defined = 4,
    Property = 8,
    Element = 16,
    Branch = 32,

    /// <summary>Beside <c>$ref</c>.</summary>
    Reference = 64,

    Anywhere = Root | Defined | Property | Element | Branch,
}

/// <summary>What a keyword counts for.</summary>
/// <param name="Shapes">Shapes of schema it has an effect on.</param>
/// <param name="Words">The same, for a message.</param>
/// <param name="ImpliedType">The type it asks for where none is written, or null when it asks for none.</param>
internal sealed record KeywordHome(SchemaShape Shapes, string Words, string? ImpliedType = null);

/// <summary>The kind of value a keyword takes.</summary>
/// <param name="Words">The kind, for a message.</param>
/// <param name="FirstWrong">The first node of a value that is not of the kind, or null when all of it is.</param>
internal sealed record KeywordValue(string Words, Func<JsonNode, JsonNode?> FirstWrong);

/// <summary>Puts the value of a keyword into the node.</summary>
/// <param name="reader">The reader.</param>
/// <param name="node">The schema it stands in.</param>
/// <param name="member">The keyword and its value.</param>
/// <param name="value">The value; null where it is not of the kind the keyword takes, which is reported.</param>
internal delegate void KeywordEffect(SchemaNodeReader reader, SchemaNode node, JsonMember member, JsonNode? value);

/// <summary>A keyword of the subset: all there is to know of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Takes">Its value.</param>
/// <param name="Home">What it counts for.</param>
/// <param name="Places">Where it may stand.</param>
/// <param name="Finding">What is found where its value, though of the right kind, is not one.</param>
/// <param name="Documentation">Its line in <c>schema/README.md</c>.</param>
/// <param name="Read">What reading it does.</param>
internal sealed record Keyword(
    string Name,
    KeywordValue Takes,
    KeywordHome Home,
    KeywordPlaces Places,
    SchemaRule Finding,
    string Documentation,
    KeywordEffect Read
)
{
    /// <summary>True for one that says something about a schema without changing what it allows.</summary>
    public bool IsAnnotation => ReferenceEquals(Home, Keywords.Words);

    /// <summary>True for one that bounds a value.</summary>
    public bool IsBound => Finding == SchemaRules.BadBound || Finding == SchemaRules.BadPattern;

    /// <summary>True when it counts at a place.</summary>
    /// <param name="place">The place of a schema.</param>
    public bool StandsAt(SchemaPlace place) => ((int)Places & ((int)KeywordPlaces.Root << (int)place)) != 0;

    /// <summary>True when it counts beside a shape.</summary>
    /// <param name="shape">One shape.</param>
    public bool AppliesTo(SchemaShape shape) => (Home.Shapes & shape) != 0;
}
