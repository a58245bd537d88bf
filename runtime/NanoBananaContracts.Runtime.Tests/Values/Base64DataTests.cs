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
    [InlineData("AQID\\/w", "010203FF")]
    [InlineData("AQID\\/w==", "010203FF")]
    [InlineData("AQIDBAU=", "0102030405")]
    [InlineData("AQIDBAU", "0102030405")]
    [InlineData("AQIDBAU\\u003D", "0102030405")]
    [InlineData("AQIDBAU\\u0020=\\u0009", "0102030405")]
    [InlineData("_____w", "FFFFFFFF")]
    [InlineData("data:image/png;base64,AQIDBA==", "01020304")]
    [InlineData("data:image/png;base64,-_-_", "FBFFBF")]
    [InlineData("data:;base64,", "")]
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
        foreach (var size in new[] { 1, 2, 3, 4, 7 })
        {
            ReadAll(data, size).ShouldBe(expected);
        }
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
    [InlineData("AQ\\u0000D", Base64Fault.IllegalCharacter, 2)]
    [InlineData("AQ\\u0080D", Base64Fault.IllegalCharacter, 2)]
    [InlineData("AQ\\u007fD", Base64Fault.IllegalCharacter, 2)]
    [InlineData("AQ\\bD", Base64Fault.IllegalCharacter, 2)]
    [InlineData("=AQI", Base64Fault.IllegalCharacter, 0)]
    [InlineData("AQIDB=", Base64Fault.IllegalCharacter, 5)]
    [InlineData("AQ==x", Base64Fault.IllegalCharacter, 4)]
    [InlineData("AQIC-_-", Base64Fault.Cut, 7)]
    [InlineData("data:image/png;base64,AQ*D", Base64Fault.IllegalCharacter, 24)]
    [InlineData("data:image/png;base64,AQIDB", Base64Fault.Cut, 27)]
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

    [Theory]
    [InlineData("\"AQIDBA\\\"")]
    [InlineData("\"AQID\\u\"")]
    [InlineData("\"AQID\\u003\"")]
    public void A_text_that_ends_inside_an_escape_is_refused_at_the_escape(string token)
    {
        // No JSON holds such a text; a reply that is still arriving does.
        var data = new Base64Data(Encoding.ASCII.GetBytes(token));
        var place = token.IndexOf('\\', StringComparison.Ordinal) - 1;
        Should.Throw<Base64FormatException>(() => data.ToArray()).Position.ShouldBe(place);
        Should.Throw<Base64FormatException>(() => data.TryDecode(new byte[50], out _)).Position.ShouldBe(place);
        data.DecodedLength.ShouldBeInRange(3, 5);
    }

    [Fact]
    public void Odd_characters_at_any_place_of_a_long_text_decode_the_same()
    {
        var bytes = Enumerable.Range(0, 300).Select(i => (byte)(i * 7)).ToArray();
        var text = Convert.ToBase64String(bytes);
        for (var place = 0; place <= text.Length; place++)
        {
            foreach (var odd in new[] { " ", "\n", "\\n", "\\u0020" })
            {
                var data = new Base64Data(Encoding.ASCII.GetBytes($"\"{text.Insert(place, odd)}\""));
                data.ToArray().ShouldBe(bytes);
                ReadAll(data, 3).ShouldBe(bytes);
                ReadAll(data, 64).ShouldBe(bytes);
            }
        }
    }

    [Fact]
    public void A_destination_of_the_exact_length_is_enough_for_an_odd_text()
    {
        foreach (var length in new[] { 1, 2, 3, 4, 5, 6, 7 })
        {
            var bytes = Enumerable.Range(1, length).Select(i => (byte)i).ToArray();
            var data = Read(" " + Convert.ToBase64String(bytes));
            var exact = new byte[length];
            data.TryDecode(exact, out var written).ShouldBeTrue();
            (written, Convert.ToHexString(exact)).ShouldBe((length, Convert.ToHexString(bytes)));
            data.TryDecode(new byte[length - 1], out written).ShouldBeFalse();
            written.ShouldBe(0);
        }
    }

    [Fact]
    public void A_text_that_is_wrong_is_told_before_a_destination_that_is_too_small() =>
        Should
            .Throw<Base64FormatException>(() => Read("AQ IDBA*AQIDB").TryDecode(new byte[1], out _))
            .Position.ShouldBe(7);

    [Fact]
    public void A_buffer_of_nothing_reads_nothing_and_loses_nothing()
    {
        using var stream = Base64Data.FromBytes([1, 2, 3, 4]).OpenRead();
        stream.Read([], 0, 0).ShouldBe(0);
        stream.ReadByte().ShouldBe(1);
        stream.Read([], 0, 0).ShouldBe(0);
        var rest = new byte[3];
        stream.ReadAtLeast(rest, 3).ShouldBe(3);
        rest.ShouldBe([2, 3, 4]);
        stream.ReadByte().ShouldBe(-1);
    }

    [Fact]
    public void A_data_URL_is_read_in_replies_and_refused_where_Base64_is_given()
    {
        var thrown = Should.Throw<Base64FormatException>(() => Base64Data.FromBase64("data:image/png;base64,AQID"));
        (thrown.Fault, thrown.Position).ShouldBe((Base64Fault.IllegalCharacter, 4L));
        thrown.Message.ShouldContain("give what stands behind \"base64,\"");

        var data = Read("data:image/png;base64,AQID");
        Encoding.ASCII.GetString(data.Unwrapped().EncodedText.Span).ShouldBe("AQID");
        Encoding.ASCII.GetString(Read("AQID").Unwrapped().EncodedText.Span).ShouldBe("AQID");
    }

    [Theory]
    [InlineData("AQ~D", 2)]
    [InlineData("AQ\u007FD", 2)]
    [InlineData("AQ\"D", 2)]
    [InlineData("AQ\\D", 2)]
    [InlineData("AQ\u001FD", 2)]
    [InlineData("\u00e9", 0)]
    [InlineData("\u0141", 0)]
    public void Text_with_other_characters_is_refused_at_its_place(string text, int position)
    {
        var thrown = Should.Throw<Base64FormatException>(() => Base64Data.FromBase64(text));
        (thrown.Fault, thrown.Position).ShouldBe((Base64Fault.IllegalCharacter, (long)position));
    }

    [Fact]
    public async Task Nothing_to_copy_to_is_an_argument_that_is_missing()
    {
        var data = Base64Data.FromBytes([1]);
        var thrown = await Should.ThrowAsync<ArgumentNullException>(() =>
            data.CopyToAsync(null!, TestContext.Current.CancellationToken)
        );
        thrown.ParamName.ShouldBe("destination");
    }

    [Fact]
    public void Hash_codes_follow_the_ends_of_the_text()
    {
        var bytes = new byte[90];
        var first = Base64Data.FromBytes(bytes);
        bytes[0] = 4;
        var front = Base64Data.FromBytes(bytes);
        bytes[0] = 0;
        bytes[89] = 1;
        var end = Base64Data.FromBytes(bytes);

        new[] { first, front, end, Base64Data.FromBytes(new byte[87]) }
            .Select(data => data.GetHashCode())
            .Distinct()
            .Count()
            .ShouldBe(4);
        (first != front).ShouldBeTrue();
        (first != Base64Data.FromBytes(new byte[90])).ShouldBeFalse();
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
        Base64Data.FromBase64("").IsEmpty.ShouldBeTrue();
        Base64Data.FromBase64("AA").IsEmpty.ShouldBeFalse();
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
