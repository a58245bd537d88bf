using System;
using System.Collections.Generic;
using System.Globalization;

namespace NanoBananaContracts.Schema;

/// <summary>
/// C# names of types, each given once. Names that differ only in case count as one: each type is a source file, and
/// file names do not tell case apart everywhere.
/// </summary>
internal sealed class TypeNames(DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, Taken> taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes a name; where it is taken already, reports that and gives another, so that the rest can be read.</summary>
    /// <param name="name">Wanted name.</param>
    /// <param name="schemaName">Definition or property path it is for.</param>
    /// <param name="mark">Place to report at.</param>
    public string Take(string name, string schemaName, SourceMark mark)
    {
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

    private sealed class Taken(string schemaName)
    {
        public string SchemaName { get; } = schemaName;

        public int Suffix { get; set; } = 1;
    }
}
