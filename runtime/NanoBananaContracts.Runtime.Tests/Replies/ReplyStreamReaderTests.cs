using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Replies;

public sealed class ReplyStreamReaderTests
{
    private static readonly Config ManyRuns = Config
        .QuickThrowOnFailure.WithMaxTest(PropertyRuns.Of(3000))
        .WithEndSize(400);

    [Fact]
    public void Random_replies_in_random_pieces_are_read_as_System_Text_Json_reads_them() =>
        Prop.ForAll<byte[], NonNegativeInt, NonNegativeInt>(
                (tape, first, second) => Agrees(ReplyTape.Make(tape), [1 + (first.Get % 40), 1 + (second.Get % 7)])
            )
            .Check(ManyRuns);

    [Fact]
    public void Damaged_replies_are_refused_where_System_Text_Json_refuses_them() =>
        Prop.ForAll<byte[], (int Place, byte Value, byte Kind), NonNegativeInt>(
                (tape, damage, split) =>
                {
                    var text = ReplyTape.Make(tape).ToList();
                    var place = (int)((uint)damage.Place % text.Count);
                    switch (damage.Kind % 4)
                    {
                        case 0:
                            text[place] = damage.Value;
                            break;
                        case 1:
                            text.Insert(place, damage.Value);
                            break;
                        case 2:
                            text.RemoveAt(place);
                            break;
                        default:
                            text.RemoveRange(place, text.Count - place);
                            break;
                    }

                    return AgreesOnValidity([.. text], [1 + (split.Get % 30)]);
                }
            )
            .Check(ManyRuns);

    [Fact]
    public void Random_bytes_and_tokens_are_refused_where_System_Text_Json_refuses_them()
    {
        string[] tokens =
        [
            .. "{|}|[|]|,|:|\"|\"a\"|0|-|1.|1e|e5|01|true|nul|null|\\| |\n|/**/|\uFEFF|.5|1.5E+7|-0|\\u12|\u0001".Split(
                '|'
            ),
        ];
        Prop.ForAll<byte[], NonNegativeInt>(
                (tape, split) =>
                    AgreesOnValidity(
                        Encoding.UTF8.GetBytes(string.Concat(tape.Select(at => tokens[at % tokens.Length]))),
                        [1 + (split.Get % 5)]
                    )
            )
            .Check(ManyRuns);
    }

    [Fact]
    public void Every_split_in_two_gives_the_same()
    {
        var text =
            """
            {"candidates":[{"content":{"parts":[
              {"text":"\ud83c\udf4c é"},
              {"inlineData":{"data":"\/9j\/QUJD_-8 \u002b\u003d","mimeType":"image\/jpeg"},"thought":true,"thoughtSignature":"QUJDRA=="},
              {"thoughtSignature":"a\"b","inline_data":{"mime_type":"image/png","data":"iVBORw0KGgoAAAANSUhEUg=="}}
            ]},"finishReason":"STOP","tokenCount":-12.5e+3}],"x":[true,false,null]}
            """u8.ToArray();
        var (pictures, _) = ReplyOracle.Take(text);
        pictures.Count.ShouldBe(2);
        for (var cut = 1; cut < text.Length; cut++)
        {
            Agrees(text, [cut, text.Length]).ShouldBeTrue($"split at {cut}");
        }

        Agrees(text, [1]).ShouldBeTrue("byte by byte");
    }

    [Fact]
    public void A_reply_cut_anywhere_is_truncated_and_so_is_its_skeleton()
    {
        var text =
            """{"candidates":[{"content":{"parts":[{"inlineData":{"data":"QUJD"}}]}}],"a":[-1.5e3,true,null]}"""u8;
        for (var length = 1; length < text.Length; length++)
        {
            var reading = IncrementalReading.Of(text[..length], 7);
            reading.End.ShouldBe(ReplyEnd.Truncated, $"cut at {length}");
            ReplyOracle.IsJson(reading.Skeleton).ShouldBeFalse(Encoding.UTF8.GetString(reading.Skeleton));
        }

        IncrementalReading.Of(text, 7).End.ShouldBe(ReplyEnd.Complete);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    [InlineData("\uFEFF")]
    public void Nothing_is_empty_and_not_truncated(string text) =>
        IncrementalReading.Of(Encoding.UTF8.GetBytes(text), 1).End.ShouldBe(ReplyEnd.Empty);

    [Theory]
    [InlineData("""{"a":1}{}""", "behind the end of the document at byte 7")]
    [InlineData("""{"a":1,}""", "property name is missing at byte 7")]
    [InlineData("""{"a" 1}""", "colon is missing at byte 5")]
    [InlineData("""[1 2]""", "comma or the end of the object or array is missing at byte 3")]
    [InlineData("[1}", "comma or the end of the object or array is missing at byte 2")]
    [InlineData("[01]", "number is malformed at byte 2")]
    [InlineData("nulL", "no value at byte 3")]
    [InlineData("<html>", "no value at byte 0")]
    [InlineData("\"\t\"", "control character stands in a string at byte 1")]
    [InlineData("\"\\x\"", "escape in a string is malformed at byte 2")]
    [InlineData("\"\\u12G4\"", "escape in a string is malformed at byte 5")]
    [InlineData("""{"candidates":[{"content":{"parts":[{"inlineData":{"data":"QU\x"}}]}}]}""", "at byte 62")]
    public void What_is_malformed_is_named_with_its_place(string text, string expected)
    {
        foreach (var piece in new[] { 1, 2, 100 })
        {
            var reading = IncrementalReading.Of(Encoding.UTF8.GetBytes(text), piece);
            reading.End.ShouldBe(ReplyEnd.Malformed);
            reading.Malformation.ShouldNotBeNull().ShouldEndWith(expected);
            ReplyOracle.IsJson(reading.Skeleton).ShouldBeFalse();
        }
    }

    [Fact]
    public void Depth_is_limited_as_in_System_Text_Json()
    {
        var deep = new string('[', ReplyNesting.MaxDepth) + new string(']', ReplyNesting.MaxDepth);
        AgreesOnValidity(Encoding.UTF8.GetBytes(deep), [3]).ShouldBeTrue();
        AgreesOnValidity(Encoding.UTF8.GetBytes($"[{deep}]"), [3]).ShouldBeTrue();
        IncrementalReading
            .Of(Encoding.UTF8.GetBytes($"[{deep}]"), 3)
            .Malformation.ShouldNotBeNull()
            .ShouldContain("nested");
    }

    [Fact]
    public void A_long_text_is_kept_up_to_a_limit_and_never_split_within_a_character()
    {
        foreach (var unit in new[] { "é", "банан", "🍌", "\\ud83c\\udf4c", "\\n", "a\\u00e9" })
        {
            for (var shift = 0; shift < 12; shift++)
            {
                var content = new string('x', shift) + string.Concat(Enumerable.Repeat(unit, 40_000));
                var text = Encoding.UTF8.GetBytes($$"""{"text":"{{content}}","after":1}""");
                var reading = IncrementalReading.Of(text, 1000 + shift);
                reading.End.ShouldBe(ReplyEnd.Complete);
                reading.HasCutText.ShouldBeTrue();
                using var skeleton = JsonDocument.Parse(reading.Skeleton);
                var kept = skeleton.RootElement.GetProperty("text").GetString().ShouldNotBeNull();
                using var original = JsonDocument.Parse(text);
                original.RootElement.GetProperty("text").GetString().ShouldNotBeNull().ShouldStartWith(kept);
                reading.Skeleton.Length.ShouldBeInRange(ReplySkeleton.StringLimit - 12, ReplySkeleton.StringLimit + 64);
                skeleton.RootElement.GetProperty("after").GetInt32().ShouldBe(1);
            }
        }
    }

    [Fact]
    public void White_space_without_end_takes_no_memory()
    {
        var reading = IncrementalReading.Of(Encoding.ASCII.GetBytes($"[1{new string('\n', 100_000)}]"), 777);
        reading.End.ShouldBe(ReplyEnd.Complete);
        reading.Skeleton.ShouldBe("[1\n]"u8.ToArray());
    }

    [Fact]
    public void A_reply_that_is_large_without_its_pictures_is_refused()
    {
        var output = new byte[Base64StringReader.OutputLength(64 * 1024)];
        using var reader = new ReplyStreamReader(output, skeletonLimit: 100_000);
        var text = Encoding.ASCII.GetBytes("[" + string.Join(',', Enumerable.Repeat("[]", 100_000)) + "]");
        reader.Feed(text, 0, text.Length);
        reader.Next().ShouldBe(ReplyEvent.Ended);
        reader.End.ShouldBe(ReplyEnd.TooLarge);
        reader.Skeleton.Text.Length.ShouldBeLessThanOrEqualTo(100_000);
    }

    [Fact]
    public void Names_with_escapes_lead_to_the_picture_too_and_near_names_do_not()
    {
        var text =
            """
            [{"c\u0061ndidates":[{"content":{"parts":[{"inlin\u0065Data":{"\u0064ata":"QUJD"}},
              {"inlineDat":{"data":"QUJD"}},{"inlineData2":{"data":"QUJD"}},{"inlineData":[{"data":"QUJD"}]},
              {"inlineData":{"data":["QUJD"],"Data":"QUJD","data ":"QUJD"}}]}}]}]
            """u8;
        var reading = IncrementalReading.Of(text);
        reading.Pictures.Select(picture => Encoding.ASCII.GetString(picture.Bytes)).ShouldBe(["ABC"]);
    }

    private static bool Agrees(byte[] text, IReadOnlyList<int> pieces)
    {
        if (!AgreesOnValidity(text, pieces))
        {
            return false;
        }

        if (!ReplyOracle.IsJson(text))
        {
            return true;
        }

        var reading = IncrementalReading.Of(text, pieces);
        var (pictures, skeleton) = ReplyOracle.Take(text);
        reading.Pictures.Count.ShouldBe(pictures.Count);
        for (var at = 0; at < pictures.Count; at++)
        {
            var (bytes, fault, faultAt) = reading.Pictures[at];
            try
            {
                var expected = pictures[at].ToArray();
                fault.ShouldBeNull(Encoding.ASCII.GetString(pictures[at].EncodedText.Span));
                bytes.ShouldBe(expected, Encoding.ASCII.GetString(pictures[at].EncodedText.Span));
            }
            catch (Base64FormatException exception)
            {
                fault.ShouldBe(exception.Fault, Encoding.ASCII.GetString(pictures[at].EncodedText.Span));
                faultAt.ShouldBe(exception.Position);
            }
        }

        ReplyOracle.Take(reading.Skeleton).Skeleton.ShouldBe(skeleton);
        return true;
    }

    private static bool AgreesOnValidity(byte[] text, IReadOnlyList<int> pieces)
    {
        var reading = IncrementalReading.Of(text, pieces);
        var isJson = ReplyOracle.IsMarkedJson(text);
        (reading.End == ReplyEnd.Complete).ShouldBe(
            isJson,
            $"{reading.End} {reading.Malformation}: {Encoding.UTF8.GetString(text)}"
        );
        ReplyOracle.IsJson(reading.Skeleton).ShouldBe(isJson, Encoding.UTF8.GetString(reading.Skeleton));
        return true;
    }
}
