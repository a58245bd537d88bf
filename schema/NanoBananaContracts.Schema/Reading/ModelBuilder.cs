using System;
using System.Collections.Generic;

namespace NanoBananaContracts.Schema;

/// <summary>
/// Makes the model of a schema: finds the definitions, names them, builds enums, objects and operations. One builder
/// reads one schema. Inline objects are queued, not recursed into, so that the depth of recursion stays bounded
/// whatever the schema says.
/// </summary>
internal sealed partial class ModelBuilder
{
    /// <summary>Most steps from one schema to the next while understanding one of them; more is reported.</summary>
    private const int MaxDepth = 160;

    private readonly DiagnosticBag diagnostics;
    private readonly Suggestion suggestion = new();
    private readonly SchemaNodeReader nodes;
    private readonly TypeNames typeNames;
    private readonly Dictionary<string, Definition> definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EnumDefinition> enums = new(StringComparer.Ordinal);
    private readonly List<MessageDefinition> messages = [];
    private readonly Queue<PendingMessage> pending = new();
    private Definition? root;
    private int depth;

    public ModelBuilder(DiagnosticBag diagnostics)
    {
        this.diagnostics = diagnostics;
        nodes = new SchemaNodeReader(diagnostics, suggestion);
        typeNames = new TypeNames(diagnostics);
    }

    /// <summary>Builds the model.</summary>
    /// <param name="json">The schema file.</param>
    public SchemaModel Build(JsonNode json)
    {
        if (json.Kind != JsonKind.Object)
        {
            diagnostics.Report(
                SchemaRules.NotASchema,
                json.Mark,
                $"{json.Describe()} stands where a schema is needed."
            );
            return new SchemaModel(null, null, default, default, default);
        }

        var schema = nodes.Read(json, SchemaPlace.Root, "", json.Mark)!;
        var ordered = ReadDefinitions(schema);

        // Enums first: properties refer to their values.
        foreach (var definition in ordered)
        {
            if (definition.Kind == DefinitionKind.Enum)
            {
                BuildEnum(definition.Node, definition.Name, definition.Key);
            }
        }

        foreach (var definition in ordered)
        {
            if (definition.Kind == DefinitionKind.Message)
            {
                pending.Enqueue(new PendingMessage(definition.Node, definition.Name, definition.Key));
            }
            else if (definition.Kind == DefinitionKind.Alias)
            {
                ResolveAlias(definition, definition.Node.Mark);
            }
        }

        while (pending.Count > 0)
        {
            var next = pending.Dequeue();
            messages.Add(BuildMessage(next));
        }

        var operations = ReadOperations(json.Find("x-operations")?.Value);
        return new SchemaModel(
            schema.Title,
            schema.Description,
            Sorted(Directed(operations), message => message.Name),
            Sorted(enums.Values, definition => definition.Name),
            Sorted(operations, operation => operation.Name)
        );
    }

    private List<Definition> ReadDefinitions(SchemaNode schema)
    {
        var ordered = new List<Definition>();
        if (IsType(schema))
        {
            root = Define(RootKey(schema), schema);
            ordered.Add(root);
        }

        ReadDefined(schema, ordered);
        if (root is null)
        {
            CheckPlainRoot(schema);
        }

        return ordered;
    }

    private void ReadDefined(SchemaNode schema, List<Definition> ordered)
    {
        if (schema.Json.Find("$defs")?.Value is not { } map)
        {
            return;
        }

        if (map.Kind != JsonKind.Object)
        {
            diagnostics.Report(
                SchemaRules.WrongKeywordValue,
                map.Mark,
                $"{map.Describe()} stands where '$defs' takes an object of schemas.",
                "Give '$defs' an object of schemas."
            );
            return;
        }

        foreach (var member in map.Members)
        {
            if (nodes.Read(member.Value, SchemaPlace.Definition, member.Name, member.Key.Mark) is { } node)
            {
                var definition = Define(member.Name, node);
                definitions[member.Name] = definition;
                ordered.Add(definition);
            }
            else
            {
                // Known, though unreadable: a reference to it is no second mistake.
                definitions[member.Name] = new Definition(
                    member.Name,
                    new SchemaNode(member.Value, SchemaPlace.Definition, member.Name, member.Key.Mark),
                    DefinitionKind.Alias,
                    member.Name
                )
                {
                    Resolved = ResolvedType.Any,
                };
            }
        }
    }

    /// <summary>True when the root of the file is a type itself, and not only the frame of its definitions.</summary>
    private static bool IsType(SchemaNode schema) =>
        schema.Ref is null
        && (
            schema.Type is not (null or "object")
            || schema.Enum is not null
            || schema.AdditionalProperties is not null
            || schema.Items is not null
            || HasParts(schema)
        );

    private string RootKey(SchemaNode schema)
    {
        if (schema.Name is null && string.IsNullOrEmpty(CSharpName.Pascal(schema.Title ?? "")))
        {
            diagnostics.Report(
                SchemaRules.UnnamedRoot,
                schema.Mark,
                "The root of the file is a type, but nothing names it."
            );
            return "Root";
        }

        return schema.Title ?? schema.Name!.Text;
    }

    private void CheckPlainRoot(SchemaNode schema)
    {
        if (schema.Ref is { } reference)
        {
            Find(reference);
        }

        foreach (var member in schema.Json.Members)
        {
            if (
                SchemaVocabulary.Known.Contains(member.Name)
                && member.Name
                    is not (
                        "$schema"
                        or "$id"
                        or "$comment"
                        or "$defs"
                        or "$ref"
                        or "title"
                        or "description"
                        or "examples"
                        or "type"
                        or "x-operations"
                        or "x-source"
                    )
            )
            {
                diagnostics.Report(
                    SchemaRules.MisplacedKeyword,
                    member.Key.Mark,
                    $"'{member.Name}' has no effect at the root of the file.",
                    "Remove it, or move it to the definition it is about."
                );
            }
        }
    }

    private Definition Define(string key, SchemaNode node)
    {
        var kind = KindOf(node);
        var name = NameOf(node, key, "_");
        if (kind != DefinitionKind.Alias)
        {
            name = typeNames.Take(name, key, node.Mark);
        }

        return new Definition(key, node, kind, name);
    }

    private static DefinitionKind KindOf(SchemaNode node) =>
        node.Ref is not null || SingleReference(node) is not null ? DefinitionKind.Alias
        : node.Enum is not null ? DefinitionKind.Enum
        : IsMessage(node) ? DefinitionKind.Message
        : DefinitionKind.Alias;

    /// <summary>C# name of a definition or a property: its <c>x-name</c>, else made from its wire name.</summary>
    private string NameOf(SchemaNode node, string wireName, string prefix)
    {
        if (node.Name is { } given)
        {
            if (CSharpName.IsGivable(given.Text))
            {
                return given.Text;
            }

            diagnostics.Report(
                SchemaRules.BadCSharpName,
                given.Mark,
                $"{Wording.Shown(given.Text)} is not a name that an emitted type or member can have."
            );
        }

        var made = CSharpName.Pascal(wireName);
        if (made.Length > 0)
        {
            return CSharpName.Safe(made, prefix);
        }

        if (node.Name is null)
        {
            diagnostics.Report(
                SchemaRules.NoCSharpName,
                node.Mark,
                $"{Wording.Shown(wireName)} has no letter or digit to make a C# name of."
            );
        }

        return "Unnamed";
    }

    private static EquatableArray<T> Sorted<T>(IEnumerable<T> items, Func<T, string> name)
    {
        var sorted = new List<T>(items);
        sorted.Sort((x, y) => string.CompareOrdinal(name(x), name(y)));
        return new EquatableArray<T>(sorted.ToArray());
    }

    /// <summary>An object whose record is still to be built.</summary>
    private sealed record PendingMessage(SchemaNode Node, string Name, string SchemaName);
}
