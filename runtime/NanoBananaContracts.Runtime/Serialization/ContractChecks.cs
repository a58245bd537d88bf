using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NanoBananaContracts.Serialization;

/// <summary>For emitted validators: the checks that few contracts need. A bound that does not exist is -1.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ContractChecks
{
    /// <summary>Most comparisons of items that tell themselves apart by nothing but their whole value.</summary>
    private const int MostComparisons = 1_000_000;

    /// <summary>Checks that an integer is a multiple of a number.</summary>
    /// <param name="validator">Collects the violations.</param>
    /// <param name="property">Wire name; empty for the value entered last itself.</param>
    /// <param name="value">Value.</param>
    /// <param name="multiple">The number, from 1e-9 to 1e9.</param>
    public static void MultipleOf(ContractValidator validator, string property, long value, double multiple)
    {
        if (value % Decimal(multiple) != 0)
        {
            ReportMultiple(validator, property, FormattableString.Invariant($"{value}"), multiple);
        }
    }

    /// <summary>Checks that a number is a multiple of another; by their decimal digits, as they are written.</summary>
    /// <param name="validator">Collects the violations.</param>
    /// <param name="property">Wire name; empty for the value entered last itself.</param>
    /// <param name="value">Value.</param>
    /// <param name="multiple">The other, from 1e-9 to 1e9.</param>
    public static void MultipleOf(ContractValidator validator, string property, double value, double multiple)
    {
        // Within these a decimal has all digits of both; what is smaller is no multiple.
        const double Least = 1e-9;
        const double Most = 1e18;
        var size = Math.Abs(value);
        var isMultiple =
            size == 0
            || (
                size is >= Least and <= Most
                    ? Decimal(value) % Decimal(multiple) == 0
                    : size > Most && !double.IsInfinity(value) && IsLargeMultiple(value, Decimal(multiple))
            );
        if (!isMultiple)
        {
            ReportMultiple(validator, property, FormattableString.Invariant($"{value}"), multiple);
        }
    }

    /// <summary>Checks that no two items are equal.</summary>
    /// <typeparam name="T">Item.</typeparam>
    /// <param name="validator">Collects the violations.</param>
    /// <param name="property">Wire name; empty for the value entered last itself.</param>
    /// <param name="items">The items.</param>
    public static void Unique<T>(ContractValidator validator, string property, ValueList<T> items)
    {
        var comparer = new CountedComparer<T>();
        var seen = new Dictionary<Item<T>, int>(comparer);
        for (var i = 0; i < items.Count && comparer.Count < MostComparisons; i++)
        {
            var item = new Item<T>(items[i]);
            if (seen.TryGetValue(item, out var first))
            {
                validator.Report(
                    property,
                    ViolationRule.Duplicate,
                    FormattableString.Invariant($"must have no two equal items, and items {first} and {i} are.")
                );
                return;
            }

            seen.Add(item, i);
        }

        if (comparer.Count >= MostComparisons)
        {
            validator.Report(
                property,
                ViolationRule.Duplicate,
                FormattableString.Invariant(
                    $"must have no two equal items, and has too many to tell in {MostComparisons} comparisons; have fewer."
                )
            );
        }
    }

    /// <summary>Checks a value of which only some are allowed.</summary>
    /// <param name="validator">Collects the violations.</param>
    /// <param name="property">Wire name; empty for the value entered last itself.</param>
    /// <param name="isListed">True when it is one of them.</param>
    /// <param name="allowed">They, for the text.</param>
    public static void Listed(ContractValidator validator, string property, bool isListed, string allowed)
    {
        if (!isListed)
        {
            validator.Report(
                property,
                ViolationRule.UndocumentedValue,
                $"is not one of the allowed values: {allowed}.",
                null,
                allowed
            );
        }
    }

    /// <summary>Names in a map, each once.</summary>
    /// <typeparam name="T">Its values.</typeparam>
    /// <param name="map">The map.</param>
    public static ICollection<string> NamesOf<T>(ValueMap<T> map) =>
        new HashSet<string>(map.Keys, StringComparer.Ordinal);

    /// <summary>Names in an object of any kind, each once.</summary>
    /// <param name="json">The object.</param>
    public static ICollection<string> NamesOf(RawJson json)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json.Utf8.Span, new JsonReaderOptions { MaxDepth = int.MaxValue });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                names.Add(JsonText.Unescape(reader.ValueSpan));
            }
        }

        return names;
    }

    /// <summary>Names of the fields of a message that the schema does not know, each once.</summary>
    /// <param name="unknown">Kept fields, or null.</param>
    /// <param name="fields">The message.</param>
    public static ICollection<string> NamesOf(UnknownFields? unknown, IContractFields fields)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in unknown ?? Enumerable.Empty<UnknownField>())
        {
            if (fields.PropertyOf(field.NameUtf8.Span) < 0)
            {
                names.Add(field.Name);
            }
        }

        return names;
    }

    /// <summary>Checks how many fields there are.</summary>
    /// <param name="validator">Collects the violations.</param>
    /// <param name="property">Wire name of what has them; empty for the value entered last itself.</param>
    /// <param name="names">Their names.</param>
    /// <param name="minimum">Fewest, or -1.</param>
    /// <param name="maximum">Most, or -1.</param>
    public static void Fields(
        ContractValidator validator,
        string property,
        ICollection<string> names,
        int minimum,
        int maximum
    )
    {
        var isFew = names.Count < minimum;
        if (isFew || maximum >= 0 && names.Count > maximum)
        {
            var bound = isFew ? minimum : maximum;
            var allowed = FormattableString.Invariant($"{(isFew ? "at least" : "at most")} {bound}");
            validator.Report(
                property,
                isFew ? ViolationRule.TooFew : ViolationRule.TooMany,
                FormattableString.Invariant(
                    $"must have {allowed} {Counted.Unit(bound, "field")}, and has {names.Count}."
                ),
                FormattableString.Invariant($"{names.Count}"),
                allowed
            );
        }
    }

    /// <summary>Checks that fields are there which another one asks for.</summary>
    /// <param name="validator">Collects the violations.</param>
    /// <param name="property">Wire name of what has them; empty for the value entered last itself.</param>
    /// <param name="names">Names of the fields that are there.</param>
    /// <param name="name">The field that asks.</param>
    /// <param name="required">The fields it asks for.</param>
    public static void Dependent(
        ContractValidator validator,
        string property,
        ICollection<string> names,
        string name,
        params string[] required
    )
    {
        if (!names.Contains(name))
        {
            return;
        }

        foreach (var other in required)
        {
            if (!names.Contains(other))
            {
                validator.Report(
                    property,
                    ViolationRule.Required,
                    $"has \"{name}\", which asks for \"{other}\"; set it too.",
                    null,
                    other
                );
            }
        }
    }

    /// <summary>Checks the length of names in Unicode characters.</summary>
    /// <param name="validator">Collects the violations.</param>
    /// <param name="property">Wire name of what has them; empty for the value entered last itself.</param>
    /// <param name="names">The names.</param>
    /// <param name="minimum">Fewest, or -1.</param>
    /// <param name="maximum">Most, or -1.</param>
    public static void NameLengths(
        ContractValidator validator,
        string property,
        IEnumerable<string> names,
        int minimum,
        int maximum
    )
    {
        foreach (var name in names)
        {
            var count = name.Length - name.Count(char.IsLowSurrogate);
            var isShort = count < minimum;
            if (isShort || maximum >= 0 && count > maximum)
            {
                var bound = isShort ? minimum : maximum;
                var allowed = FormattableString.Invariant($"{(isShort ? "at least" : "at most")} {bound}");
                validator.Report(
                    property,
                    isShort ? ViolationRule.TooShort : ViolationRule.TooLong,
                    FormattableString.Invariant(
                        $"names in it must have {allowed} {Counted.Unit(bound, "character")}, and one has {count}."
                    ),
                    name,
                    allowed
                );
            }
        }
    }

    /// <summary>Checks names of which only some are allowed.</summary>
    /// <param name="validator">Collects the violations.</param>
    /// <param name="property">Wire name of what has them; empty for the value entered last itself.</param>
    /// <param name="names">The names.</param>
    /// <param name="allowed">Those that are allowed.</param>
    public static void NamesListed(
        ContractValidator validator,
        string property,
        IEnumerable<string> names,
        params string[] allowed
    )
    {
        foreach (var name in names.Where(name => Array.IndexOf(allowed, name) < 0))
        {
            var texts = string.Join(", ", allowed);
            validator.Report(
                property,
                ViolationRule.UnknownField,
                $"names in it must be one of {texts}, and one is not.",
                name,
                texts
            );
        }
    }

    /// <summary>Checks the form of names, within the time that a validator has for that.</summary>
    /// <param name="validator">Collects the violations.</param>
    /// <param name="property">Wire name of what has them; empty for the value entered last itself.</param>
    /// <param name="names">The names.</param>
    /// <param name="expression">Expression that must match somewhere; with a time limit.</param>
    /// <param name="pattern">The expression as the schema writes it.</param>
    public static void NamesMatch(
        ContractValidator validator,
        string property,
        IEnumerable<string> names,
        Regex expression,
        string pattern
    )
    {
        foreach (var name in names)
        {
            validator.Matches(property, name, expression, pattern, "has a name that ");
        }
    }

    /// <summary>As above, of a whole number with more digits than a decimal has.</summary>
    private static bool IsLargeMultiple(double value, decimal multiple)
    {
        var (whole, scale) = (multiple, BigInteger.One);
        while (decimal.Truncate(whole) != whole)
        {
            (whole, scale) = (whole * 10, scale * 10);
        }

        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        return BigInteger.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture)
                * scale
                % new BigInteger(whole)
            == BigInteger.Zero;
    }

    private static decimal Decimal(double value) =>
        decimal.Parse(
            value.ToString("R", CultureInfo.InvariantCulture),
            NumberStyles.Float,
            CultureInfo.InvariantCulture
        );

    private static void ReportMultiple(ContractValidator validator, string property, string value, double multiple)
    {
        var allowed = FormattableString.Invariant($"a multiple of {multiple}");
        validator.Report(
            property,
            ViolationRule.OutOfRange,
            $"must be {allowed}, and is {validator.Shown(value)}.",
            value,
            allowed
        );
    }

    /// <summary>An item; a key of a dictionary must not be null, and <typeparamref name="T"/> does not say that it is not.</summary>
    private readonly record struct Item<T>(T Value);

    /// <summary>Counts how often two items are compared: raw JSON has hardly a hash, and a list may be of any length.</summary>
    private sealed class CountedComparer<T> : IEqualityComparer<Item<T>>
    {
        public int Count { get; private set; }

        public bool Equals(Item<T> x, Item<T> y)
        {
            Count++;
            return EqualityComparer<T>.Default.Equals(x.Value, y.Value);
        }

        public int GetHashCode(Item<T> obj) =>
            obj.Value is { } value ? EqualityComparer<T>.Default.GetHashCode(value) : 0;
    }
}
