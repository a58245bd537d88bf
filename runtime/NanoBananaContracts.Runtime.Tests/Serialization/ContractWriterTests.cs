using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Serialization;

/// <summary>The writer: texts and numbers as System.Text.Json reads them, and no memory beyond its buffer.</summary>
public class ContractWriterTests
{
    [Fact]
    public void Numbers_that_pass_through_the_buffer_are_those_that_stay_in_it()
    {
        var output = new ArrayBufferWriter<byte>();
        using var kept = new ContractWriter();
        using (var passed = new ContractWriter(output))
        {
            foreach (var writer in new[] { kept, passed })
            {
                writer.BeginArray();
                for (var i = 0; i < 3000; i++)
                {
                    writer.WriteDoubleValue(i / 7.0);
                }

                writer.EndArray();
            }
        }

        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe(Encoding.UTF8.GetString(kept.WrittenSpan));
    }

    [Fact]
    public void Any_text_is_read_back_by_System_Text_Json() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<string>(),
                text =>
                {
                    text ??= "";
                    // A text with half of a surrogate pair is written as its escape, which that reader refuses.
                    var isUnicode = !text.Where((_, i) => char.IsSurrogate(text, i)).Any();
                    return !isUnicode || JsonSerializer.Deserialize<string>(Written(text)) == text;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Half_of_a_surrogate_pair_is_written_as_its_escape()
    {
        // Not as test data: attributes are stored as UTF-8, which cannot hold these.
        Written("\ud800").ShouldBe("\"\\ud800\"");
        Written("a\udc00b").ShouldBe("\"a\\udc00b\"");
        Written("\ud800\ud83e\udd8a").ShouldBe("\"\\ud800🦊\"");
        Written("a\ud83e").ShouldBe("\"a\\ud83e\"");
    }

    [Theory]
    [InlineData("\u0000\b\f\n\r\t\"\\/\u001f", "\"\\u0000\\b\\f\\n\\r\\t\\\"\\\\/\\u001f\"")]
    [InlineData("<&'+é\u2028>", "\"<&'+é\u2028>\"")]
    public void Only_what_must_be_is_escaped(string text, string json) => Written(text).ShouldBe(json);

    [Theory]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(100_000)]
    public void Long_texts_are_written_whole_wherever_a_pair_falls(int length)
    {
        var text = new string('x', length) + "🦊é" + new string('é', length) + "🦊";
        JsonSerializer.Deserialize<string>(Written(text)).ShouldBe(text);
    }

    [Fact]
    public void Numbers_are_written_shortest()
    {
        using var writer = new ContractWriter();
        writer.BeginArray();
        writer.WriteDoubleValue(0.1);
        writer.WriteDoubleValue(-0.0);
        writer.WriteDoubleValue(double.MaxValue);
        writer.WriteDoubleValue(double.NaN);
        writer.WriteDoubleValue(double.NegativeInfinity);
        writer.WriteInt64Value(long.MinValue);
        writer.WriteInt64StringValue(long.MaxValue);
        writer.EndArray();
        Encoding
            .UTF8.GetString(writer.WrittenSpan)
            .ShouldBe(
                "[0.1,-0,1.7976931348623157E+308,\"NaN\",\"-Infinity\",-9223372036854775808,\"9223372036854775807\"]"
            );
    }

    [Fact]
    public void An_output_gets_the_same_bytes_as_a_buffer()
    {
        var part = Part.FromInlineData(
            new Blob { MimeType = "image/png", Data = Base64Data.FromBytes(new byte[50_000]) }
        );
        var content = new Content { Parts = [Part.FromText(new string('é', 9000)), part, Part.FromText("end")] };
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new ContractWriter(output))
        {
            content.WriteTo(writer);
        }

        output.WrittenSpan.SequenceEqual(content.ToUtf8Json()).ShouldBeTrue();
    }

    [Fact]
    public void A_message_is_a_value_of_a_larger_document()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("part");
            Part.FromText("a").WriteTo(writer);
            writer.WriteEndObject();
        }

        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe("""{"part":{"text":"a"}}""");
    }

    [Fact]
    public void Writing_again_allocates_nothing()
    {
        var request = GenerateContentRequest.ForImage("A red fox in snow", AspectRatio.Ratio16x9, ImageSize.Size2K);
        using var writer = new ContractWriter("wisgate");
        for (var i = 0; i < 200; i++)
        {
            writer.Reset();
            request.WriteTo(writer);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        writer.Reset();
        request.WriteTo(writer);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void A_signature_of_3_MB_goes_back_verbatim_without_being_decoded()
    {
        var signature = Convert
            .ToBase64String(new byte[3_000_000])
            .Replace("AAAAAAAA", "AAAA\\/AAA", StringComparison.Ordinal);
        var model = Content.Parse(
            $$"""{"role":"model","parts":[{"text":"A fox.","thoughtSignature":"{{signature}}"}]}"""
        );
        var request = new GenerateContentRequest
        {
            Contents = [Content.User("A fox"), model, Content.User("At night")],
        };
        using var writer = new ContractWriter("wisgate");
        for (var i = 0; i < 50; i++)
        {
            writer.Reset();
            request.WriteTo(writer);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        writer.Reset();
        request.WriteTo(writer);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        writer.WrittenSpan.IndexOf(Encoding.UTF8.GetBytes(signature)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Validating_what_is_right_allocates_nothing()
    {
        var request = GenerateContentRequest.ForImage("A red fox in snow", AspectRatio.Ratio16x9, ImageSize.Size2K);
        var validator = new ContractValidator(ContractDirection.Request);
        for (var i = 0; i < 200; i++)
        {
            request.Validate(validator);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        request.Validate(validator);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        validator.IsValid.ShouldBeTrue();
    }

    private static string Written(string text)
    {
        using var writer = new ContractWriter();
        writer.WriteStringValue(text);
        return Encoding.UTF8.GetString(writer.WrittenSpan);
    }
}
