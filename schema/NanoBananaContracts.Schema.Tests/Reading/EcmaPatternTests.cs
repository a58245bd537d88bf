using System;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>
/// Patterns of ECMA-262 in .NET's words. What each matches was asked of a JavaScript engine, by code points (flag
/// <c>u</c>; those that only the older grammar takes, without it).
/// </summary>
public sealed class EcmaPatternTests
{
    [Theory]
    // The end of the text, and nothing before it.
    [InlineData("^a$", "a", true)]
    [InlineData("^a$", "a\n", false)]
    [InlineData("a|^$", "\n", false)]
    // Classes of ASCII, and white space as ECMA-262 has it.
    [InlineData(@"^\d$", "7", true)]
    [InlineData(@"^\d$", "\u0660", false)]
    [InlineData(@"^\D$", "\u0660", true)]
    [InlineData(@"^[\d]$", "\u0660", false)]
    [InlineData(@"^\w$", "_", true)]
    [InlineData(@"^\w$", "\u00e9", false)]
    [InlineData(@"^\W$", "\u00e9", true)]
    [InlineData(@"^[^\W]$", "\u00e9", false)]
    [InlineData(@"^[\D_]$", "1", false)]
    [InlineData(@"^[^\D]$", "1", true)]
    [InlineData(@"^\s$", "\ufeff", true)]
    [InlineData(@"^\s$", "\u00a0", true)]
    [InlineData(@"^\s$", "\u0085", false)]
    [InlineData(@"^\S$", "\u0085", true)]
    [InlineData(@"^[\s\S]{2}$", "\u0085\n", true)]
    [InlineData(@"a\b\u00e9", "a\u00e9", true)]
    [InlineData(@"a\B\u00e9", "a\u00e9", false)]
    [InlineData(@"\u00e9\B ", "\u00e9 ", true)]
    // A dot, and line ends.
    [InlineData("^.$", "\n", false)]
    [InlineData("^.$", "\r", false)]
    [InlineData("^.$", "\u2028", false)]
    [InlineData("^.$", "\u0085", true)]
    [InlineData("^.+$", "a\rb", false)]
    // Characters of two code units are one.
    [InlineData("^.$", "\ud83d\ude00", true)]
    [InlineData("^..$", "\ud83d\ude00", false)]
    [InlineData("^[^a]$", "\ud83d\ude00", true)]
    [InlineData("^[^a]{2}$", "\ud83d\ude00", false)]
    [InlineData("^[^/]+$", "\ud83d\ude00a", true)]
    [InlineData("^[^/]+(?!$)", "\ud83d\ude00", false)]
    [InlineData("^\ud83d\ude00{2}$", "\ud83d\ude00\ud83d\ude00", true)]
    [InlineData("^[\ud83d\ude00-\ud83d\ude02]$", "\ud83d\ude01", true)]
    [InlineData("^[\ud83d\ude00-\ud83d\ude02]$", "\ud83d\ude03", false)]
    [InlineData("^[^\ud83d\ude00-\ud83d\ude02]$", "\ud83d\ude01", false)]
    [InlineData("^[\ud83c\udf00-\ud83e\udd00]$", "\ud83d\udc00", true)]
    [InlineData(@"^\u{1F600}$", "\ud83d\ude00", true)]
    [InlineData(@"^\ud83d\ude00$", "\ud83d\ude00", true)]
    // Classes that .NET reads as something else.
    [InlineData("[]", "a", false)]
    [InlineData("^[^]$", "\n", true)]
    [InlineData("^[^]+$", "\ud83d\ude00\n", true)]
    [InlineData("^[]a]$", "a", false)]
    [InlineData("^[a-c-[b]]$", "a", false)]
    [InlineData("^[a-c-[b]]$", "-]", true)]
    [InlineData("^[[:alpha:]$", ":", true)]
    [InlineData("^[a-]$", "-", true)]
    [InlineData("^[-a]$", "-", true)]
    [InlineData(@"^[\d-x]$", "-", true)]
    [InlineData(@"^[x-\d]$", "7", true)]
    [InlineData(@"^[\b]$", "\b", true)]
    [InlineData(@"^[\]\\^]$", "]", true)]
    // Escapes.
    [InlineData(@"^\/\-\.$", "/-.", true)]
    [InlineData(@"^\x41\u0042\t\v\f\r\n$", "AB\t\v\f\r\n", true)]
    [InlineData(@"^\cJ\0$", "\n\0", true)]
    [InlineData("^a#b c$", "a#b c", true)]
    [InlineData("^{a}]$", "{a}]", true)]
    [InlineData("^a{,2}$", "a{,2}", true)]
    // General categories.
    [InlineData(@"^\p{Lu}\P{Lu}$", "\u00c9\u00e9", true)]
    [InlineData(@"^[\p{L}0-9]+$", "\u00e97", true)]
    [InlineData(@"^[^\p{L}]$", "\u00e9", false)]
    [InlineData(@"^[^\p{L}]$", "\ud83d\ude00", true)]
    [InlineData(@"^[^\P{L}]$", "\u00e9", true)]
    // Groups and quantifiers.
    [InlineData("^(?<year>[0-9]{4})-(?:0[1-9]|1[0-2])$", "2026-11", true)]
    [InlineData("^(?=a).(?!c)b?$", "ab", true)]
    [InlineData("(?<=a)b(?<!c)", "ab", true)]
    [InlineData("^a{2,3}?$", "aaaa", false)]
    [InlineData("^(a|)+$", "aa", true)]
    [InlineData("", "", true)]
    public void It_matches_what_it_matches_in_JavaScript(string pattern, string text, bool matches)
    {
        EcmaPattern.Problem(pattern).ShouldBeNull();
        Regex
            .IsMatch(text, EcmaPattern.ToNet(pattern), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5))
            .ShouldBe(matches, EcmaPattern.ToNet(pattern));
    }

    [Theory]
    [InlineData("(a", "a group is not closed")]
    [InlineData("a)", "it closes a group that is not open")]
    [InlineData("[a", "a class is not closed")]
    [InlineData("[z-a]", "a range of a class is in the wrong order")]
    [InlineData("*a", "'*' has nothing to repeat")]
    [InlineData("a**", "'*' has nothing to repeat")]
    [InlineData("a|?", "'?' has nothing to repeat")]
    [InlineData("{2}", "'{' has nothing to repeat")]
    [InlineData("(?=a)*", "'*' has nothing to repeat")]
    [InlineData("^+", "'+' has nothing to repeat")]
    [InlineData("a{3,2}", "a quantifier's numbers are in the wrong order")]
    [InlineData("a{2147483648}", "a number of repetitions is too large")]
    [InlineData("a{1,99999999999}", "a number of repetitions is too large")]
    [InlineData("a\\", "it ends with a lone backslash")]
    [InlineData("[\\", "it ends with a lone backslash")]
    // What .NET takes and ECMA-262 does not.
    [InlineData("(?i)a", "'(?' opens no group of ECMA-262")]
    [InlineData("(?>a)", "'(?' opens no group of ECMA-262")]
    [InlineData("(?#a)", "'(?' opens no group of ECMA-262")]
    [InlineData("(?'n'a)", "'(?' opens no group of ECMA-262")]
    [InlineData("(?<n-m>a)", "'(?<' opens a named group, and no name and '>' follow")]
    [InlineData("(?<1>a)", "'(?<' opens a named group, and no name and '>' follow")]
    [InlineData("\\A", "'\\A' is no escape of ECMA-262")]
    [InlineData("\\z", "'\\z' is no escape of ECMA-262")]
    [InlineData("\\e", "'\\e' is no escape of ECMA-262")]
    [InlineData("\\c1", "'\\c' is no escape of ECMA-262")]
    [InlineData("\\x4", "'\\x' is no escape of ECMA-262")]
    [InlineData("\\07", "'\\0' is no escape of ECMA-262")]
    [InlineData("\\u12", "'\\u' is not followed by four hexadecimal digits, or by some in braces")]
    [InlineData("\\u{110000}", "'\\u' is not followed by four hexadecimal digits, or by some in braces")]
    [InlineData("\\p{IsGreek}", "'\\p' takes a general category here, such as \\p{L} or \\p{Nd}")]
    [InlineData("[\\P{]", "'\\P' takes a general category here, such as \\p{L} or \\p{Nd}")]
    [InlineData("(a)\\1", "it refers back to a group, which is not in the subset")]
    [InlineData("(?<n>a)\\k<n>", "it refers back to a group, which is not in the subset")]
    public void What_is_none_is_named(string pattern, string problem)
    {
        EcmaPattern.Problem(pattern).ShouldBe(problem);
        Should.Throw<ArgumentException>(() => EcmaPattern.ToNet(pattern)).Message.ShouldStartWith(problem);
    }

    /// <summary>Patterns of the contract stay readable in emitted code.</summary>
    [Theory]
    [InlineData("^cachedContents/[^/]+$", @"^cachedContents/[^/]+\z")]
    [InlineData("^[A-Za-z0-9_.:-]+$", @"^[\-.0-:A-Z_a-z]+\z")]
    [InlineData("^#[0-9a-f]{6}$", @"^\#[0-9a-f]{6}\z")]
    public void A_plain_one_stays_plain(string pattern, string net) => EcmaPattern.ToNet(pattern).ShouldBe(net);

    /// <summary>Any text is either refused or one that .NET compiles.</summary>
    [Fact]
    public void Whatever_is_taken_compiles()
    {
        const string Pieces = "ab0-^$.|()[]{}*+?\\,:<>=!/ dDwWsSbBpPLuxcnk1é\ud83d\ude00";
        var random = new Random(20260822);
        var taken = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var pattern = string.Create(
                random.Next(1, 12),
                random,
                static (text, random) =>
                {
                    for (var j = 0; j < text.Length; j++)
                    {
                        text[j] = Pieces[random.Next(Pieces.Length)];
                    }
                }
            );
            if (EcmaPattern.Problem(pattern) is null)
            {
                taken++;
                _ = new Regex(EcmaPattern.ToNet(pattern), RegexOptions.CultureInvariant);
            }
        }

        taken.ShouldBeGreaterThan(1000);
    }
}
