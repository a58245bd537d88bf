using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Players.Matching;

/// <summary>One matcher of a stub. What each does with something that is not there is measured, not guessed.</summary>
internal abstract class ContentMatcher
{
    /// <summary>The matcher as it stands in the stub, for near misses.</summary>
    public required JsonElement Source { get; init; }

    /// <summary>0 for a match, up to 1 for nothing in common.</summary>
    public abstract double Distance(MatchSubject subject);

    public bool Matches(MatchSubject subject) => Distance(subject) == 0;

    protected static double Either(bool matches) => matches ? 0 : 1;
}

internal sealed class EqualToMatcher(string expected, bool ignoreCase) : ContentMatcher
{
    public string Expected => expected;

    public bool IgnoresCase => ignoreCase;

    public override double Distance(MatchSubject subject)
    {
        if (subject.Text is not { } text)
            return 1;
        return string.Equals(text, expected, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)
            ? 0
            : EditDistance.Normalized(expected, text);
    }
}

internal sealed class ContainsMatcher(string expected, bool negated) : ContentMatcher
{
    public string Expected => expected;

    public bool IsNegated => negated;

    public override double Distance(MatchSubject subject)
    {
        var contains = subject.Text is { } text && text.Contains(expected, StringComparison.Ordinal);
        return Either(contains != negated);
    }
}

internal sealed class RegexMatcher(JavaRegex regex, bool negated) : ContentMatcher
{
    public string WholeRegex => regex.WholeRegex;

    public bool IsNegated => negated;

    public override double Distance(MatchSubject subject)
    {
        var matches = subject.Text is { } text && regex.IsFullMatch(text);
        return Either(matches != negated);
    }
}

internal sealed class AbsentMatcher : ContentMatcher
{
    public override double Distance(MatchSubject subject) => Either(subject.Text is null);
}

internal sealed class AnythingMatcher : ContentMatcher
{
    public override double Distance(MatchSubject subject) => 0;
}

internal sealed class NotMatcher(ContentMatcher inner) : ContentMatcher
{
    public override double Distance(MatchSubject subject) => Either(!inner.Matches(subject));
}

internal sealed class AndMatcher(IReadOnlyList<ContentMatcher> all) : ContentMatcher
{
    public override double Distance(MatchSubject subject) => all.Average(matcher => matcher.Distance(subject));
}

internal sealed class OrMatcher(IReadOnlyList<ContentMatcher> any) : ContentMatcher
{
    public IReadOnlyList<ContentMatcher> Any => any;

    public override double Distance(MatchSubject subject) => any.Min(matcher => matcher.Distance(subject));
}

internal sealed class BinaryEqualToMatcher(byte[] expected) : ContentMatcher
{
    public override double Distance(MatchSubject subject) =>
        Either(subject.Text is not null && subject.Bytes.Span.SequenceEqual(expected));
}

internal sealed class EqualToJsonMatcher(JsonElement expected, JsonEqualityOptions options) : ContentMatcher
{
    public JsonElement Expected => expected;

    public JsonEqualityOptions Options => options;

    public override double Distance(MatchSubject subject)
    {
        if (subject.StrictJson is not { } actual)
            return 1;
        if (new JsonEquality(options).AreEqual(expected, actual))
            return 0;
        return EditDistance.Normalized(expected.GetRawText(), subject.Text!);
    }
}

internal sealed class JsonSchemaMatcher(PortableSchema schema) : ContentMatcher
{
    public override double Distance(MatchSubject subject)
    {
        if (subject.Text is not { } text)
            return 1;
        if (subject.StrictJson is { } value)
        {
            if (schema.IsValid(value))
                return 0;
            if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                return 1;
        }

        // Anything that is not an object or an array is also tried as a bare string: so does WireMock.
        return Either(schema.IsValid(JsonSerializer.SerializeToElement(text)));
    }
}
