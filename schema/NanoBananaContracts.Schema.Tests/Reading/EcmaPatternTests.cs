using System.Text.RegularExpressions;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>
/// Patterns of ECMA-262, and what .NET makes of them. What each matches was asked of a JavaScript engine (a dot with
/// the flag <c>u</c>).
/// </summary>
public sealed class EcmaPatternTests
{
    [Theory]
    // The end of the text, and nothing before it.
    [InlineData("^a$", "a", true)]
    [InlineData("^a$", "a\n", false)]
    [InlineData("a|^$", "\n", false)]
    // Classes of ASCII.
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
    [InlineData(@"^[ \t]\s$", " \v", true)]
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
    // A character of two code units is one thing, but for a class.
    [InlineData("^.$", "\ud83d\ude00", true)]
    [InlineData("^[^a]{2}$", "\ud83d\ude00", true)]
    [InlineData("^\ud83d\ude00{2}$", "\ud83d\ude00\ud83d\ude00", true)]
    [InlineData("^(?:[a-c]|\ud83d\ude00)+$", "a\ud83d\ude00", true)]
    [InlineData("^[^/]+$", "\ud83d\ude00a", true)]
    [InlineData("^..$", "\ud83d\ude00", false)]
    // Classes.
    [InlineData("^[a-]$", "-", true)]
    [InlineData("^[-a]$", "-", true)]
    [InlineData(@"^[\d-]$", "-", true)]
    [InlineData(@"^[a\-z]$", "b", false)]
    [InlineData(@"^[a\-z]$", "-", true)]
    [InlineData("^[^-a]$", "b", true)]
    [InlineData("^[a^]$", "^", true)]
    [InlineData(@"^[\b]$", "\b", true)]
    [InlineData(@"^[\]\\^]$", "]", true)]
    [InlineData(@"^[\[:alpha:]$", ":", true)]
    [InlineData(@"^[\x41-\u0043]$", "B", true)]
    // Escapes.
    [InlineData(@"^\/\-\.$", "/-.", true)]
    [InlineData(@"^\x41\u0042\t\v\f\r\n$", "AB\t\v\f\r\n", true)]
    [InlineData(@"^\cJ\0$", "\n\0", true)]
    [InlineData("^a#b c$", "a#b c", true)]
    [InlineData("^{a}]$", "{a}]", true)]
    [InlineData("^a{,2}$", "a{,2}", true)]
    // Groups and quantifiers.
    [InlineData("^([0-9]{4})-(?:0[1-9]|1[0-2])$", "2026-11", true)]
    [InlineData("^(?=a).(?!c)b?$", "ab", true)]
    [InlineData("(?<=a)b(?<!c)", "ab", true)]
    [InlineData("^a{2,3}?$", "aaaa", false)]
    [InlineData("^a{2,}$", "aaaa", true)]
    [InlineData("^(a|)+$", "aa", true)]
    [InlineData("", "", true)]
    public void It_matches_what_it_matches_in_JavaScript(string pattern, string text, bool matches)
    {
        EcmaPattern.Problem(pattern).ShouldBeNull();
        Regex
            .IsMatch(
                text,
                EcmaPattern.ToNet(pattern),
                RegexOptions.ECMAScript | RegexOptions.CultureInvariant,
                TimeSpan.FromSeconds(5)
            )
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
    [InlineData("\\A", "'\\A' is no escape of ECMA-262")]
    [InlineData("\\z", "'\\z' is no escape of ECMA-262")]
    [InlineData("\\e", "'\\e' is no escape of ECMA-262")]
    [InlineData("\\c1", "'\\c' is no escape of ECMA-262")]
    [InlineData("\\07", "'\\0' is no escape of ECMA-262")]
    [InlineData("\\x4", "'\\x' is not followed by two hexadecimal digits")]
    [InlineData("\\u12", "'\\u' is not followed by four hexadecimal digits")]
    [InlineData("\\u{1F600}", "'\\u' is not followed by four hexadecimal digits")]
    public void What_is_none_is_named(string pattern, string problem)
    {
        EcmaPattern.Problem(pattern).ShouldBe(new PatternProblem(problem, null));
        Should.Throw<ArgumentException>(() => EcmaPattern.ToNet(pattern)).Message.ShouldStartWith(problem);
    }

    /// <summary>What .NET and JavaScript read differently, and what only one of them knows.</summary>
    [Theory]
    [InlineData("(?i)a", "'(?' opens a group that is not in the subset")]
    [InlineData("(?>a)", "'(?' opens a group that is not in the subset")]
    [InlineData("(?'n'a)", "'(?' opens a group that is not in the subset")]
    [InlineData("(?<year>a)", "'(?' opens a group that is not in the subset")]
    [InlineData("[]", "a class is empty")]
    [InlineData("[^]a]", "a class is empty")]
    [InlineData("[a-c-[b]]", "'[' stands in a class")]
    [InlineData("[[:alpha:]", "'[' stands in a class")]
    [InlineData("[x-\\d]", "a range of a class does not stand between two characters")]
    [InlineData("[\\d-x]", "a range of a class does not stand between two characters")]
    [InlineData("[\\--a]", "a range of a class does not stand between two characters")]
    [InlineData("[\ud83d\ude00-\ud83d\ude02]", "a class has a character beyond U+FFFF")]
    [InlineData("\\ud83d\\ude00", "half a surrogate pair is escaped")]
    [InlineData("\\p{Lu}", "'\\p' names categories of Unicode")]
    [InlineData("[\\P{L}]", "'\\P' names categories of Unicode")]
    [InlineData("(a)\\1", "it refers back to a group")]
    [InlineData("\\<k>", "'\\<' begins a reference to a group for .NET")]
    [InlineData("(?:a)\\k<n>", "it refers back to a group")]
    public void What_is_outside_the_subset_has_a_cure(string pattern, string problem)
    {
        EcmaPattern.Problem(pattern)!.What.ShouldBe(problem);
        EcmaPattern.Problem(pattern)!.Cure.ShouldNotBeNull().ShouldEndWith(".");
    }

    /// <summary>Patterns of the contract stay what they are in emitted code, but for the end.</summary>
    [Theory]
    [InlineData("^cachedContents/[^/]+$", @"^cachedContents/[^/]+\z")]
    [InlineData("^[A-Za-z0-9_.:-]+$", @"^[A-Za-z0-9_.:-]+\z")]
    [InlineData("^#[0-9a-f]{6}$", @"^#[0-9a-f]{6}\z")]
    public void A_plain_one_stays_plain(string pattern, string net) => EcmaPattern.ToNet(pattern).ShouldBe(net);

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Groups_of_a_pattern_are_counted(int depth, bool sound)
    {
        var pattern = new string('(', depth) + "a" + new string(')', depth) + "(b)(c)";
        (EcmaPattern.Problem(pattern)?.What).ShouldBe(sound ? null : "its groups are nested more than 64 deep");
    }

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public void The_length_of_a_pattern_is_bounded(int length, bool sound) =>
        (EcmaPattern.Problem(new string('a', length))?.What).ShouldBe(
            sound ? null : "it is longer than 4096 characters"
        );

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
                _ = new Regex(EcmaPattern.ToNet(pattern), RegexOptions.ECMAScript | RegexOptions.CultureInvariant);
            }
        }

        taken.ShouldBeGreaterThan(1000);
    }
}
