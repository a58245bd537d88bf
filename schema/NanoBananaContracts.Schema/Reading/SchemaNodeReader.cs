using System;
using System.Collections.Generic;

namespace NanoBananaContracts.Schema;

/// <summary>
/// Turns JSON into <see cref="SchemaNode"/>s: every keyword is known, supported and of the right kind, or reported.
/// What keywords mean together is for the model builder.
/// </summary>
internal sealed partial class SchemaNodeReader(DiagnosticBag diagnostics, Suggestion suggestion)
{
    /// <summary>Reads one schema and all inside it.</summary>
    /// <param name="json">Its JSON.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="path">Definition and properties that lead to it.</param>
    /// <param name="mark">What to mark when the whole of it is meant.</param>
    /// <returns>The schema, or null when it is not one (reported).</returns>
    public SchemaNode? Read(JsonNode json, SchemaPlace place, string path, SourceMark mark)
    {
        var node = new SchemaNode(json, place, path, mark);
        switch (json.Kind)
        {
            case JsonKind.Boolean when place is not (SchemaPlace.Root or SchemaPlace.Definition):
                node.IsNever = !json.IsTrue;
                return node;
            case JsonKind.Object:
                foreach (var member in json.Members)
                {
                    ReadKeyword(node, member);
                }

                return node;
            default:
                diagnostics.Report(
                    SchemaRules.NotASchema,
                    json.Mark,
                    $"{json.Describe()} stands where a schema is needed."
                );
                return null;
        }
    }

    private void ReadKeyword(SchemaNode node, JsonMember member)
    {
        var value = member.Value;
        switch (member.Name)
        {
            case "$ref":
                node.Ref = String(member);
                break;
            case "$schema":
                if (String(member) is { } dialect && RootOnly(node, member) && !IsDialect(dialect.Text))
                {
                    diagnostics.Report(
                        SchemaRules.UnsupportedDialect,
                        value.Mark,
                        $"The subset is one of draft 2020-12, not of {Wording.Shown(dialect.Text)}."
                    );
                }

                break;
            case "$id":
                if (String(member) is not null)
                {
                    RootOnly(node, member);
                }

                break;
            case "$comment":
            case "contentMediaType":
            case "x-source":
            case "x-vanished":
                String(member);
                break;
            case "$defs":
            case "x-operations":
                // Read by the model builder, from the root.
                RootOnly(node, member);
                break;
            case "title":
                node.Title = String(member)?.Text;
                break;
            case "description":
                node.Description = String(member)?.Text;
                break;
            case "examples":
                Array(member);
                break;
            case "type":
                ReadType(node, member);
                break;
            case "properties":
                ReadProperties(node, member);
                break;
            case "required":
                ReadRequired(node, member);
                break;
            case "additionalProperties":
                ReadAdditionalProperties(node, member);
                break;
            case "items":
                ReadItems(node, member);
                break;
            case "enum":
                node.Enum = Array(member)?.Items;
                break;
            case "const":
                node.Const = value;
                break;
            case "default":
                node.Default = value;
                break;
            case "oneOf":
                ReadBranches(node, member, node.OneOf);
                break;
            case "anyOf":
                ReadBranches(node, member, node.AnyOf);
                break;
            case "allOf":
                ReadBranches(node, member, node.AllOf);
                break;
            case "format":
                node.Format = String(member);
                break;
            case "contentEncoding":
                node.ContentEncoding = String(member);
                break;
            case "deprecated":
                node.Deprecated = Boolean(member) ?? false;
                break;
            case "readOnly":
                node.ReadOnly = Boolean(member) ?? false;
                break;
            case "writeOnly":
                node.WriteOnly = Boolean(member) ?? false;
                break;
            case "x-any":
                node.IsAny = Boolean(member) ?? false;
                break;
            case "x-deprecated":
                node.DeprecatedWhy = String(member)?.Text;
                break;
            case "x-name":
                node.Name = String(member);
                break;
            case "x-one-of-name":
                node.OneOfName = String(member);
                break;
            case "x-enum-names":
                node.EnumNames = Strings(member);
                break;
            case "x-enum-descriptions":
                node.EnumDescriptions = Strings(member);
                break;
            case "x-enum-deprecated":
                node.EnumDeprecated = ReadEnumDeprecated(member);
                break;
            case "x-vanished-values":
                node.VanishedValues = StringMap(member);
                break;
            case "x-enum-prefix":
                node.EnumPrefix = String(member)?.Text;
                break;
            case "x-spellings":
                node.Spellings = ReadSpellings(member);
                break;
            case "x-spelling":
                node.Spelling = String(member);
                break;
            default:
                if (!ReadConstraint(node, member))
                {
                    ReportUnknown(member);
                }

                break;
        }
    }

    private static bool IsDialect(string dialect) =>
        string.Equals(dialect.TrimEnd('#'), SchemaVocabulary.Dialect, StringComparison.Ordinal);

    private bool RootOnly(SchemaNode node, JsonMember member)
    {
        if (node.Place == SchemaPlace.Root)
        {
            return true;
        }

        diagnostics.Report(
            SchemaRules.MisplacedKeyword,
            member.Key.Mark,
            $"'{member.Name}' counts at the root of the file only.",
            "Move it there."
        );
        return false;
    }

    private void ReportUnknown(JsonMember member)
    {
        var name = member.Name;
        if (SchemaVocabulary.Unsupported.TryGetValue(name, out var cure))
        {
            diagnostics.Report(
                SchemaRules.UnsupportedKeyword,
                member.Key.Mark,
                $"'{name}' is outside the subset of JSON Schema that this contract uses.",
                cure
            );
            return;
        }

        diagnostics.Report(
            SchemaRules.UnknownKeyword,
            member.Key.Mark,
            $"{Wording.Shown(name)} is not a keyword.",
            suggestion.DidYouMean(name, SchemaVocabulary.Known)
        );
    }

    private void ReadType(SchemaNode node, JsonMember member)
    {
        var value = member.Value;
        if (value.Kind == JsonKind.String && System.Array.IndexOf(SchemaVocabulary.Types, value.Text) >= 0)
        {
            node.Type = value.Text;
            return;
        }

        node.TypeUnreadable = true;
        if (value.Kind == JsonKind.Array)
        {
            diagnostics.Report(
                SchemaRules.UnknownType,
                value.Mark,
                "A list of types is outside the subset.",
                "Write the one type it has; null is always read, kept and written back."
            );
            return;
        }

        diagnostics.Report(
            SchemaRules.UnknownType,
            value.Mark,
            $"{value.Describe()} is not a type.",
            value.Kind == JsonKind.String ? suggestion.DidYouMean(value.Text, SchemaVocabulary.Types) : null
        );
    }

    private void ReadProperties(SchemaNode node, JsonMember member)
    {
        node.HasProperties = true;
        if (Object(member) is not { } map)
        {
            return;
        }

        foreach (var property in map.Members)
        {
            var path = node.Path.Length == 0 ? property.Name : node.Path + "." + property.Name;
            if (Read(property.Value, SchemaPlace.Property, path, property.Key.Mark) is { } schema)
            {
                node.Properties.Add(new SchemaProperty(property.Key, schema));
            }
        }
    }

    private void ReadRequired(SchemaNode node, JsonMember member)
    {
        node.HasRequired = true;
        if (Strings(member) is not { } list)
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            if (seen.Add(item.Text))
            {
                node.Required.Add(item);
            }
            else
            {
                diagnostics.Report(
                    SchemaRules.DuplicateListItem,
                    item.Mark,
                    $"{Wording.Shown(item.Text)} is required twice."
                );
            }
        }
    }

    private void ReadAdditionalProperties(SchemaNode node, JsonMember member)
    {
        if (member.Value.Kind == JsonKind.Boolean)
        {
            node.AdditionalAllowed = member.Value.IsTrue;
            return;
        }

        node.AdditionalProperties = Read(member.Value, SchemaPlace.Element, node.Path + "{}", member.Key.Mark);
    }

    private void ReadItems(SchemaNode node, JsonMember member)
    {
        if (member.Value.Kind == JsonKind.Array)
        {
            diagnostics.Report(
                SchemaRules.WrongKeywordValue,
                member.Value.Mark,
                "'items' takes one schema, for every item.",
                "Write that schema instead of the list."
            );
            return;
        }

        node.Items = Read(member.Value, SchemaPlace.Element, node.Path + "[]", member.Key.Mark);
    }

    private void ReadBranches(SchemaNode node, JsonMember member, List<SchemaNode> branches)
    {
        if (Array(member) is not { } list)
        {
            return;
        }

        foreach (var item in list.Items)
        {
            if (Read(item, SchemaPlace.Branch, node.Path, item.Mark) is { } branch)
            {
                branches.Add(branch);
            }
        }
    }
}
