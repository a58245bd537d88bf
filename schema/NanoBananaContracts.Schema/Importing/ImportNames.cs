namespace NanoBananaContracts.Schema;

/// <summary>Finds keys for new definitions that neither meet a key nor a C# name that is there already.</summary>
internal sealed class ImportNames
{
    // Each type is a source file, and file names do not tell case apart everywhere.
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Learns the names a file uses.</summary>
    /// <param name="target">The file.</param>
    public ImportNames(TargetSchema target)
    {
        foreach (var definition in target.Definitions.Members)
        {
            taken.Add(definition.Name);
            taken.Add(definition.Value.TextOf("x-name") ?? CSharpName.Pascal(definition.Name));
        }
    }

    /// <summary>Takes a name for a message; says whether it is the one that was wanted.</summary>
    /// <param name="wanted">The source's name.</param>
    /// <param name="name">The name taken.</param>
    public bool TakeMessage(string wanted, out string name)
    {
        name = Take(wanted, wanted + "Message", isEnum: false);
        return name == wanted;
    }

    /// <summary>Takes a name for an enum that stands at a property.</summary>
    /// <param name="given">The name the source gives the enum, or null.</param>
    /// <param name="message">Name of the message.</param>
    /// <param name="property">Name of the property.</param>
    /// <param name="isList">True when the property is a list, whose name is a plural.</param>
    public string TakeEnum(string? given, string message, string property, bool isList)
    {
        var name = CSharpName.Pascal(property);
        if (isList)
        {
            name = Singular(name);
        }

        return Take(given ?? name, message + name, isEnum: true);
    }

    private string Take(string first, string second, bool isEnum)
    {
        var name = first;
        for (var number = 1; IsTaken(name) || ReservedNames.InType(CSharpName.Pascal(name), isEnum); number++)
        {
            name = number == 1 ? second : FormattableString.Invariant($"{second}{number}");
        }

        taken.Add(name);
        taken.Add(CSharpName.Pascal(name));
        return name;
    }

    private bool IsTaken(string name) => taken.Contains(name) || taken.Contains(CSharpName.Pascal(name));

    private static string Singular(string name) =>
        name.EndsWith("ies", StringComparison.Ordinal) ? name.Substring(0, name.Length - 3) + "y"
        : name.EndsWith("s", StringComparison.Ordinal) && !name.EndsWith("ss", StringComparison.Ordinal)
            ? name.Substring(0, name.Length - 1)
        : name;
}
