using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NanoBananaContracts.Conformance.Recording;
using NanoBananaContracts.Conformance.Tests.Emulator.Pictures;

namespace NanoBananaContracts.Conformance.Tests.Recording;

public sealed class BodyCaptureTests
{
    [Fact]
    public void A_body_without_long_strings_is_kept_to_the_byte_however_it_is_cut()
    {
        const string Body = """data: {"a":"q\"\\","b":["",{"c":1.50}],"d":"\u00e4 ö"}""" + "\r\n\r\n";
        Prop.ForAll(
                Gen.Choose(1, 9).ToArbitrary(),
                size =>
                {
                    var captured = Capture(Encoding.UTF8.GetBytes(Body), size);
                    return Encoding.UTF8.GetString(captured.Skeleton) == Body && captured.Elided.Count == 0;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64 * 1024)]
    public void A_long_string_is_known_by_length_hash_and_first_bytes(int pieces)
    {
        var bytes = Noise(100_001);
        var body = Json(Convert.ToBase64String(bytes));

        var captured = Capture(body, pieces);

        captured.Length.ShouldBe(body.Length);
        captured.Skeleton.Length.ShouldBeLessThan(200);
        var (placeholder, elided) = captured.Elided.ShouldHaveSingleItem();
        using var document = JsonDocument.Parse(captured.Skeleton);
        document.RootElement.GetProperty("data").GetString().ShouldBe(placeholder);
        document.RootElement.GetProperty("tail").GetString().ShouldBe("kept");
        elided.IsBase64.ShouldBeTrue();
        elided.DecodedLength.ShouldBe(bytes.Length);
        elided.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        elided.Picture.ShouldNotBeNull().Format.ShouldBe(ImageFileFormat.Unknown);
    }

    [Fact]
    public async Task A_picture_is_measured_as_it_passes()
    {
        var file = await PaintedPicture.MakeAsync("A picture that passes", 400, 300, ImageFileFormat.Png);

        var picture = Capture(Json(Convert.ToBase64String(file)), 5000)
            .Elided.ShouldHaveSingleItem()
            .Value.Picture.ShouldNotBeNull();

        (picture.Format, picture.Width, picture.Height, picture.IsWhole).ShouldBe(
            (ImageFileFormat.Png, 400, 300, true)
        );
    }

    [Fact]
    public void Base64_is_understood_url_safe_unpadded_escaped_and_with_line_ends()
    {
        var bytes = Noise(60_000 + 1);
        var text = Convert.ToBase64String(bytes).TrimEnd('=');
        string[] spellings =
        [
            text.Replace('+', '-').Replace('/', '_'),
            text.Replace("/", "\\/", StringComparison.Ordinal),
            text.Replace("+", "\\u002B", StringComparison.Ordinal) + "==",
            string.Join("\\r\\n", text.Chunk(76).Select(line => new string(line))),
        ];
        foreach (var spelling in spellings)
        {
            var captured = Capture(Json(spelling), 1000);
            captured
                .Elided.ShouldHaveSingleItem()
                .Value.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)), spelling[..80]);
        }
    }

    [Fact]
    public void A_long_string_that_is_no_base64_is_dropped_and_said_to_be_none()
    {
        var captured = Capture(Json(new string('a', 30_000) + "!" + new string('=', 10)), 4096);

        var elided = captured.Elided.ShouldHaveSingleItem().Value;
        elided.IsBase64.ShouldBeFalse();
        elided.Sha256.ShouldBeNull();
        elided.Picture.ShouldBeNull();
        elided.Characters.ShouldBe(30_011);
    }

    [Fact]
    public void A_body_cut_inside_a_long_string_stays_cut()
    {
        var body = Json(Convert.ToBase64String(Noise(90_000)));

        var captured = Capture(body[..60_000], 777);

        var (placeholder, elided) = captured.Elided.ShouldHaveSingleItem();
        Encoding.UTF8.GetString(captured.Skeleton).ShouldBe($"{{\"data\":\"{placeholder}");
        elided.IsBase64.ShouldBeTrue();
        elided.DecodedLength.ShouldBe((60_000 - "{\"data\":\"".Length) / 4 * 3);
    }

    [Fact]
    public void A_body_that_is_too_large_even_so_is_said_to_be()
    {
        var captured = Capture(new byte[BodyCapture.LargestSkeleton + 1], 65_536, isJson: false);

        captured.Overflowed.ShouldBeTrue();
        captured.Length.ShouldBe(BodyCapture.LargestSkeleton + 1);
    }

    [Fact]
    public void Thirty_megabytes_go_past_in_less_than_two_megabytes_of_memory()
    {
        var piece = Encoding.ASCII.GetBytes(new string('Q', 64 * 1024));
        using var capture = new BodyCapture(isJson: true);
        capture.Write("{\"data\":\""u8);
        capture.Write(piece);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 480; count++)
        {
            capture.Write(piece);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        capture.Write("\"}"u8);
        capture.Complete().Elided.ShouldHaveSingleItem().Value.DecodedLength.ShouldBe(481L * 64 * 1024 / 4 * 3);
        allocated.ShouldBeLessThan(2 * 1024 * 1024);
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Json(string data) => Encoding.UTF8.GetBytes($"{{\"data\":\"{data}\",\"tail\":\"kept\"}}");

    private static CapturedBody Capture(byte[] body, int pieces, bool isJson = true)
    {
        using var capture = new BodyCapture(isJson);
        foreach (var piece in body.Chunk(pieces))
        {
            capture.Write(piece);
        }

        return capture.Complete();
    }
}
