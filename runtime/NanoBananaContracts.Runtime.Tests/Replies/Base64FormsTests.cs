using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>Every way to write Base64 in a JSON string that services and gateways use.</summary>
public sealed class Base64FormsTests
{
    private static readonly Dictionary<string, Func<string, string>> Writings = new()
    {
        ["standard"] = text => text,
        ["unpadded"] = text => text.TrimEnd('='),
        ["URL-safe"] = text => text.Replace('+', '-').Replace('/', '_'),
        ["URL-safe, unpadded"] = text => text.Replace('+', '-').Replace('/', '_').TrimEnd('='),
        ["slashes escaped"] = text => text.Replace("/", "\\/"),
        ["padding escaped"] = text => text.Replace("=", "\\u003d"),
        ["plus and slash escaped"] = text => text.Replace("+", "\\u002B").Replace("/", "\\u002f"),
        ["everything escaped"] = text => string.Concat(text.Select(letter => $"\\u{(int)letter:x4}")),
        ["in lines"] = text => string.Join("\\r\\n", text.Chunk(76).Select(line => new string(line))) + "\\n",
        ["in groups"] = text => " " + string.Join(' ', text.Chunk(5).Select(line => new string(line))) + "  ",
        ["tabbed"] = text => string.Join("\\t", text.Chunk(3).Select(line => new string(line))),
    };

    public static IEnumerable<TheoryDataRow<string>> Forms =>
        Writings.Keys.Select(form => new TheoryDataRow<string>(form));

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_gives_the_bytes_however_it_is_split(string form) =>
        Prop.ForAll<byte[], NonNegativeInt, NonNegativeInt>(
                (bytes, first, second) =>
                {
                    var reading = Read(Writings[form](Convert.ToBase64String(bytes)), first.Get % 90, second.Get % 11);
                    reading.Pictures.ShouldHaveSingleItem().Fault.ShouldBeNull();
                    reading.Pictures[0].Bytes.ShouldBe(bytes);
                    return true;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(PropertyRuns.Of(300)).WithEndSize(300));

    [Theory]
    [MemberData(nameof(Forms))]
    public void Large_pictures_in_network_buffers_give_the_bytes(string form)
    {
        var bytes = new byte[300_001];
        new Random(3).NextBytes(bytes);
        var reading = Read(Writings[form](Convert.ToBase64String(bytes)), 65_535, 65_535);
        reading.Pictures.ShouldHaveSingleItem().Bytes.SequenceEqual(bytes).ShouldBeTrue();
        reading.Pictures[0].Fault.ShouldBeNull();
    }

    [Fact]
    public void The_typed_value_accepts_and_refuses_the_same() =>
        Prop.ForAll<byte[], (int Place, byte Change), NonNegativeInt>(
                (bytes, damage, which) =>
                {
                    var forms = Writings.Values.ToArray();
                    var text = forms[which.Get % forms.Length](Convert.ToBase64String(bytes)).ToList();
                    const string Likely = "A=-_ !?\u007F\u00E9";
                    var place = (int)((uint)damage.Place % (text.Count + 1));
                    text.Insert(place, Likely[damage.Change % Likely.Length]);
                    var encoded = new string([.. text]);
                    var reading = Read(encoded, damage.Change, 5);
                    if (reading.End != ReplyEnd.Complete)
                    {
                        return true; // the change broke an escape: no JSON, and so no value
                    }

                    var (decoded, fault, faultAt) = reading.Pictures.ShouldHaveSingleItem();
                    var typed = new Base64Data(Encoding.UTF8.GetBytes($"\"{encoded}\""));
                    try
                    {
                        decoded.ShouldBe(typed.ToArray(), encoded);
                        fault.ShouldBeNull(encoded);
                    }
                    catch (Base64FormatException exception)
                    {
                        fault.ShouldBe(exception.Fault, encoded);
                        faultAt.ShouldBe(exception.Position, encoded);
                    }

                    return true;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(PropertyRuns.Of(3000)).WithEndSize(200));

    [Theory]
    [InlineData("QUJDQ", Base64Fault.Cut, 5)]
    [InlineData("QQ=", Base64Fault.Cut, 3)]
    [InlineData("QR", Base64Fault.Cut, 2)]
    [InlineData("QUJDQUF", Base64Fault.Cut, 7)]
    [InlineData("QUJ!", Base64Fault.IllegalCharacter, 3)]
    [InlineData("!", Base64Fault.IllegalCharacter, 0)]
    [InlineData("QQ==QQ==", Base64Fault.IllegalCharacter, 4)]
    [InlineData("QUJD=", Base64Fault.IllegalCharacter, 4)]
    [InlineData("Q===", Base64Fault.IllegalCharacter, 1)]
    [InlineData("QQ===", Base64Fault.IllegalCharacter, 4)]
    [InlineData("QUJD\\u0000QUJD", Base64Fault.IllegalCharacter, 4)]
    [InlineData("QUJDé", Base64Fault.IllegalCharacter, 4)]
    [InlineData("data:image/png,QUJD", Base64Fault.IllegalCharacter, 4)]
    public void What_is_wrong_is_named_with_its_place(string text, Base64Fault fault, long at)
    {
        for (var piece = 1; piece < text.Length + 5; piece++)
        {
            var reading = Read(text, piece - 1, piece - 1);
            reading.End.ShouldBe(ReplyEnd.Complete);
            var picture = reading.Pictures.ShouldHaveSingleItem();
            (picture.Fault, picture.FaultAt).ShouldBe((fault, at));
        }
    }

    private static IncrementalReading Read(string encoded, int first, int second)
    {
        var reply = $$$"""{"candidates":[{"content":{"parts":[{"inlineData":{"data":"{{{encoded}}}"}}]}}]}""";
        return IncrementalReading.Of(Encoding.UTF8.GetBytes(reply), 1 + first, 1 + second);
    }
}
