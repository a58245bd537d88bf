using System.Diagnostics;
using System.Text;
using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>
/// Texts of 200 kB of the shapes that make a reader slow: long chains, many mistakes, many names that want to be the
/// same, hostile patterns. Each is read to its end; the time, at most a second, is asserted where the long fuzzing run is
/// asked for, because an ordinary test must not depend on how busy the machine is.
/// </summary>
public sealed class LargeTexts
{
    private const int Size = 200_000;

    // In a piece, @ is its number and ^ that of the next.
    [Theory]
    [InlineData("", "[", "")]
    [InlineData("", "{\"a\":", "")]
    [InlineData("", "\"", "")]
    [InlineData("\"", "\\", "")]
    [InlineData("", "/**/", "")]
    [InlineData("[", ",", "")]
    [InlineData("{\"$defs\":{\"A\":{", "\"proprtie@\":1,", "\"type\":\"object\"}}}")]
    [InlineData("{\"$defs\":{", "\"A@\":{\"type\":\"strnig@\"},", "\"A\":{}}}")]
    [InlineData("{\"$defs\":{", "\"A@\":{\"$ref\":\"#/$defs/B@\"},", "\"A\":{}}}")]
    [InlineData("{\"$defs\":{", "\"A@\":{\"$ref\":\"#/$defs/A^\"},", "\"A\":{}}}")]
    [InlineData(
        "{\"$defs\":{",
        "\"A@\":{\"allOf\":[{\"$ref\":\"#/$defs/A^\"},{\"$ref\":\"#/$defs/A^\"}]},",
        "\"A\":{}}}"
    )]
    [InlineData(
        "{\"$defs\":{",
        "\"A@\":{\"properties\":{\"p@\":{}},\"allOf\":[{\"$ref\":\"#/$defs/A^\"}]},",
        "\"A\":{}}}"
    )]
    [InlineData("{\"$defs\":{\"A\":{\"oneOf\":[", "{\"properties\":{\"p@\":{}},\"required\":[\"p@\"]},", "{}]}}}")]
    [InlineData("{\"$defs\":{\"A\":{\"enum\":[", "\"v@\",\"V@\",\"-v@\",", "\"x\"]}}}")]
    [InlineData("{\"$defs\":{\"A\":{\"properties\":{\"abc\":{}},\"required\":[", "\"abd@\",", "\"abc\"]}}}")]
    [InlineData("{\"$defs\":{\"A\":{\"properties\":{", "\"p@\":{},\"P@\":{},\"p_@\":{},", "\"x\":{}}}}}")]
    [InlineData("{\"$defs\":{\"A\":{\"properties\":{", "\"p\":{},", "\"x\":{}}}}}")]
    [InlineData("{\"$defs\":{", "\"A@\":{\"properties\":{\"b\":{\"properties\":{}}}},", "\"A\":{}}}")]
    [InlineData("{\"$defs\":{", "\"A@\":{\"type\":\"string\",\"pattern\":\"(a*)*(a|[b-z])*[a-c-[b]]\"},", "\"A\":{}}}")]
    public void Are_read_to_their_end(string head, string piece, string tail)
    {
        var text = new StringBuilder(head);
        for (var i = 0; text.Length < Size - tail.Length - piece.Length; i++)
        {
            var (number, next) = (FormattableString.Invariant($"{i}"), FormattableString.Invariant($"{i + 1}"));
            text.Append(
                piece.Replace("@", number, StringComparison.Ordinal).Replace("^", next, StringComparison.Ordinal)
            );
        }

        var whole = text.Append(tail).ToString();
        whole.Length.ShouldBeInRange(Size - 200, Size + 50);
        var fastest = Enumerable.Range(0, 3).Min(_ => Time(whole));
        if (Fuzz.IsOnDemand)
        {
            fastest.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        }
    }

    private static TimeSpan Time(string text)
    {
        var start = Stopwatch.GetTimestamp();
        var reading = SchemaReader.Read("large.json", text);
        var time = Stopwatch.GetElapsedTime(start);
        ModelShape.Check(reading.Model, default(Promise));
        return time;
    }
}
