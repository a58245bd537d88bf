using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// Collects what is wrong with a message, each with its path. Emitted <c>Validate</c> methods call it; nothing is
/// allocated beyond the validator itself as long as all is well. A bound that does not exist is infinite, or -1 for a
/// count. Not thread-safe.
/// </summary>
public sealed class ContractValidator
{
    /// <summary>How long texts are compared with their forms in all, about; an expression has a limit of its own for each.</summary>
    private const int MatchingSeconds = 2;

    private static readonly char[] Separators = [',', ' '];

    /// <summary>End of the words for what a field takes that may be null too.</summary>
    private const string OrNull = " or null";

    /// <summary>End of the words for what a field takes that may hold a credential.</summary>
    private const string NotShown = " (not shown)";

    private const string Hidden = "(not shown)";

    private readonly List<ContractViolation> violations = [];
    private readonly ViolationPath path = new();
    private long matchingTime;
    private bool matchesNoMore;
    private int hiding;

    /// <summary>Makes one.</summary>
    /// <param name="direction">Which way the message travels.</param>
    public ContractValidator(ContractDirection direction = ContractDirection.Either) => Direction = direction;

    /// <summary>Which way the message travels.</summary>
    public ContractDirection Direction { get; }

    /// <summary>True to report every unknown field, also in messages that the schema leaves open to more of them.</summary>
    public bool ReportAllUnknownFields { get; init; }

    /// <summary>True to decode every Base64 value and report what cannot be decoded; it costs a pass over the data.</summary>
    public bool CheckBase64 { get; init; }

    /// <summary>
    /// Short name of the provider that the message goes to, <c>google</c>: fields and values that it does not know are reported.
    /// <see langword="null"/>: it is held to none.
    /// </summary>
    public string? Provider { get; init; }

    /// <summary>Tells the time, in units of <see cref="Stopwatch.Frequency"/>.</summary>
    internal Func<long> Clock { get; init; } = Stopwatch.GetTimestamp;

    /// <summary>What was found, in the order of the schema.</summary>
    public IReadOnlyList<ContractViolation> Violations => violations;

    /// <summary>True when nothing was found.</summary>
    public bool IsValid => violations.Count == 0;

    /// <summary>Everything in a message that breaks the contract, each with its path; empty when all is well.</summary>
    /// <param name="message">Message.</param>
    /// <param name="direction">Which way it travels.</param>
    /// <returns>What was found; empty when all is well.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public static IReadOnlyList<ContractViolation> Validate(
        IContractMessage message,
        ContractDirection direction = ContractDirection.Either
    )
    {
        if (message is null)
        {
            throw new ArgumentNullException(nameof(message));
        }

        var validator = new ContractValidator(direction);
        message.Validate(validator);
        return validator.Violations;
    }

    /// <summary>Goes into a property.</summary>
    /// <param name="name">Wire name.</param>
    public void Enter(string name) => path.Enter(name);

    /// <summary>Goes into an item.</summary>
    /// <param name="index">Zero-based index.</param>
    public void Enter(int index) => path.Enter(index);

    /// <summary>Leaves what was entered last.</summary>
    public void Leave() => path.Leave();

    /// <summary>Goes into what is only ever sent, and may hold a credential: no value of it is in any violation.</summary>
    public void Hide() => hiding++;

    /// <summary>Leaves what was hidden last.</summary>
    public void Unhide() => hiding--;

    /// <summary>Reports a violation of a property.</summary>
    /// <param name="property">Wire name; empty for the value entered last itself.</param>
    /// <param name="rule">Rule.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="value">The offending value as text, or null; kept from the violation where it is hidden.</param>
    /// <param name="allowed">What is allowed, or null.</param>
    public void Report(
        string property,
        ViolationRule rule,
        string message,
        string? value = null,
        string? allowed = null
    )
    {
        if (hiding > 0)
        {
            value = null;
        }
        else if (value is { Length: > 100 })
        {
            value = value.Substring(0, 100) + "...";
        }

        violations.Add(new ContractViolation(path.To(property), rule, message, value, allowed));
    }

    /// <summary>Reports a field that must be there and is not.</summary>
    /// <param name="property">Wire name.</param>
    public void Missing(string property) =>
        Report(property, ViolationRule.Required, $"\"{property}\" is required; set it.");

    /// <summary>Reports a known field whose value is not of its type.</summary>
    /// <param name="property">Wire name; empty for the value entered last itself.</param>
    /// <param name="expected">What is expected: <c>a text</c>.</param>
    /// <param name="value">What is there.</param>
    public void WrongType(string property, string expected, RawJson value)
    {
        var isHidden = expected.EndsWith(NotShown, StringComparison.Ordinal);
        hiding += isHidden ? 1 : 0;
        var words = isHidden ? expected.Substring(0, expected.Length - NotShown.Length) : expected;
        var shown = Shown(value);
        Report(property, ViolationRule.WrongType, $"must be {words}, and is {Shown(shown)}.", shown, words);
        hiding -= isHidden ? 1 : 0;
    }

    /// <summary>Reports what was read and has no typed place.</summary>
    /// <param name="unknown">Kept fields of the message, or null.</param>
    /// <param name="fields">The message.</param>
    /// <param name="message">Name of the message, for the text.</param>
    /// <param name="closed">True when the schema allows no other fields.</param>
    /// <param name="additional">What other fields take, in words, where the schema gives them a type; else null.</param>
    /// <returns>False when something else was read in the place of the message, which has no fields then.</returns>
    public bool Begin(
        UnknownFields? unknown,
        IContractFields fields,
        string message,
        bool closed,
        string? additional = null
    )
    {
        if (unknown is null)
        {
            return true;
        }

        if (unknown.IsReplacement)
        {
            WrongType("", "an object", unknown.Replacement);
            return false;
        }

        Unknown(unknown, fields, message, closed, additional);
        return true;
    }

    private void Unknown(UnknownFields unknown, IContractFields fields, string message, bool closed, string? additional)
    {
        foreach (var field in unknown)
        {
            var property = fields.PropertyOf(field.NameUtf8.Span);
            if (property < 0 && additional is not null)
            {
                WrongType(field.Name, additional, field.Value);
            }
            else if (property < 0)
            {
                if (closed || ReportAllUnknownFields)
                {
                    Report(
                        field.Name,
                        ViolationRule.UnknownField,
                        $"{message} has no field \"{field.Name}\"; correct its name or leave it out.",
                        Shown(field.Value)
                    );
                }
            }
            else if (!fields.IsSet(property) && fields.ExpectedOf(property) is { } expected)
            {
                if (expected.Length == 0)
                {
                    SetByServiceOnly(field.Name);
                }
                else if (
                    field.Value.ValueKind != System.Text.Json.JsonValueKind.Null
                    || !(
                        expected.EndsWith(OrNull, StringComparison.Ordinal)
                        || expected.EndsWith(OrNull + NotShown, StringComparison.Ordinal)
                    )
                )
                {
                    WrongType(field.Name, expected, field.Value);
                }
            }
        }
    }

    /// <summary>Reports a field that only the service sets, when the message is a request.</summary>
    /// <param name="property">Wire name.</param>
    public void SetByServiceOnly(string property)
    {
        if (Direction == ContractDirection.Request)
        {
            Report(property, ViolationRule.ReadOnly, $"\"{property}\" is set by the service only; leave it out.");
        }
    }

    /// <summary>Reports a field that not every provider knows, when the message is a request to one that does not.</summary>
    /// <param name="property">Wire name.</param>
    /// <param name="providers">Short names of those that know it, with a comma and a space between them.</param>
    public void KnownTo(string property, string providers) => KnownTo(property, property, null, providers);

    private void KnownTo(string property, string name, string? value, string providers)
    {
        if (
            Provider is not null
            && Direction == ContractDirection.Request
            && Array.IndexOf(providers.Split(Separators, StringSplitOptions.RemoveEmptyEntries), Provider) < 0
        )
        {
            Report(
                property,
                ViolationRule.OtherProvider,
                $"{Provider} does not know \"{name}\", which is for {providers}; leave it out.",
                value,
                providers
            );
        }
    }

    /// <summary>Checks an enum value: that it is one of those allowed, and known to <see cref="Provider"/> where that is set.</summary>
    /// <typeparam name="T">Enum.</typeparam>
    /// <param name="property">Wire name; empty for the value entered last itself.</param>
    /// <param name="value">Value.</param>
    /// <param name="allowedHere">True when this place allows it.</param>
    /// <param name="allowed">The values this place allows, for the text.</param>
    public void Documented<T>(string property, T value, bool allowedHere, string allowed)
        where T : struct, IContractEnum
    {
        if (!allowedHere)
        {
            Report(
                property,
                ViolationRule.UndocumentedValue,
                $"\"{Shown(value.Value)}\" is not one of the allowed values: {allowed}.",
                value.Value,
                allowed
            );
        }
        // Asked first, without a variable: no other enum is boxed for the question.
        else if (
            Provider is not null
            && value is IContractProviderEnum
            && ((IContractProviderEnum)value).Providers is { } providers
        )
        {
            KnownTo(property, Shown(value.Value), value.Value, providers);
        }
    }

    /// <summary>Checks the bounds of a number.</summary>
    /// <param name="property">Wire name; empty for the value entered last itself.</param>
    /// <param name="value">Value.</param>
    /// <param name="minimum">Smallest.</param>
    /// <param name="maximum">Largest.</param>
    /// <param name="minimumExcluded">True when the smallest itself is not allowed.</param>
    /// <param name="maximumExcluded">True when the largest itself is not allowed.</param>
    public void Range(
        string property,
        double value,
        double minimum,
        double maximum,
        bool minimumExcluded = false,
        bool maximumExcluded = false
    )
    {
        var tooSmall = minimumExcluded ? !(value > minimum) : !(value >= minimum);
        var tooLarge = maximumExcluded ? !(value < maximum) : !(value <= maximum);
        if (tooSmall || tooLarge)
        {
            var low = double.IsInfinity(minimum)
                ? ""
                : FormattableString.Invariant($"{(minimumExcluded ? "greater than" : "at least")} {minimum}");
            var high = double.IsInfinity(maximum)
                ? ""
                : FormattableString.Invariant($"{(maximumExcluded ? "less than" : "at most")} {maximum}");
            var allowed = low + (low.Length > 0 && high.Length > 0 ? " and " : "") + high;
            var shown = FormattableString.Invariant($"{value}");
            Report(property, ViolationRule.OutOfRange, $"must be {allowed}, and is {Shown(shown)}.", shown, allowed);
        }
    }

    /// <summary>Checks the length of a text in Unicode characters.</summary>
    /// <param name="property">Wire name; empty for the value entered last itself.</param>
    /// <param name="value">Value.</param>
    /// <param name="minimum">Fewest, or -1.</param>
    /// <param name="maximum">Most, or -1.</param>
    public void Length(string property, string value, int minimum, int maximum)
    {
        var count = value.Length;
        foreach (var character in value)
        {
            count -= char.IsLowSurrogate(character) ? 1 : 0;
        }

        Length(property, count, minimum, maximum, value);
    }

    /// <summary>Checks the length of a text that is not at hand as one.</summary>
    /// <param name="property">Wire name; empty for the value entered last itself.</param>
    /// <param name="count">Number of characters.</param>
    /// <param name="minimum">Fewest, or -1.</param>
    /// <param name="maximum">Most, or -1.</param>
    public void Length(string property, int count, int minimum, int maximum) =>
        Length(property, count, minimum, maximum, null);

    /// <summary>Checks the number of items of a list, or of entries of a map.</summary>
    /// <param name="property">Wire name; empty for the value entered last itself.</param>
    /// <param name="count">Number of items.</param>
    /// <param name="minimum">Fewest, or -1.</param>
    /// <param name="maximum">Most, or -1.</param>
    public void Count(string property, int count, int minimum, int maximum)
    {
        if (count < minimum)
        {
            var allowed = $"at least {minimum}";
            Report(
                property,
                ViolationRule.TooFew,
                $"must have {allowed} {Counted.Unit(minimum, "item")}, and has {count}.",
                $"{count}",
                allowed
            );
        }
        else if (maximum >= 0 && count > maximum)
        {
            var allowed = $"at most {maximum}";
            Report(
                property,
                ViolationRule.TooMany,
                $"must have {allowed} {Counted.Unit(maximum, "item")}, and has {count}.",
                $"{count}",
                allowed
            );
        }
    }

    /// <summary>
    /// Checks the form of a text. A validator compares for about 2 s in all, whatever the number of
    /// texts; the first one after that is reported as not compared, the others are left.
    /// </summary>
    /// <param name="property">Wire name; empty for the value entered last itself.</param>
    /// <param name="value">Value.</param>
    /// <param name="expression">Expression that must match somewhere; with a time limit.</param>
    /// <param name="pattern">The expression as the schema writes it.</param>
    public void Matches(string property, string value, Regex expression, string pattern) =>
        Matches(property, value, expression, pattern, "");

    /// <summary>The same of another text than the property's own, with what it is in front of the message.</summary>
    internal void Matches(string property, string value, Regex expression, string pattern, string subject)
    {
        if (matchesNoMore)
        {
            return;
        }

        if (matchingTime > MatchingSeconds * Stopwatch.Frequency)
        {
            matchesNoMore = true;
            Report(
                property,
                ViolationRule.Pattern,
                FormattableString.Invariant(
                    $"{subject}was not compared with the form \"{pattern}\", nor was any text after it: those before it took more than {MatchingSeconds} s; shorten them, or have fewer."
                ),
                value,
                pattern
            );
            return;
        }

        var start = Clock();
        try
        {
            if (!expression.IsMatch(value))
            {
                Report(
                    property,
                    ViolationRule.Pattern,
                    $"{subject}does not have the form \"{pattern}\".",
                    value,
                    pattern
                );
            }
        }
        catch (RegexMatchTimeoutException)
        {
            Report(
                property,
                ViolationRule.Pattern,
                FormattableString.Invariant(
                    $"{subject}could not be compared with the form \"{pattern}\" within {expression.MatchTimeout.TotalSeconds} s; shorten it."
                ),
                value,
                pattern
            );
        }

        matchingTime += Clock() - start;
    }

    /// <summary>Checks a group of fields told apart by which one is set.</summary>
    /// <param name="count">How many are set.</param>
    /// <param name="required">True when one must be.</param>
    /// <param name="exclusive">True when two must not be.</param>
    /// <param name="names">Their wire names, for the text.</param>
    public void OneOf(int count, bool required, bool exclusive, string names)
    {
        if (count == 0 && required)
        {
            Report("", ViolationRule.OneOf, $"none of {names} is set; set one of them.", null, names);
        }
        else if (count > 1 && exclusive)
        {
            Report("", ViolationRule.OneOf, $"{count} of {names} are set; only one may be.", null, names);
        }
    }

    /// <summary>Checks a value that has only one allowed form.</summary>
    /// <param name="property">Wire name.</param>
    /// <param name="isConst">True when it has that form.</param>
    /// <param name="expected">The form, as JSON.</param>
    public void Const(string property, bool isConst, string expected)
    {
        if (!isConst)
        {
            Report(property, ViolationRule.Const, $"must be {expected}.", null, expected);
        }
    }

    /// <summary>Checks that Base64 can be decoded, where that is asked for.</summary>
    /// <param name="property">Wire name; empty for the value entered last itself.</param>
    /// <param name="value">Value.</param>
    public void Base64(string property, Base64Data value)
    {
        if (!CheckBase64)
        {
            return;
        }

        try
        {
            value.CheckText();
        }
        catch (Base64FormatException exception)
        {
            Report(property, ViolationRule.Malformed, exception.Message);
        }
    }

    /// <summary>True when two JSON texts are equal as values.</summary>
    /// <param name="expected">JSON.</param>
    /// <param name="actual">JSON.</param>
    public static bool IsJson(string expected, string actual) => RawJson.Parse(expected) == RawJson.Parse(actual);

    private void Length(string property, int count, int minimum, int maximum, string? value)
    {
        if (count < minimum)
        {
            var allowed = $"at least {minimum}";
            Report(
                property,
                ViolationRule.TooShort,
                $"must have {allowed} {Counted.Unit(minimum, "character")}, and has {count}.",
                value,
                allowed
            );
        }
        else if (maximum >= 0 && count > maximum)
        {
            var allowed = $"at most {maximum}";
            Report(
                property,
                ViolationRule.TooLong,
                $"must have {allowed} {Counted.Unit(maximum, "character")}, and has {count}.",
                value,
                allowed
            );
        }
    }

    /// <summary>A value as it may stand in a message.</summary>
    internal string Shown(string value) => hiding > 0 ? Hidden : value;

    // What is sent in the wrong place may have a credential in it, as a tool that stands there without its list; what the
    // service replies has none of ours.
    private string Shown(RawJson value) =>
        value.Utf8.Length <= 100
        && (
            Direction == ContractDirection.Response
            || value.ValueKind is not (System.Text.Json.JsonValueKind.Object or System.Text.Json.JsonValueKind.Array)
        )
            ? value.ToString()
            : value.ValueKind.ToString();
}
