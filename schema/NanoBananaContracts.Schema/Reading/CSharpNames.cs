using System.Globalization;

namespace NanoBananaContracts.Schema;

/// <summary>
/// C# names of types and members. A type's is given once; names that differ only in case count as one: each type is a
/// source file, and file names do not tell case apart everywhere.
/// </summary>
internal sealed class CSharpNames(DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, Taken> taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes a name; where it is taken already, reports that and gives another, so that the rest can be read.</summary>
    /// <param name="name">Wanted name.</param>
    /// <param name="schemaName">Definition or property path it is for.</param>
    /// <param name="isEnum">True for an enum, false for a message.</param>
    /// <param name="mark">Place to report at.</param>
    public string Take(string name, string schemaName, bool isEnum, SourceMark mark)
    {
        if (ReservedNames.InType(name, isEnum))
        {
            diagnostics.Report(
                SchemaRules.ReservedName,
                mark,
                $"{Wording.Shown(schemaName)} would be named '{name}' in C#, like a member that every {(isEnum ? "enum" : "record")} has.",
                "Give it another name (\"x-name\")."
            );
            name += "_";
        }

        if (!taken.TryGetValue(name, out var other))
        {
            taken.Add(name, new Taken(schemaName));
            return name;
        }

        diagnostics.Report(
            SchemaRules.DuplicateTypeName,
            mark,
            $"{Wording.Shown(schemaName)} and {Wording.Shown(other.SchemaName)} both get the C# name '{name}'."
        );
        string free;
        do
        {
            other.Suffix++;
            free = name + "_" + other.Suffix.ToString(CultureInfo.InvariantCulture);
        } while (taken.ContainsKey(free));

        taken.Add(free, new Taken(schemaName));
        return free;
    }

    /// <summary>C# name of a definition or a property: its <c>x-name</c>, else made from its wire name.</summary>
    /// <param name="node">Its schema.</param>
    /// <param name="wireName">Key or wire name.</param>
    public string Of(SchemaNode node, string wireName)
    {
        if (node.Name is { } given && IsGivable(given))
        {
            return given.Text;
        }

        var made = CSharpName.Pascal(wireName);
        if (made.Length > 0)
        {
            return CSharpName.Safe(made, "_");
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

    /// <summary>True for a name that a schema may give; reported where it is not.</summary>
    /// <param name="given">The name, with its place.</param>
    public bool IsGivable(JsonNode given)
    {
        var isGivable = CSharpName.IsGivable(given.Text);
        if (!isGivable)
        {
            diagnostics.Report(
                SchemaRules.BadCSharpName,
                given.Mark,
                $"{Wording.Shown(given.Text)} is not a name that an emitted type or member can have."
            );
        }

        return isGivable;
    }

    private sealed class Taken(string schemaName)
    {
        public string SchemaName { get; } = schemaName;

        public int Suffix { get; set; } = 1;
    }
}
