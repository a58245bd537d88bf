using static NanoBananaContracts.Schema.KeywordPlaces;

namespace NanoBananaContracts.Schema;

/// <summary>
/// The keywords of the subset, one row each. The reader goes by this table, and <c>schema/README.md</c> shows it.
/// </summary>
internal static class Keywords
{
    /// <summary>Draft that the subset is taken from.</summary>
    public const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>Home of what describes and does not bind.</summary>
    public static readonly KeywordHome Words = new(SchemaShape.All, "any schema");

    private const KeywordPlaces WordPlaces = Anywhere | Reference;
    private const SchemaShape StringShapes =
        SchemaShape.Text | SchemaShape.Base64 | SchemaShape.Time | SchemaShape.Int64Text;
    private const SchemaShape NumberShapes = SchemaShape.Integer | SchemaShape.Number;

    private static readonly KeywordHome Types = new(SchemaShape.All, "any schema");
    private static readonly KeywordHome References = new(default, "a reference");
    private static readonly KeywordHome AnyValues = new(SchemaShape.Any, "a schema without a type");
    private static readonly KeywordHome Objects = new(SchemaShape.Object, "an object");
    private static readonly KeywordHome Maps = new(
        SchemaShape.Object | SchemaShape.Map | SchemaShape.AnyObject,
        "an object"
    );
    private static readonly KeywordHome OpenMaps = new(
        SchemaShape.Map | SchemaShape.AnyObject,
        "a map or an object of any kind"
    );
    private static readonly KeywordHome PatternMaps = new(SchemaShape.Map, "a map");
    private static readonly KeywordHome Lists = new(SchemaShape.List, "a list (\"type\": \"array\")", "array");
    private static readonly KeywordHome Numbers = new(NumberShapes, "a number", "number");
    private static readonly KeywordHome Texts = new(SchemaShape.Text, "plain text (\"type\": \"string\")", "string");
    private static readonly KeywordHome Formatted = new(StringShapes | NumberShapes, "a string or a number");
    private static readonly KeywordHome Encoded = new(StringShapes, "a string", "string");
    private static readonly KeywordHome Media = new(SchemaShape.Text | SchemaShape.Base64, "a string", "string");
    private static readonly KeywordHome Single = new(
        SchemaShape.All & ~(SchemaShape.Object | SchemaShape.Map | SchemaShape.List),
        "a single value"
    );
    private static readonly KeywordHome Choices = new(
        SchemaShape.Enum | SchemaShape.Number | SchemaShape.Boolean | SchemaShape.Any,
        "a string, a number, true or false"
    );
    private static readonly KeywordHome Enums = new(SchemaShape.Enum, "an \"enum\"");
    private static readonly KeywordHome TextEnums = new(SchemaShape.TextEnum, "an \"enum\"");
    private static readonly KeywordHome Spelled = new(
        SchemaShape.TextEnum | SchemaShape.List | SchemaShape.Map,
        "a reference to an enum"
    );

    private static readonly KeywordValue Text = Of(JsonKind.String, "a string");
    private static readonly KeywordValue Flag = Of(JsonKind.Boolean, "true or false");
    private static readonly KeywordValue Number = Of(JsonKind.Number, "a number");
    private static readonly KeywordValue Count = Of(JsonKind.Number, "a whole number");
    private static readonly KeywordValue List = Of(JsonKind.Array, "a list");
    private static readonly KeywordValue Map = Of(JsonKind.Object, "an object");
    private static readonly KeywordValue TextList = new(
        "a list of strings",
        value => value.Kind == JsonKind.Array ? FirstNoText(value.Items) : value
    );
    private static readonly KeywordValue TextMap = new(
        "an object of strings",
        value => value.Kind == JsonKind.Object ? FirstNoText(value.Members.Select(member => member.Value)) : value
    );
    private static readonly KeywordValue TextListMap = new(
        "an object of lists of strings",
        value =>
            value.Kind == JsonKind.Object
                ? value
                    .Members.Select(member => TextList.FirstWrong(member.Value))
                    .FirstOrDefault(wrong => wrong is not null)
                : value
    );

    /// <summary>Of a keyword that is there for its readers.</summary>
    private static readonly KeywordEffect Ignored = static (_, _, _, _) => { };

    /// <summary>Every keyword, in the order of the documentation.</summary>
    // csharpier-ignore - a keyword is a row of a table: what is known of it, and what reading it does
    public static IReadOnlyList<Keyword> All { get; } =
    [
        new("$schema", Text, Words, Frame | Root, SchemaRules.UnsupportedDialect, "The draft the file is written in: 2020-12.",
            (reader, node, member, value) => reader.ReadDialect(node, member, value)),
        new("$id", Text, Words, Frame | Root, SchemaRules.MisplacedKeyword, "Address of the file; for readers only.",
            (reader, node, member, value) => _ = value is null || reader.IsAtRoot(node, member)),
        new("$comment", Text, Words, Frame | WordPlaces, SchemaRules.WrongKeywordValue, "Words for whoever edits the schema.", Ignored),
        new("$defs", Of("an object of schemas"), Words, Frame | Root, SchemaRules.WrongKeywordValue, "The definitions: messages, enums, names for types.",
            (reader, node, member, _) => reader.IsAtRoot(node, member)),
        new("$ref", Text, References, Frame | WordPlaces, SchemaRules.DanglingReference, "A definition of this file: `\"#/$defs/Blob\"`.",
            (_, node, _, value) => node.Ref = value),
        new("title", Text, Words, Frame | WordPlaces, SchemaRules.WrongKeywordValue, "A name for people.",
            (_, node, _, value) => node.Title = value?.Text),
        new("description", Text, Words, Frame | WordPlaces, SchemaRules.WrongKeywordValue, "What it is; the documentation of the emitted type or member.",
            (_, node, _, value) => node.Description = value?.Text),
        new("examples", List, Words, Frame | WordPlaces, SchemaRules.WrongKeywordValue, "Values for people.", Ignored),
        new("type", Of("the name of a type"), Types, Frame | Anywhere, SchemaRules.UnknownType, "`string`, `integer`, `number`, `boolean`, `array` or `object`; in a list, `null` beside it.",
            (reader, node, member, _) => reader.ReadType(node, member.Value)),
        new("properties", Map, Objects, Anywhere, SchemaRules.NotASchema, "The fields of a message, each a schema.",
            (reader, node, _, value) => reader.ReadProperties(node, value)),
        new("required", TextList, Objects, Anywhere, SchemaRules.RequiredUnknownProperty, "Fields that must be there when the message is sent.",
            (reader, node, _, value) => reader.ReadRequired(node, value)),
        new("additionalProperties", Of("true, false or a schema"), Maps, Anywhere, SchemaRules.NotASchema, "Whether fields that are not named may be sent, or the type they have.",
            (reader, node, member, _) => reader.ReadAdditionalProperties(node, member)),
        new("patternProperties", Map, PatternMaps, Anywhere, SchemaRules.BadPattern, "Forms of the names of a map, all with one schema; beside `additionalProperties: false`.",
            (reader, node, _, value) => reader.Names.ReadPatterns(node, value)),
        new("propertyNames", Of("a schema of plain text"), OpenMaps, Anywhere, SchemaRules.WrongKeywordValue, "What every name keeps to: `minLength`, `maxLength`, `pattern`, `enum`, `const`.",
            (reader, node, member, _) => reader.Names.ReadNames(node, member)),
        new("minProperties", Count, Maps, Anywhere, SchemaRules.BadBound, "Fewest fields.",
            (reader, node, member, value) => node.Constraints = node.Constraints with { MinProperties = reader.ReadCount(member.Name, value) }),
        new("maxProperties", Count, Maps, Anywhere, SchemaRules.BadBound, "Most fields.",
            (reader, node, member, value) => node.Constraints = node.Constraints with { MaxProperties = reader.ReadCount(member.Name, value) }),
        new("dependentRequired", Map, Maps, Anywhere, SchemaRules.WrongKeywordValue, "Fields that must be there where another one is.",
            (reader, node, member, value) => reader.Names.ReadDependent(node, member, value)),
        new("items", Of("a schema"), Lists, Anywhere, SchemaRules.WrongKeywordValue, "What every item is.",
            (reader, node, member, _) => reader.ReadItems(node, member)),
        new("enum", List, Choices, WordPlaces, SchemaRules.MixedEnum, "The values: strings or integers make an enum, others are checked; beside a reference to an enum, those allowed there.",
            (_, node, _, value) => node.Enum = value?.Items),
        new("const", Of("any value"), Single, Property | Element | Branch | Reference, SchemaRules.DefaultDoesNotFit, "The only value allowed.",
            (_, node, member, _) => node.Const = member.Value),
        new("default", Of("any value"), Words, Property | Reference, SchemaRules.DefaultDoesNotFit, "What the service assumes when the property is absent; never written unless set.",
            (_, node, member, _) => node.Default = member.Value),
        new("oneOf", List, Objects, Anywhere, SchemaRules.BranchNotTold, "Branches of which one holds, each told by the property it requires; a reference and null: the reference, or null.",
            (reader, node, _, value) => reader.ReadChoices(node, value, node.OneOf)),
        new("anyOf", List, Objects, Anywhere, SchemaRules.BranchNotTold, "Branches of which at least one holds; a reference and null: the reference, or null.",
            (reader, node, _, value) => reader.ReadChoices(node, value, node.AnyOf)),
        new("allOf", List, Objects, Anywhere, SchemaRules.BranchNotObject, "Objects whose properties are taken in; one reference alone is the reference.",
            (reader, node, _, value) => reader.ReadBranches(node, value, node.AllOf)),
        new("minimum", Number, Numbers, WordPlaces, SchemaRules.BadBound, "Smallest number.",
            (reader, node, _, value) => node.Constraints = node.Constraints with { Minimum = reader.ReadNumber(value) }),
        new("maximum", Number, Numbers, WordPlaces, SchemaRules.BadBound, "Largest number.",
            (reader, node, _, value) => node.Constraints = node.Constraints with { Maximum = reader.ReadNumber(value) }),
        new("exclusiveMinimum", Number, Numbers, WordPlaces, SchemaRules.BadBound, "Number it must be greater than.",
            (reader, node, _, value) => node.Constraints = node.Constraints with { ExclusiveMinimum = reader.ReadNumber(value) }),
        new("exclusiveMaximum", Number, Numbers, WordPlaces, SchemaRules.BadBound, "Number it must be less than.",
            (reader, node, _, value) => node.Constraints = node.Constraints with { ExclusiveMaximum = reader.ReadNumber(value) }),
        new("multipleOf", Number, Numbers, WordPlaces, SchemaRules.BadBound, "Number it must be a multiple of, from 1e-9 to 1e9.",
            (reader, node, _, value) => node.Constraints = node.Constraints with { MultipleOf = reader.ReadMultiple(value) }),
        new("minLength", Count, Texts, WordPlaces, SchemaRules.BadBound, "Fewest characters.",
            (reader, node, member, value) => node.Constraints = node.Constraints with { MinLength = reader.ReadCount(member.Name, value) }),
        new("maxLength", Count, Texts, WordPlaces, SchemaRules.BadBound, "Most characters.",
            (reader, node, member, value) => node.Constraints = node.Constraints with { MaxLength = reader.ReadCount(member.Name, value) }),
        new("minItems", Count, Lists, WordPlaces, SchemaRules.BadBound, "Fewest items.",
            (reader, node, member, value) => node.Constraints = node.Constraints with { MinItems = reader.ReadCount(member.Name, value) }),
        new("maxItems", Count, Lists, WordPlaces, SchemaRules.BadBound, "Most items.",
            (reader, node, member, value) => node.Constraints = node.Constraints with { MaxItems = reader.ReadCount(member.Name, value) }),
        new("uniqueItems", Flag, Lists, WordPlaces, SchemaRules.BadBound, "That no two items are equal.",
            (_, node, _, value) => node.Constraints = node.Constraints with { UniqueItems = value?.IsTrue == true }),
        new("pattern", Text, Texts, WordPlaces, SchemaRules.BadPattern, "Regular expression that must match somewhere in the text.",
            (reader, node, _, value) => node.Constraints = node.Constraints with { Pattern = reader.ReadPattern(value) }),
        new("format", Text, Formatted, Anywhere, SchemaRules.UnknownFormat, "What the text or the number is; see [Types](#types).",
            (_, node, _, value) => node.Format = value),
        new("contentEncoding", Text, Encoded, Anywhere, SchemaRules.UnknownFormat, "`base64`: bytes.",
            (_, node, _, value) => node.ContentEncoding = value),
        new("contentMediaType", Text, Media, Anywhere, SchemaRules.WrongKeywordValue, "What the bytes are; for readers only.", Ignored),
        new("deprecated", Flag, Words, Root | Defined | Property | Reference, SchemaRules.MisplacedKeyword, "Better not used any more.",
            (_, node, _, value) => node.Deprecated = value?.IsTrue == true),
        new("readOnly", Flag, Words, Property | Reference, SchemaRules.RequiredReadOnly, "Only the service sets it.",
            (_, node, _, value) => node.ReadOnly = value?.IsTrue == true),
        new("writeOnly", Flag, Words, Property | Reference, SchemaRules.ReadOnlyAndWriteOnly, "Only we set it. `ToString` and violations say that it is there and not what it holds.",
            (_, node, _, value) => node.WriteOnly = value?.IsTrue == true),
        new("x-providers", TextList, Words, Property | Reference, SchemaRules.WrongKeywordValue, "Providers that know the field, by their short names; without it, all do.",
            (reader, node, _, value) => reader.Providers.ReadField(node, value)),
        new("x-operations", Of("an object of operations"), Words, Frame | Root, SchemaRules.IncompleteOperation, "The calls of the contract.",
            (reader, node, member, _) => reader.IsAtRoot(node, member)),
        new("x-dialects", TextList, Words, Frame | Root, SchemaRules.MisplacedKeyword, "Dialects to write in, beside the spellings that enums name.",
            (reader, node, member, value) => reader.ReadDialects(node, member, value)),
        new("x-name", Text, Words, Root | Defined | Property | Element | Reference, SchemaRules.BadCSharpName, "C# name of the type or the member.",
            (_, node, _, value) => node.Name = value),
        new("x-any", Flag, AnyValues, Anywhere, SchemaRules.WrongKeywordValue, "That any JSON value is meant.",
            (_, node, _, value) => node.IsAny = value?.IsTrue == true),
        new("x-deprecated", Text, Words, Root | Defined | Property | Reference, SchemaRules.MisplacedKeyword, "What to use instead.",
            (_, node, _, value) => node.DeprecatedWhy = value?.Text),
        new("x-source", Text, Words, Frame | WordPlaces, SchemaRules.WrongKeywordValue, "Where the fact comes from; for readers only.", Ignored),
        new("x-vanished", Text, Words, WordPlaces, SchemaRules.WrongKeywordValue, "Revision of the source that no longer has it; written by the importer.", Ignored),
        new("x-vanished-values", TextMap, Enums, Anywhere, SchemaRules.UnknownEnumValue, "The same, of values of the enum.",
            (_, node, _, value) => node.VanishedValues = value),
        new("x-one-of-name", Text, Objects, Anywhere, SchemaRules.DuplicateGroupName, "C# name of the group that the branches make.",
            (_, node, _, value) => node.OneOfName = value),
        new("x-enum-names", TextList, Enums, Anywhere, SchemaRules.EnumListLength, "C# names of the values, in the order of `enum`.",
            (_, node, _, value) => node.EnumNames = value),
        new("x-enum-descriptions", TextList, Enums, Anywhere, SchemaRules.EnumListLength, "What each value means, in the order of `enum`.",
            (_, node, _, value) => node.EnumDescriptions = value),
        new("x-enum-deprecated", Of("a list, or an object of strings"), Enums, Anywhere, SchemaRules.UnknownEnumValue, "The deprecated values; in an object, with what to use instead.",
            (reader, node, member, _) => node.EnumDeprecated = reader.Taken(member, member.Value.Kind == JsonKind.Object ? TextMap : List)),
        new("x-enum-providers", TextListMap, Enums, Anywhere, SchemaRules.UnknownEnumValue, "Of values that not every provider knows, those that do, as in `x-providers`.",
            (reader, node, _, value) => reader.Providers.ReadValues(node, value)),
        new("x-enum-prefix", Text, TextEnums, Anywhere, SchemaRules.WrongKeywordValue, "What is taken off the values before C# names are made of them.",
            (_, node, _, value) => node.EnumPrefix = value?.Text),
        new("x-spellings", Map, TextEnums, Anywhere, SchemaRules.AmbiguousSpelling, "Other texts for the values, by the spelling's name.",
            (reader, node, member, value) => node.Spellings = reader.ReadSpellings(member, value)),
        new("x-spelling", Text, Spelled, WordPlaces, SchemaRules.UnknownSpelling, "The spelling this property is always written in.",
            (_, node, _, value) => node.Spelling = value),
    ];

    private static readonly Dictionary<string, Keyword> ByName = Index();

    /// <summary>The names, for suggestions.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The keyword of that name, or null when the subset has none.</summary>
    /// <param name="name">Exact name.</param>
    public static Keyword? Find(string name) => ByName.TryGetValue(name, out var keyword) ? keyword : null;

    private static Dictionary<string, Keyword> Index()
    {
        var index = new Dictionary<string, Keyword>(StringComparer.Ordinal);
        foreach (var keyword in All)
        {
            index.Add(keyword.Name, keyword);
        }

        return index;
    }

    private static KeywordValue Of(JsonKind kind, string words) =>
        new(words, value => value.Kind == kind ? null : value);

    /// <summary>A value whose kind the reading itself tells.</summary>
    private static KeywordValue Of(string words) => new(words, static _ => null);

    private static JsonNode? FirstNoText(IEnumerable<JsonNode> values)
    {
        foreach (var value in values)
        {
            if (value.Kind != JsonKind.String)
            {
                return value;
            }
        }

        return null;
    }
}
