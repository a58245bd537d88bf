using System.Buffers.Binary;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Tests.Emulator.Pictures;
using NanoBananaContracts.Emulator.Pictures;

namespace NanoBananaContracts.Conformance.Tests.Emulator;

/// <summary>An answer to a picture is made of that picture's pixels, in the light and the colours of the prompt.</summary>
public sealed class EmulatedEditTests
{
    [Fact]
    public async Task One_picture_edited_in_two_ways_keeps_its_shapes_and_another_picture_has_others()
    {
        await using var server = await EmulatorCall.StartAsync();
        var fox = (await EmulatorCall.SendAsync(server, EmulatorCall.Request("A fox"))).PictureBytes;
        var crane = (await EmulatorCall.SendAsync(server, EmulatorCall.Request("A crane"))).PictureBytes;

        var blue = await EmulatorCall.SendAsync(server, Edit("Make it blue", fox));
        var night = await EmulatorCall.SendAsync(server, Edit("Make it night", fox));
        var other = await EmulatorCall.SendAsync(server, Edit("Make it blue", crane));

        night.PictureBytes.AsSpan().SequenceEqual(blue.PictureBytes).ShouldBeFalse();
        Likeness(blue.PictureBytes, night.PictureBytes).ShouldBeGreaterThan(0.97);
        Likeness(blue.PictureBytes, other.PictureBytes).ShouldBeLessThan(0.9);
    }

    [Fact]
    public async Task A_further_turn_keeps_the_shapes_of_the_first_picture()
    {
        await using var server = await EmulatorCall.StartAsync();
        var first = await EmulatorCall.SendAsync(server, EmulatorCall.Request("A fox"));
        var request = JsonNode.Parse(EmulatorCall.Request("A fox"))!;
        Continue(request, first, "Make it blue");

        var second = await EmulatorCall.SendAsync(server, request.ToJsonString());

        second.PictureBytes.AsSpan().SequenceEqual(first.PictureBytes).ShouldBeFalse();
        Likeness(first.PictureBytes, second.PictureBytes).ShouldBeGreaterThan(0.97);
    }

    [Theory]
    [InlineData("16:9", 688, 384)]
    [InlineData("1:4", 256, 1024)]
    public async Task Without_a_ratio_the_answer_has_the_shape_of_the_picture(string ratio, int width, int height)
    {
        await using var server = await EmulatorCall.StartAsync();
        var picture = (await EmulatorCall.SendAsync(server, EmulatorCall.Request(ratio: ratio))).PictureBytes;

        var edited = await EmulatorCall.SendAsync(server, Edit("Make it blue", picture, ratio: null));

        var answer = DecodedPicture.Read(edited.PictureBytes);
        (answer.Width, answer.Height).ShouldBe((width, height));
    }

    [Fact]
    public async Task A_third_turn_edits_what_the_second_made()
    {
        await using var server = await EmulatorCall.StartAsync();
        var first = await EmulatorCall.SendAsync(server, EmulatorCall.Request("A fox"));
        var request = JsonNode.Parse(EmulatorCall.Request("A fox"))!;
        Continue(request, first, "Make it blue");
        var second = await EmulatorCall.SendAsync(server, request.ToJsonString());
        Continue(request, second, "Make it red");

        var third = await EmulatorCall.SendAsync(server, request.ToJsonString());

        var edited = await EmulatorCall.SendAsync(server, Edit("Make it red", second.PictureBytes));
        third.PictureBytes.ShouldBe(edited.PictureBytes);
        edited = await EmulatorCall.SendAsync(server, Edit("Make it red", first.PictureBytes));
        third.PictureBytes.AsSpan().SequenceEqual(edited.PictureBytes).ShouldBeFalse();
    }

    [Theory]
    [InlineData(ImageFileFormat.Png)]
    [InlineData(ImageFileFormat.Jpeg)]
    [InlineData(ImageFileFormat.WebP)]
    public async Task The_very_pixels_of_a_picture_from_elsewhere_are_edited(ImageFileFormat format)
    {
        await using var server = await EmulatorCall.StartAsync();
        var stripes = format switch
        {
            ImageFileFormat.Png => SamplePicture.Png(512, 512, 7),
            ImageFileFormat.Jpeg => SamplePicture.Jpeg(512, 512, 7),
            _ => SamplePicture.WebP(512, 512, 7),
        };

        var edited = await EmulatorCall.SendAsync(server, Edit("Make it blue", stripes));

        Likeness(stripes, edited.PictureBytes).ShouldBeGreaterThan(0.85);
        var picture = DecodedPicture.Read(edited.PictureBytes);
        picture.Mean(2).ShouldBeGreaterThan(picture.Mean(0) + 10, "it was made blue");
    }

    [Fact]
    public async Task The_first_frame_of_a_gif_is_edited()
    {
        await using var server = await EmulatorCall.StartAsync();
        // One black pixel.
        var gif = Convert.FromBase64String("R0lGODdhAQABAIAAAAAAAP///ywAAAAAAQABAAACAkQBADs=");

        var edited = await EmulatorCall.SendAsync(server, Edit("Make it blue", gif));

        edited.Status.ShouldBe(200, edited.Body[..Math.Min(500, edited.Body.Length)]);
        DecodedPicture.Read(edited.PictureBytes).Part(0, 400, 512, 100).Lightness().Max().ShouldBeLessThan(60);
    }

    [Fact]
    public async Task Each_of_several_pictures_is_seen()
    {
        await using var server = await EmulatorCall.StartAsync();
        var fox = (await EmulatorCall.SendAsync(server, EmulatorCall.Request("A fox"))).PictureBytes;
        var crane = (await EmulatorCall.SendAsync(server, EmulatorCall.Request("A crane"))).PictureBytes;
        var tea = (await EmulatorCall.SendAsync(server, EmulatorCall.Request("Tea"))).PictureBytes;

        var one = Picture(await EmulatorCall.SendAsync(server, Edit("Together", "1:1", fox, crane)));
        var other = Picture(await EmulatorCall.SendAsync(server, Edit("Together", "1:1", fox, tea)));

        // Side by side: what is left is the fox in both, what is right is another picture.
        one.Part(0, 0, 240, 512).Rgb.ShouldBe(other.Part(0, 0, 240, 512).Rgb);
        one.Part(270, 0, 240, 512).Likeness(other.Part(270, 0, 240, 512)).ShouldBeLessThan(0.9);

        static DecodedPicture Picture(EmulatorCall call) => DecodedPicture.Read(call.PictureBytes);
    }

    [Fact]
    public async Task A_picture_of_too_many_pixels_is_refused_by_its_header_alone()
    {
        await using var server = await EmulatorCall.StartAsync();

        var refused = await EmulatorCall.SendAsync(server, Edit("Make it blue", Claiming16384Squared()));

        refused.Status.ShouldBe(400);
        refused.Error.GetProperty("message").GetString()!.ShouldContain("16384 x 16384 pixels are more than the 50");
        server.BilledImageCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_picture_whose_pixels_cannot_be_decoded_is_refused_and_costs_nothing()
    {
        await using var server = await EmulatorCall.StartAsync();

        var refused = await EmulatorCall.SendAsync(server, Edit("Make it blue", Spoiled()));

        refused.Status.ShouldBe(400, refused.Body[..Math.Min(500, refused.Body.Length)]);
        refused
            .Error.GetProperty("message")
            .GetString()!
            .ShouldStartWith("Unable to process input image at content position 0, part position 1: its pixels");
        server.BilledImageCount.ShouldBe(0);
    }

    /// <summary>A WebP of 8 by 8 pixels whose header claims the most that the format can.</summary>
    private static byte[] Claiming16384Squared()
    {
        var file = SamplePicture.WebP(8, 8, 1);
        // RIFF, size, WEBP, VP8L, size, 0x2F, then 14 bits each of width and height, less one.
        (file[21], file[22], file[23], file[24]) = (0xFF, 0xFF, 0xFF, (byte)(file[24] | 0x0F));
        return file;
    }

    /// <summary>A PNG whose chunks are in order, and whose pixels are no zlib stream.</summary>
    private static byte[] Spoiled()
    {
        var file = SamplePicture.Png(64, 64, 1);
        var type = file.AsSpan().IndexOf("IDAT"u8);
        var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(type - 4));
        file.AsSpan(type + 4, length).Fill(0xA5);
        var crc = uint.MaxValue;
        foreach (var value in file.AsSpan(type, length + 4))
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(type + 4 + length), ~crc);
        return file;
    }

    private static void Continue(JsonNode request, EmulatorCall answer, string prompt)
    {
        var contents = request["contents"]!.AsArray();
        contents.Add(JsonNode.Parse(answer.Json.GetProperty("candidates")[0].GetProperty("content").GetRawText()));
        contents.Add(
            new JsonObject { ["role"] = "user", ["parts"] = new JsonArray(new JsonObject { ["text"] = prompt }) }
        );
    }

    private static string Edit(string prompt, byte[] picture, string? ratio = "1:1") => Edit(prompt, ratio, picture);

    private static string Edit(string prompt, string? ratio, params byte[][] pictures)
    {
        var request = JsonNode.Parse(EmulatorCall.Request(prompt, ratio: ratio))!;
        foreach (var picture in pictures)
        {
            request["contents"]![0]!["parts"]!
                .AsArray()
                .Add(
                    new JsonObject
                    {
                        ["inlineData"] = new JsonObject
                        {
                            ["mimeType"] = PictureInspector.Inspect(picture).Format.MediaType(),
                            ["data"] = Convert.ToBase64String(picture),
                        },
                    }
                );
        }

        return request.ToJsonString();
    }

    private static double Likeness(byte[] one, byte[] another) =>
        DecodedPicture.Read(one).Likeness(DecodedPicture.Read(another));
}
