namespace NanoBananaContracts.Schema;

/// <summary>The definitions of a schema, and what references find among them.</summary>
internal sealed class DefinitionTable(ReadingContext context, SchemaNodeReader nodes)
{
    private const string DefinitionPrefix = "#/$defs/";

    private readonly Dictionary<string, Definition> definitions = new(StringComparer.Ordinal);
    private Definition? root;

    /// <summary>The definition a <c>$ref</c> names, or null (reported).</summary>
    public Definition? Find(JsonNode reference)
    {
        var pointer = reference.Text;
        if (pointer == "#")
        {
            if (root is null)
            {
                context.Report(
                    SchemaRules.DanglingReference,
                    reference.Mark,
                    "'#' refers to the root of the file, which is not a type."
                );
            }

            return root;
        }

        if (!pointer.StartsWith(DefinitionPrefix, StringComparison.Ordinal))
        {
            context.Report(
                SchemaRules.UnsupportedReference,
                reference.Mark,
                $"{Wording.Shown(pointer)} does not refer to a definition of this file.",
                pointer.StartsWith("#/definitions/", StringComparison.Ordinal)
                        ? "Rename \"definitions\" to \"$defs\", here and at the root."
                    : definitions.ContainsKey(pointer) ? $"Write \"#/$defs/{pointer}\"."
                    : null
            );
            return null;
        }

        var name = Unescape(pointer.Substring(DefinitionPrefix.Length));
        if (name is null)
        {
            context.Report(
                SchemaRules.UnsupportedReference,
                reference.Mark,
                $"{Wording.Shown(pointer)} points inside a definition.",
                "Give what it points to a name under \"$defs\", and refer to that."
            );
            return null;
        }

        if (definitions.TryGetValue(name, out var definition))
        {
            return definition;
        }

        context.Report(
            SchemaRules.DanglingReference,
            reference.Mark,
            $"There is no definition {Wording.Shown(name)}.",
            context.Suggestion.DidYouMean(name, definitions.Keys)
        );
        return null;
    }

    /// <summary>A JSON pointer's token as the name it stands for; null when it is more than one token.</summary>
    private static string? Unescape(string token) =>
        token.IndexOf('/') >= 0 ? null : Uri.UnescapeDataString(token).Replace("~1", "/").Replace("~0", "~");

    /// <summary>Reads the definitions, in order; the root is one where it is a type itself.</summary>
    /// <param name="schema">The root.</param>
    public List<Definition> Read(SchemaNode schema)
    {
        var ordered = new List<Definition>();
        if (schema.IsType)
        {
            root = Define(RootKey(schema), schema);
            ordered.Add(root);
        }

        ReadDefined(schema, ordered);
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
            context.ReportWrong(map, "$defs", "an object of schemas");
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

    private string RootKey(SchemaNode schema)
    {
        if (schema.Name is null && string.IsNullOrEmpty(CSharpName.Pascal(schema.Title ?? "")))
        {
            context.Report(
                SchemaRules.UnnamedRoot,
                schema.Mark,
                "The root of the file is a type, but nothing names it."
            );
            return "Root";
        }

        return schema.Title ?? schema.Name!.Text;
    }

    private Definition Define(string key, SchemaNode node)
    {
        var kind = node.Becomes;
        var name = context.Names.Of(node, key);
        if (kind != DefinitionKind.Alias)
        {
            name = context.Names.Take(name, key, kind == DefinitionKind.Enum, node.Mark);
        }

        return new Definition(key, node, kind, name);
    }
}
