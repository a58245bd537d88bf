using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Values;

/// <summary>Base64 of every kind that services send, decoded in every way there is.</summary>
public class Base64DataTests
{
    [Fact]
    public void A_stream_is_read_forward_and_nothing_else()
    {
        using var stream = Base64Data.FromBytes([1, 2, 3, 4]).OpenRead();

        (stream.CanRead, stream.CanSeek, stream.CanWrite).ShouldBe((true, false, false));
        foreach (
            var refused in new Action[]
            {
                () => _ = stream.Length,
                () => _ = stream.Position,
                () => stream.Position = 1,
                () => stream.Seek(0, SeekOrigin.Begin),
            }
        )
        {
            Should.Throw<NotSupportedException>(refused).Message.ShouldContain("forward only");
        }

        foreach (var refused in new Action[] { () => stream.SetLength(0), () => stream.Write([1], 0, 1) })
        {
            Should.Throw<NotSupportedException>(refused).Message.ShouldContain("read only");
        }

        stream.Flush();
        stream.ReadByte().ShouldBe(1);
    }

    [Theory]
    [InlineData("AQIDBA==", "01020304")]
    [InlineData("AQIDBA", "01020304")]
    [InlineData("AQID", "010203")]
    [InlineData("", "")]
    [InlineData("-_-_", "FBFFBF")]
    [InlineData("+/+/", "FBFFBF")]
    [InlineData("AQ ID\\nBA=\\r\\n=", "01020304")]
    [InlineData("\\/+\\/\\u002b", "FFEFFE")]
    [InlineData("AQIDBA\\u003d\\u003d", "01020304")]
    [InlineData("\\u0041QID", "010203")]
    public async Task Every_form_is_decoded_the_same_in_every_way(string text, string hex)
    {
        var data = Read(text);
        var expected = Convert.FromHexString(hex);
        data.DecodedLength.ShouldBe(expected.Length);
        data.ToArray().ShouldBe(expected);

        var exact = new byte[expected.Length];
        data.TryDecode(exact, out var written).ShouldBeTrue();
        written.ShouldBe(expected.Length);
        exact.ShouldBe(expected);

        using var copied = new MemoryStream();
        await data.CopyToAsync(copied, TestContext.Current.CancellationToken);
        copied.ToArray().ShouldBe(expected);
        ReadAll(data, 1).ShouldBe(expected);
        ReadAll(data, 7).ShouldBe(expected);
    }

    [Theory]
    [InlineData("A", Base64Fault.Cut, 1)]
    [InlineData("AQIDB", Base64Fault.Cut, 5)]
    [InlineData("AQIDBA=", Base64Fault.Cut, 7)]
    [InlineData("AQIDBB", Base64Fault.Cut, 6)]
    [InlineData("AQ*D", Base64Fault.IllegalCharacter, 2)]
    [InlineData("AQID=", Base64Fault.IllegalCharacter, 4)]
    [InlineData("AQ==AQ==", Base64Fault.IllegalCharacter, 4)]
    [InlineData("AQ===", Base64Fault.IllegalCharacter, 4)]
    [InlineData("AQ\\u00e9D", Base64Fault.IllegalCharacter, 2)]
    public void What_cannot_be_decoded_says_where(string text, Base64Fault fault, int position)
    {
        var data = Read(text);
        var thrown = Should.Throw<Base64FormatException>(() => data.ToArray());
        thrown.Fault.ShouldBe(fault);
        thrown.Position.ShouldBe(position);
        thrown.Message.ShouldContain(fault == Base64Fault.Cut ? "is cut" : "not Base64");
        Should.Throw<Base64FormatException>(() => ReadAll(data, 5)).Fault.ShouldBe(fault);
        Should.Throw<Base64FormatException>(() => data.TryDecode(new byte[100], out _)).Fault.ShouldBe(fault);
    }

    [Fact]
    public void A_fault_far_inside_a_long_text_is_found()
    {
        var text = Convert.ToBase64String(new byte[300_000]).ToCharArray();
        text[200_001] = '!';
        Should.Throw<Base64FormatException>(() => Read(new string(text)).ToArray()).Position.ShouldBe(200_001);
    }

    [Fact]
    public void Too_small_a_destination_is_told_and_nothing_is_written()
    {
        var small = new byte[3];
        Base64Data.FromBytes([1, 2, 3, 4]).TryDecode(small, out var written).ShouldBeFalse();
        written.ShouldBe(0);
    }

    [Fact]
    public void Bytes_come_back() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<byte[]>(),
                bytes =>
                {
                    var data = Base64Data.FromBytes(bytes);
                    var spaced = Read(
                        string.Join(
                            "\\n",
                            Encoding
                                .ASCII.GetString(data.EncodedText.ToArray())
                                .Chunk(5)
                                .Select(chunk => new string(chunk))
                        )
                    );
                    var urlSafe = Read(Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
                    return data.ToArray().SequenceEqual(bytes)
                        && spaced.ToArray().SequenceEqual(bytes)
                        && urlSafe.ToArray().SequenceEqual(bytes)
                        && ReadAll(spaced, 4).SequenceEqual(bytes)
                        && data.DecodedLength == bytes.Length
                        && spaced.DecodedLength == bytes.Length
                        && urlSafe.DecodedLength == bytes.Length;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Text_is_checked_and_kept_as_it_is()
    {
        Encoding.ASCII.GetString(Base64Data.FromBase64("AQ").EncodedText.Span).ShouldBe("AQ");
        foreach (var character in "\"\\\u001f \u007fé")
        {
            // A space is no fault of the text; all else is, at its place.
            var text = "AQ" + character + "ID";
            if (character != ' ')
            {
                Should.Throw<Base64FormatException>(() => Base64Data.FromBase64(text)).Position.ShouldBe(2);
            }
        }

        Base64Data.FromBase64("AQ ID").ToArray().ShouldBe(new byte[] { 1, 2, 3 });
        Should.Throw<Base64FormatException>(() => Base64Data.FromBase64("AQI*"));
        Should.Throw<ArgumentNullException>(() => Base64Data.FromBase64(null!));
    }

    [Fact]
    public void Equality_is_that_of_the_text_and_the_data_is_never_shown()
    {
        Base64Data.FromBytes([1]).ShouldBe(Base64Data.FromBase64("AQ=="));
        Base64Data.FromBytes([1]).GetHashCode().ShouldBe(Base64Data.FromBase64("AQ==").GetHashCode());
        (Base64Data.FromBase64("AQ") == Base64Data.FromBase64("AQ==")).ShouldBeFalse();
        default(Base64Data).IsEmpty.ShouldBeTrue();
        default(Base64Data).ToArray().ShouldBeEmpty();
        default(Base64Data).EncodedLength.ShouldBe(0);
        default(Base64Data).ShouldBe(Base64Data.FromBase64(""));
        Base64Data.FromBytes([1]).EncodedLength.ShouldBe(4);
        Base64Data.FromBytes([1]).IsEmpty.ShouldBeFalse();
        new Blob { MimeType = "", Data = default(Base64Data) }
            .ToJson()
            .ShouldBe("""{"mimeType":"","data":""}""");
        Base64Data.FromBytes(new byte[1234]).ToString().ShouldBe("Base64 (1,234 bytes)");
    }

    private static Base64Data Read(string text) => Blob.Parse($$"""{"data":"{{text}}"}""").Data!.Value;

    private static byte[] ReadAll(Base64Data data, int size)
    {
        using var stream = data.OpenRead();
        using var all = new MemoryStream();
        var buffer = new byte[size];
        int count;
        while ((count = stream.Read(buffer)) > 0)
        {
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }
}
