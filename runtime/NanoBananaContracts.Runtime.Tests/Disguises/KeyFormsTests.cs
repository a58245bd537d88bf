using System.Text;
using System.Text.Json;

namespace NanoBananaContracts.Runtime.Tests.Disguises;

/// <summary>A key that a service quotes in another form than it was sent in, or that an excerpt would cut through.</summary>
public sealed class KeyFormsTests
{
    private const string Text = "AIza/Sy+Some-Key_0123456789=";
    private static readonly ApiKey Key = new(Text);
    private const string Disguised = "kq7+Zt/9\"e&Xy~w2=LmN0\\p";
    private static readonly byte[] Bytes = Encoding.ASCII.GetBytes(Text);

    public static TheoryData<string> Forms =>
        [
            Text,
            Text.ToLowerInvariant(),
            Uri.EscapeDataString(Text),
            Uri.EscapeDataString(Text).ToLowerInvariant(),
            Uri.EscapeDataString(Uri.EscapeDataString(Text)),
            string.Concat(Bytes.Select(value => $"%{value:X2}")),
            string.Concat(Text.Select(unit => $"\\u{(int)unit:x4}")),
            string.Concat(Text.Select(unit => $"\\\\u{(int)unit:X4}")),
            Text.Replace("/", "\\/", StringComparison.Ordinal),
            Text.Replace("/", "%2f", StringComparison.Ordinal),
            Text.Replace("=", "&#61;", StringComparison.Ordinal),
            Text.Replace("=", "&#x0003D;", StringComparison.Ordinal),
            Text.Replace("=", "\\u0026#61;", StringComparison.Ordinal),
            Convert.ToHexString(Bytes),
            Convert.ToHexString(Bytes).ToLowerInvariant(),
            new string([.. Text.Reverse()]),
        ];

    public static TheoryData<string, string> Disguises => new(KeyDisguises.Of(Disguised));

    public static TheoryData<string, string> Encoded =>
        new(
            new[] { "", "a", "ab", "user:" }.SelectMany(before =>
                new[] { "", "z", "yz" }.Select(after => (before, after))
            )
        );

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_key_is_removed_in_every_form_and_nothing_else_is(string form)
    {
        Key.IsIn("100% of " + form + "\\n&c").ShouldBeTrue();
        Key.RemoveFrom("100% of " + form + "\\n&c").ShouldBe("100% of [API key]\\n&c");
        Key.RemoveFrom(form + form).ShouldBe("[API key][API key]");
    }

    [Theory]
    [MemberData(nameof(Encoded))]
    public void A_key_is_removed_from_Base64_wherever_it_begins(string before, string after)
    {
        var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(before + Text + after));
        foreach (var form in new[] { encoded, encoded.Replace('+', '-').Replace('/', '_') })
        {
            var left = Key.RemoveFrom(form)!;
            left.ShouldContain("[API key]");
            left.Replace("[API key]", "", StringComparison.Ordinal).Length.ShouldBeLessThan(before.Length + 12);
        }
    }

    /// <summary>The table of the scanner that searches recordings: what it finds is removed here.</summary>
    [Theory]
    [MemberData(nameof(Disguises))]
    public void A_key_is_removed_in_every_disguise_that_a_recording_is_searched_for(string disguise, string text)
    {
        var key = new ApiKey(Disguised);
        var words = $"before {text} after";
        key.IsIn(words).ShouldBeTrue(disguise);
        key.IsIn($"{{\"message\":{JsonSerializer.Serialize(words)}}}").ShouldBeTrue(disguise);

        var left = key.RemoveFrom(words)!;

        left.ShouldStartWith("before ");
        left.ShouldEndWith(" after");
        left = left.Replace("[API key]", "", StringComparison.Ordinal);
        left.Length.ShouldBeLessThan("before after".Length + 32, left);
        key.IsIn(left).ShouldBeFalse(left);
        var squeezed = string.Concat(Disguised.Where(char.IsAsciiLetterOrDigit));
        var kept = string.Concat(left.Where(char.IsAsciiLetterOrDigit));
        for (var at = 0; at + 4 <= squeezed.Length; at++)
        {
            kept.ShouldNotContain(squeezed.Substring(at, 4), Case.Sensitive, disguise);
        }
    }

    [Theory]
    [InlineData("plain words of any kind, 100% of them: nothing is escaped and nothing is in Base64.")]
    [InlineData("gemini-3.1-flash-image-preview")]
    [InlineData("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=")]
    [InlineData("41:42:43:44:45:46:47:48:49, 0x41, 0x42")]
    public void Words_without_the_key_cost_no_memory(string words)
    {
        words = words.Replace('%', ' ');
        Key.IsIn(words).ShouldBeFalse();
        Key.RemoveFrom(words).ShouldBeSameAs(words);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Key.RemoveFrom(words);
        }

        // A pool may have had nothing to lend the first time.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100 * 24, "less than an object a call");
    }

    [Fact]
    public void An_excerpt_has_no_part_of_a_key_wherever_it_is_cut()
    {
        foreach (var form in Forms.Select(row => row.Data))
        {
            for (var before = 180; before <= 210; before++)
            {
                var words = new string('#', before) + form + new string('#', 300);
                foreach (var most in new[] { 200, before, before + (form.Length / 2), before + form.Length })
                {
                    var excerpt = ApiKey.Excerpt(Key, words, most);
                    excerpt.Except("# .[API key]").ShouldBeEmpty($"{form} from {before}, {most} characters of it");
                }

                for (var cut = before + 4; cut < before + form.Length; cut++)
                {
                    var left = ApiKey.Excerpt(Key, words.Substring(0, cut), 1000, isCut: true);
                    // Fewer than four of its characters say nothing.
                    Resolved(left).ShouldNotContain(Resolved(form).Substring(0, 4), Case.Insensitive, $"cut at {cut}");
                }
            }
        }
    }

    [Fact]
    public void Without_a_key_an_excerpt_is_the_beginning()
    {
        ApiKey.Excerpt(null, "12345", 5).ShouldBe("12345");
        ApiKey.Excerpt(Key, "123456", 5).ShouldBe("12345 ...");
        ApiKey.Excerpt(Key, "1234\U0001F34C", 5).ShouldBe("1234 ...");
        new ApiKey("short").IsIn("short").ShouldBeFalse("a placeholder would tear holes into ordinary words");
    }

    [Fact]
    public void Text_without_escapes_or_with_broken_ones_is_itself()
    {
        foreach (var text in new[] { "", "plain", "100%", "%4", "%zz", "\\", "\\u12", "\\x", "&", "&#", "&#;", "&#x;" })
        {
            EscapedText.Of(text).ShouldBeNull();
            Key.RemoveFrom(text).ShouldBe(text);
        }

        EscapedText.Of("a%2541&#98;\\u0063").ShouldNotBeNull().Text.ShouldBe("aAbc");
    }

    [Fact]
    public void An_escape_that_a_cut_may_have_cut_is_none()
    {
        EscapedText.Of("a&#98")!.Text.ShouldBe("ab");
        EscapedText.Of("a&#98", isCut: true).ShouldBeNull();
    }

    [Fact]
    public void A_key_with_an_escape_in_it_is_found_among_others()
    {
        var key = new ApiKey("kq7Zt9\\nXy%41wLmN0p");
        var nested = JsonSerializer.Serialize(JsonSerializer.Serialize(key.Reveal()));

        key.RemoveFrom(nested).ShouldBe("\"\\u0022[API key]\\u0022\"");
    }

    [Fact]
    public void A_key_over_two_runs_of_Base64_is_removed()
    {
        var halves = new[] { Text[..13], Text[13..] }.Select(half =>
            Convert.ToBase64String(Encoding.ASCII.GetBytes(half))
        );

        Key.RemoveFrom($"<{string.Join("> <", halves)}>").ShouldBe("<[API key]> <[API key]>");
    }

    [Theory]
    [InlineData("&")]
    [InlineData("&#")]
    [InlineData("&#0")]
    [InlineData("&#x0")]
    [InlineData("%")]
    [InlineData("%25")]
    [InlineData("\\")]
    [InlineData("\\u005c")]
    public void Every_character_of_a_hostile_text_is_read_a_few_times_however_long_it_is(string piece)
    {
        foreach (var pieces in (int[])[1_000, 100_000])
        {
            var text = string.Concat(Enumerable.Repeat(piece, pieces));

            EscapedText.Of(text, isCut: false, out var read);

            read.ShouldBeInRange(0, 12L * text.Length);
        }
    }

    private static string Resolved(string text) => EscapedText.Of(text)?.Text ?? text;
}
