namespace NanoBananaContracts.Schema;

/// <summary>
/// Every kind of mistake the reader knows: the one list that the generator's diagnostics, the page
/// <c>docs/rules/schema.md</c> and the tests are held to. 10xx is JSON, 11xx keywords, 12xx references, 13xx names, 14xx objects,
/// 15xx enums, 16xx bounds and values, 17xx operations.
/// </summary>
public static class SchemaRules
{
    // First in the file: the rules below add themselves to it as they are made.
    private static readonly List<SchemaRule> Made = [];

    /// <summary>Every rule, by id.</summary>
    public static IReadOnlyList<SchemaRule> All => Made;

    /// <summary>The file holds nothing.</summary>
    public static SchemaRule EmptySchema { get; } =
        Rule("NBC1001", "Empty schema", "Write a schema: an object with \"$defs\", to begin with.");

    /// <summary>Something that is not JSON.</summary>
    public static SchemaRule JsonSyntax { get; } = Rule("NBC1002", "Not JSON", "Write JSON as RFC 8259 has it.");

    /// <summary>The text ends too early.</summary>
    public static SchemaRule UnexpectedEnd { get; } =
        Rule("NBC1003", "JSON ends too early", "Close what is still open.");

    /// <summary>Two members or items without a comma between them.</summary>
    public static SchemaRule MissingComma { get; } = Rule("NBC1004", "Missing comma", "Put a comma between the two.");

    /// <summary>A name and a value without a colon between them.</summary>
    public static SchemaRule MissingColon { get; } =
        Rule("NBC1005", "Missing colon", "Put a ':' between the name and its value.");

    /// <summary>A comma with nothing before or after it.</summary>
    public static SchemaRule ExtraComma { get; } = Rule("NBC1006", "Comma too many", "Remove the comma.");

    /// <summary>A comment.</summary>
    public static SchemaRule Comment { get; } =
        Rule("NBC1007", "Comment in JSON", "Remove it, or keep the words in \"$comment\".");

    /// <summary>The same name twice in one object.</summary>
    public static SchemaRule DuplicateKey { get; } =
        Rule("NBC1008", "Name given twice", "Remove or rename one of the two.");

    /// <summary>A string that is not one.</summary>
    public static SchemaRule BadString { get; } =
        Rule("NBC1009", "Malformed string", "Write strings in double quotes, with JSON's escapes.");

    /// <summary>A number that is not one.</summary>
    public static SchemaRule BadNumber { get; } =
        Rule("NBC1010", "Malformed number", "Write plain decimal digits, with no '+' and no needless 0 in front.");

    /// <summary>Nesting beyond any reason.</summary>
    public static SchemaRule NestingTooDeep { get; } =
        Rule("NBC1011", "Nested too deep", "Give the inner schema a name under \"$defs\" and refer to it.");

    /// <summary>Something after the schema.</summary>
    public static SchemaRule TextAfterSchema { get; } =
        Rule("NBC1012", "Text after the schema", "Remove everything after the closing '}'.");

    /// <summary>A schema that is not an object.</summary>
    public static SchemaRule NotASchema { get; } =
        Rule("NBC1013", "Not a schema", "Write an object of keywords, for example { \"type\": \"string\" }.");

    /// <summary>
    /// A character that reorders what is shown. An error, not a warning: a review sees another text than the one that
    /// becomes code and goes over the wire, and no contract needs one, since letters have a direction of their own.
    /// </summary>
    public static SchemaRule BidirectionalControl { get; } =
        Rule(
            "NBC1014",
            "Bidirectional control character",
            "Remove it: letters have a direction of their own, and no contract needs another."
        );

    /// <summary>A keyword nobody knows.</summary>
    public static SchemaRule UnknownKeyword { get; } =
        Rule("NBC1101", "Unknown keyword", "Remove it, or see schema/README.md for the keywords there are.");

    /// <summary>A keyword of JSON Schema outside the subset.</summary>
    public static SchemaRule UnsupportedKeyword { get; } =
        Rule("NBC1102", "Keyword outside the subset", "Remove it: generated code could not keep its promise.");

    /// <summary>A keyword where it means nothing.</summary>
    public static SchemaRule MisplacedKeyword { get; } =
        Rule("NBC1103", "Keyword without effect", "Remove it, or move it to where it counts.");

    /// <summary>A keyword with a value of the wrong kind.</summary>
    public static SchemaRule WrongKeywordValue { get; } =
        Rule("NBC1104", "Wrong kind of value for a keyword", "Give the keyword the kind of value it takes.");

    /// <summary>A type nobody knows.</summary>
    public static SchemaRule UnknownType { get; } =
        Rule(
            "NBC1105",
            "Unknown type",
            "Use string, integer, number, boolean, array or object; leave it out for any JSON value."
        );

    /// <summary>A format nobody knows, or that does not go with the type.</summary>
    public static SchemaRule UnknownFormat { get; } =
        Rule("NBC1106", "Unknown format", "Use a format of schema/README.md that goes with the type, or remove it.");

    /// <summary>A keyword that needs a type beside it.</summary>
    public static SchemaRule MissingType { get; } =
        Rule("NBC1107", "Missing type", "Add \"type\": without it any JSON value is allowed.");

    /// <summary>Another draft of JSON Schema.</summary>
    public static SchemaRule UnsupportedDialect { get; } =
        Rule("NBC1108", "Another draft of JSON Schema", "Use https://json-schema.org/draft/2020-12/schema.");

    /// <summary>A reference to nothing.</summary>
    public static SchemaRule DanglingReference { get; } =
        Rule("NBC1201", "Reference to nothing", "Define it under \"$defs\", or correct the name.");

    /// <summary>A reference in a form that is not supported.</summary>
    public static SchemaRule UnsupportedReference { get; } =
        Rule("NBC1202", "Unsupported reference", "Write \"#/$defs/Name\", a definition of this file.");

    /// <summary>References that lead back to themselves and never to an object.</summary>
    public static SchemaRule ReferenceCycle { get; } =
        Rule("NBC1203", "Reference cycle without an object", "Let one of them be an object with properties.");

    /// <summary>A keyword beside a reference that it cannot change.</summary>
    public static SchemaRule KeywordBesideReference { get; } =
        Rule("NBC1204", "Keyword beside $ref", "Move it to the definition, or define a type of its own.");

    /// <summary>An object that contains itself by allOf, oneOf or anyOf.</summary>
    public static SchemaRule CompositionCycle { get; } =
        Rule("NBC1205", "Object made of itself", "Refer to it by a property instead.");

    /// <summary>References through too many definitions.</summary>
    public static SchemaRule ReferenceChainTooLong { get; } =
        Rule("NBC1206", "Reference chain too long", "Refer to the last definition directly.");

    /// <summary>Objects that take in more properties from each other than any contract needs.</summary>
    public static SchemaRule CompositionTooLarge { get; } =
        Rule("NBC1207", "Composition too large", "Refer to what is shared by a property instead.");

    /// <summary>Two definitions, or a definition and an inline type, with one C# name.</summary>
    public static SchemaRule DuplicateTypeName { get; } =
        Rule("NBC1301", "Two types with one C# name", "Give one of them an \"x-name\".");

    /// <summary>Two properties of one object with one C# name.</summary>
    public static SchemaRule DuplicatePropertyName { get; } =
        Rule("NBC1302", "Two properties with one C# name", "Give one of them an \"x-name\".");

    /// <summary>A C# name twice in x-enum-names.</summary>
    public static SchemaRule DuplicateValueName { get; } =
        Rule("NBC1303", "Two enum values with one C# name", "Give each a name of its own in \"x-enum-names\".");

    /// <summary>A name that C# does not take, or that is kept for the inside of emitted types.</summary>
    public static SchemaRule BadCSharpName { get; } =
        Rule("NBC1304", "Not a C# name", "Use letters, digits and '_', with a capital letter first.");

    /// <summary>A wire name without a letter or a digit.</summary>
    public static SchemaRule NoCSharpName { get; } =
        Rule("NBC1305", "No C# name can be made", "Give it an \"x-name\".");

    /// <summary>A C# name that the generated code needs for itself.</summary>
    public static SchemaRule ReservedName { get; } = Rule("NBC1306", "Reserved name", "Give it another C# name.");

    /// <summary>required, or a branch, names a property that is not there.</summary>
    public static SchemaRule RequiredUnknownProperty { get; } =
        Rule("NBC1401", "required names no property", "Correct the name, or add the property.");

    /// <summary>The same name twice in a list of names.</summary>
    public static SchemaRule DuplicateListItem { get; } = Rule("NBC1402", "Listed twice", "Remove one of the two.");

    /// <summary>A property that nobody could set.</summary>
    public static SchemaRule ReadOnlyAndWriteOnly { get; } =
        Rule("NBC1403", "readOnly and writeOnly", "Keep one of the two.");

    /// <summary>A property that must be sent and may not be.</summary>
    public static SchemaRule RequiredReadOnly { get; } =
        Rule("NBC1404", "Required but read-only", "Remove it from \"required\", or remove \"readOnly\".");

    /// <summary>A branch that no single property tells apart.</summary>
    public static SchemaRule BranchNotTold { get; } =
        Rule(
            "NBC1405",
            "Branch not told apart",
            "Give each branch a \"required\" with one property that no other branch requires."
        );

    /// <summary>A branch of oneOf, anyOf or allOf that is not an object.</summary>
    public static SchemaRule BranchNotObject { get; } =
        Rule(
            "NBC1406",
            "Branch is not an object",
            "Let every branch be an object or a reference to one; for any JSON value leave the type out."
        );

    /// <summary>oneOf or anyOf with nothing to choose from.</summary>
    public static SchemaRule TooFewBranches { get; } =
        Rule("NBC1407", "Nothing to choose from", "Write a branch for each choice, or none of it.");

    /// <summary>Two one-of groups with one C# name.</summary>
    public static SchemaRule DuplicateGroupName { get; } =
        Rule("NBC1408", "Two one-of groups with one name", "Give one of them another \"x-one-of-name\".");

    /// <summary>One property with different types in the parts an object is made of.</summary>
    public static SchemaRule ConflictingProperty { get; } =
        Rule("NBC1409", "Property with two types", "Give it one type, or another name in one of the places.");

    /// <summary>A required property in a group of which only one may be set.</summary>
    public static SchemaRule RequiredInGroup { get; } =
        Rule("NBC1410", "Required and one of several", "Remove it from \"required\": the others could never be set.");

    /// <summary>A part of an object that forbids the properties of the other parts.</summary>
    public static SchemaRule ClosedPart { get; } =
        Rule(
            "NBC1411",
            "Closed part of an object",
            "Move \"additionalProperties\": false to the object that is made of the parts."
        );

    /// <summary>A root object without a C# name.</summary>
    public static SchemaRule UnnamedRoot { get; } =
        Rule("NBC1412", "Root object without a name", "Give it an \"x-name\", or move it under \"$defs\".");

    /// <summary>An object with more properties than the compiler is given.</summary>
    public static SchemaRule TooManyProperties { get; } =
        Rule("NBC1413", "Too many properties", "Put those that belong together into an object of their own.");

    /// <summary>A file with more types, properties or values than the compiler is given.</summary>
    public static SchemaRule SchemaTooLarge { get; } =
        Rule("NBC1414", "Schema too large", "Split it into several files, each in a namespace of its own.");

    /// <summary>Enum values that are not all strings or all integers.</summary>
    public static SchemaRule MixedEnum { get; } =
        Rule("NBC1501", "Enum values of different or unsupported types", "Use strings only or integers only.");

    /// <summary>The same enum value twice.</summary>
    public static SchemaRule DuplicateEnumValue { get; } =
        Rule("NBC1502", "Enum value given twice", "Remove one of the two.");

    /// <summary>x-enum-names or x-enum-descriptions of another length than enum.</summary>
    public static SchemaRule EnumListLength { get; } =
        Rule("NBC1503", "Enum lists of different length", "Give the list one entry for each value, in the same order.");

    /// <summary>An enum with no values.</summary>
    public static SchemaRule EmptyEnum { get; } =
        Rule("NBC1504", "Enum without values", "List the values, or remove \"enum\".");

    /// <summary>A value that the enum does not have.</summary>
    public static SchemaRule UnknownEnumValue { get; } =
        Rule("NBC1505", "No such enum value", "Use a value that \"enum\" lists.");

    /// <summary>A wire text that stands for two values.</summary>
    public static SchemaRule AmbiguousSpelling { get; } =
        Rule(
            "NBC1506",
            "One text for two enum values",
            "Give each value a text of its own: every spelling is read everywhere."
        );

    /// <summary>An enum keyword on something that is not an enum.</summary>
    public static SchemaRule NotAnEnum { get; } =
        Rule("NBC1507", "Not an enum", "Refer to an enum, or remove the keyword.");

    /// <summary>x-spelling names a spelling the enum does not have.</summary>
    public static SchemaRule UnknownSpelling { get; } =
        Rule("NBC1508", "No such spelling", "Use a spelling that the enum's \"x-spellings\" declares.");

    /// <summary>Bounds that no value can meet.</summary>
    public static SchemaRule ContradictoryBounds { get; } =
        Rule("NBC1601", "Bounds that contradict", "Let the lower bound be at most the upper one.");

    /// <summary>A pattern that is not a regular expression.</summary>
    public static SchemaRule BadPattern { get; } =
        Rule("NBC1602", "Pattern does not compile", "Write an ECMA-262 regular expression.");

    /// <summary>A bound that is negative, fractional or too large.</summary>
    public static SchemaRule BadBound { get; } =
        Rule("NBC1603", "Bound out of range", "Use a bound that the type can hold.");

    /// <summary>A default or const of another type than the property.</summary>
    public static SchemaRule DefaultDoesNotFit { get; } =
        Rule("NBC1604", "Value does not fit the type", "Use a value that the property could have.");

    /// <summary>An operation without method, path, request or response.</summary>
    public static SchemaRule IncompleteOperation { get; } = Rule("NBC1701", "Incomplete operation", "Add the member.");

    /// <summary>Two operations with one C# name.</summary>
    public static SchemaRule DuplicateOperation { get; } =
        Rule("NBC1702", "Two operations with one name", "Rename one of them.");

    /// <summary>An operation whose request or response is not an object.</summary>
    public static SchemaRule OperationNotAMessage { get; } =
        Rule("NBC1703", "Operation on something that is not an object", "Refer to an object definition.");

    /// <summary>A path that is not one.</summary>
    public static SchemaRule BadOperationPath { get; } =
        Rule("NBC1704", "Malformed path", "Write a path such as \"/v1/models/{model}:generate\".");

    /// <summary>An HTTP method nobody knows.</summary>
    public static SchemaRule UnknownMethod { get; } =
        Rule("NBC1705", "Unknown HTTP method", "Use GET, POST, PUT, PATCH or DELETE.");

    private static SchemaRule Rule(string id, string title, string cure)
    {
        var rule = new SchemaRule(id, title, cure);
        Made.Add(rule);
        return rule;
    }
}
