namespace NanoBananaContracts.Schema;

/// <summary>The place a schema stands in; it decides which keywords count there.</summary>
internal enum SchemaPlace
{
    /// <summary>The file itself.</summary>
    Root,

    /// <summary>An entry of <c>$defs</c>.</summary>
    Definition,

    /// <summary>An entry of <c>properties</c>.</summary>
    Property,

    /// <summary>Under <c>items</c> or <c>additionalProperties</c>.</summary>
    Element,

    /// <summary>An entry of <c>allOf</c>, <c>oneOf</c> or <c>anyOf</c>.</summary>
    Branch,
}

/// <summary>
/// One schema object, its keywords read and checked one by one but not yet understood together. A keyword whose value
/// was of the wrong kind is reported and left out.
/// </summary>
internal sealed class SchemaNode(JsonNode json, SchemaPlace place, string path, SourceMark mark)
{
    /// <summary>The JSON it was read from.</summary>
    public JsonNode Json { get; } = json;

    /// <summary>Where it stands.</summary>
    public SchemaPlace Place { get; } = place;

    /// <summary>Definition and properties that lead here, for example <c>Tool.retrieval</c>; branches add nothing.</summary>
    public string Path { get; } = path;

    /// <summary>What to mark when the whole schema is meant: its key, else its opening bracket.</summary>
    public SourceMark Mark { get; } = mark;

    /// <summary>True for the schema <c>false</c>.</summary>
    public bool IsNever { get; set; }

    /// <summary>True when <c>type</c> is there but could not be read, so that nothing can be said about what goes with it.</summary>
    public bool TypeUnreadable { get; set; }

    public JsonNode? Ref { get; set; }

    public string? Type { get; set; }

    /// <summary>True when <c>type</c> lists <c>null</c> beside the type.</summary>
    public bool TypeTakesNull { get; set; }

    public string? Description { get; set; }

    public string? Title { get; set; }

    public List<string> Dialects { get; } = [];

    public List<SchemaProperty> Properties { get; } = [];

    public bool HasProperties { get; set; }

    public List<JsonNode> Required { get; } = [];

    public bool HasRequired { get; set; }

    /// <summary>Values of <c>enum</c>; null when there is none.</summary>
    public IReadOnlyList<JsonNode>? Enum { get; set; }

    /// <summary>True where null is a value beside others: by the type, and by <c>enum</c> where there is one.</summary>
    public bool IsNullable =>
        Const is null
        && (
            Enum is null
                ? TypeTakesNull
                : (TypeTakesNull || Type is null && !TypeUnreadable)
                    && Enum.Any(value => value.Kind == JsonKind.Null)
                    && Enum.Any(value => value.Kind != JsonKind.Null)
        );

    /// <summary>The values of <c>enum</c>, less a null that only says that null is a value too.</summary>
    public IReadOnlyList<JsonNode> Choices =>
        IsNullable ? [.. Enum!.Where(value => value.Kind != JsonKind.Null)] : Enum ?? [];

    /// <summary>True for an <c>enum</c> that becomes a C# enum: of texts or of integers. Other values are a bound.</summary>
    public bool IsNamedEnum
    {
        get
        {
            if (Enum is null || Type is "number" or "boolean")
            {
                return false;
            }

            var choices = Choices;
            return Type is not null
                || TypeUnreadable
                || choices.Count == 0
                || choices.All(value => value.Kind == JsonKind.String)
                || choices.All(value => EnumReader.IntegerText(value) is not null);
        }
    }

    public JsonNode? Const { get; set; }

    public JsonNode? Default { get; set; }

    public SchemaNode? Items { get; set; }

    /// <summary><c>additionalProperties</c> as a schema.</summary>
    public SchemaNode? AdditionalProperties { get; set; }

    /// <summary><c>patternProperties</c>: the one schema of its values; null when there is none.</summary>
    public SchemaNode? PatternProperties { get; set; }

    /// <summary><c>additionalProperties</c> as a literal; null when it is a schema or absent.</summary>
    public bool? AdditionalAllowed { get; set; }

    public List<SchemaNode> AllOf { get; } = [];

    public List<SchemaNode> OneOf { get; } = [];

    public List<SchemaNode> AnyOf { get; } = [];

    /// <summary>True when null is a branch of <c>oneOf</c> or <c>anyOf</c>, beside a reference.</summary>
    public bool ChoosesNull { get; set; }

    public Constraints Constraints { get; set; } = Constraints.None;

    public JsonNode? Format { get; set; }

    public JsonNode? ContentEncoding { get; set; }

    public bool Deprecated { get; set; }

    public string? DeprecatedWhy { get; set; }

    public bool ReadOnly { get; set; }

    public bool WriteOnly { get; set; }

    public List<string> Providers { get; } = [];

    public bool IsAny { get; set; }

    public JsonNode? Name { get; set; }

    public JsonNode? OneOfName { get; set; }

    public JsonNode? EnumNames { get; set; }

    public JsonNode? EnumDescriptions { get; set; }

    public JsonNode? EnumDeprecated { get; set; }

    public JsonNode? VanishedValues { get; set; }

    /// <summary>Each value that not every provider knows, with those that do.</summary>
    public List<KeyValuePair<JsonNode, IReadOnlyList<string>>> ValueProviders { get; } = [];

    public string? EnumPrefix { get; set; }

    public JsonNode? Spellings { get; set; }

    public JsonNode? Spelling { get; set; }

    /// <summary>What a definition of it becomes.</summary>
    public DefinitionKind Becomes =>
        Ref is not null || SingleReference is not null ? DefinitionKind.Alias
        : IsNamedEnum ? DefinitionKind.Enum
        : Enum is not null ? DefinitionKind.Alias
        : IsMessage ? DefinitionKind.Message
        : DefinitionKind.Alias;

    /// <summary>
    /// The branch that only wraps a reference, as OpenAPI documents write one: the only one of an <c>allOf</c>, or the one
    /// beside null of an <c>anyOf</c> or a <c>oneOf</c>; else null.
    /// </summary>
    public SchemaNode? SingleReference
    {
        get
        {
            if (HasProperties || Required.Count > 0 || OneOf.Count + AnyOf.Count + AllOf.Count != 1)
            {
                return null;
            }

            var branch =
                AllOf.Count == 1 ? AllOf[0]
                : ChoosesNull ? OneOf.Concat(AnyOf).First()
                : null;
            return branch is { Ref: not null, Json.Members.Count: 1 } ? branch : null;
        }
    }

    /// <summary>True when the root of a file is a type itself, and not only the frame of its definitions.</summary>
    public bool IsType =>
        Ref is null
        && (
            Type is not (null or "object")
            || Enum is not null
            || AdditionalProperties is not null
            || Items is not null
            || HasParts
        );

    /// <summary>True when it is about objects.</summary>
    public bool IsObject =>
        Type == "object"
        || Type is null
            && !IsAny
            && (HasParts || (AdditionalProperties ?? PatternProperties) is not null || AdditionalAllowed is not null);

    /// <summary>True for <c>additionalProperties: {...}</c>, or patterns in its place, with no properties of its own.</summary>
    public bool IsMap => IsObject && (AdditionalProperties ?? PatternProperties) is not null && !HasParts;

    /// <summary>True when a record is made of it.</summary>
    public bool IsMessage
    {
        get
        {
            if (!IsObject || IsMap)
            {
                return false;
            }

            if (HasProperties || HasRequired)
            {
                return true;
            }

            if (HasParts)
            {
                return HasObjectBranch(AllOf) || HasObjectBranch(OneOf) || HasObjectBranch(AnyOf);
            }

            // An object without a word about its content: a named one is an empty record, an inline one is any object.
            return AdditionalAllowed == false || AdditionalAllowed is null && Place == SchemaPlace.Definition;
        }
    }

    private bool HasParts => HasProperties || HasRequired || OneOf.Count + AnyOf.Count + AllOf.Count > 0;

    private static bool HasObjectBranch(List<SchemaNode> branches) =>
        branches.Exists(branch => branch.Ref is not null || branch.IsObject);

    /// <summary>As <see cref="MessageDefinition.Deprecated"/>.</summary>
    public string? Deprecation => Deprecated ? DeprecatedWhy ?? "" : null;

    /// <summary>Mark of a keyword that is there.</summary>
    /// <param name="keyword">Its name.</param>
    public SourceMark KeyMark(string keyword) => Json.Find(keyword)?.Key.Mark ?? Mark;
}

/// <summary>An entry of <c>properties</c>.</summary>
/// <param name="key">Its name, with its place.</param>
/// <param name="schema">Its schema.</param>
internal sealed class SchemaProperty(JsonNode key, SchemaNode schema)
{
    /// <summary>Wire name, with its place.</summary>
    public JsonNode Key { get; } = key;

    /// <summary>Wire name.</summary>
    public string JsonName => Key.Text;

    /// <summary>Its schema.</summary>
    public SchemaNode Schema { get; } = schema;
}
