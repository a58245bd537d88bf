using System.Globalization;

namespace NanoBananaContracts.Schema;

/// <summary>C# names of the values of an enum.</summary>
internal sealed class EnumValueNames(ReadingContext context)
{
    /// <summary>
    /// C# names of the values, each its own. One that is taken is reported, and a made one then gets a number, so that the
    /// rest can be read: which of <c>png</c> and <c>PNG</c> a program means is not to hang on their order.
    /// </summary>
    public string[] Make(
        string? prefix,
        IReadOnlyList<JsonNode>? given,
        string enumName,
        bool isInteger,
        List<ValueDraft> values
    )
    {
        var names = new string[values.Count];
        // Text of each value by its name.
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            if (given?[values[i].Index] is { } item && IsUsable(item, values[i], enumName, isInteger, taken))
            {
                names[i] = item.Text;
                taken.Add(item.Text, values[i].Text);
            }
        }

        for (var i = 0; i < names.Length; i++)
        {
            if (names[i] is null)
            {
                var isTold = given is not null;
                names[i] = MadeName(prefix ?? "", enumName, isInteger, values[i], taken, numbers, isTold);
                taken.Add(names[i], values[i].Text);
            }
        }

        return names;
    }

    private bool IsUsable(
        JsonNode given,
        ValueDraft value,
        string enumName,
        bool isInteger,
        Dictionary<string, string> taken
    )
    {
        if (!context.Names.IsGivable(given))
        {
            return false;
        }

        if (ReservedNames.InEnum(given.Text, enumName, isInteger))
        {
            context.Report(
                SchemaRules.ReservedName,
                given.Mark,
                $"Every enum has a member '{given.Text}' already, or is named so itself."
            );
            return false;
        }

        if (taken.TryGetValue(given.Text, out var other))
        {
            ReportSame(given.Text, given.Mark, other, value);
            return false;
        }

        return true;
    }

    private void ReportSame(string name, SourceMark mark, string other, ValueDraft value) =>
        context.Report(
            SchemaRules.DuplicateValueName,
            mark,
            $"{Wording.Shown(value.Text)} and {Wording.Shown(other)} are both named {Wording.Shown(name)} in C#."
        );

    private string MadeName(
        string prefix,
        string enumName,
        bool isInteger,
        ValueDraft value,
        Dictionary<string, string> taken,
        Dictionary<string, int> numbers,
        bool isTold
    )
    {
        var text = value.Text;
        if (prefix.Length > 0 && text.Length > prefix.Length && text.StartsWith(prefix, StringComparison.Ordinal))
        {
            text = text.Substring(prefix.Length);
        }

        var made = CSharpName.Pascal(text.StartsWith("-", StringComparison.Ordinal) ? "minus " + text : text);
        if (made.Length == 0)
        {
            context.Report(
                SchemaRules.NoCSharpName,
                value.Mark,
                $"{Wording.Shown(value.Text)} has no letter or digit to make a C# name of.",
                "Name the values in \"x-enum-names\"."
            );
            made = "Unnamed";
        }

        made = CSharpName.Safe(made, "Value");
        while (ReservedNames.InEnum(made, enumName, isInteger))
        {
            made += "Value";
        }

        // Where the name that was given could not be taken, that is told already, and is what to mend.
        if (!isTold && taken.TryGetValue(made, out var other))
        {
            ReportSame(made, value.Mark, other, value);
        }

        var name = made;
        while (taken.ContainsKey(name))
        {
            // Counted on from the last number given to this name, so that thousands of twins take no longer each.
            numbers.TryGetValue(made, out var last);
            numbers[made] = ++last;
            name = made + "_" + (last + 1).ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }
}
