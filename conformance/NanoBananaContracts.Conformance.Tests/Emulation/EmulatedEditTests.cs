using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NanoBananaContracts.Conformance.Tests.Pictures;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Emulation;

/// <summary>An answer to a picture is made from that picture: its shapes, in the colours of the prompt.</summary>
public sealed class EmulatedEditTests
{
    [Fact]
    public async Task One_picture_edited_in_two_ways_keeps_its_shapes_and_another_picture_has_others()
    {
        await using var server = await EmulatorCall.StartAsync();
        byte[] fox = (await EmulatorCall.SendAsync(server, EmulatorCall.Request("A fox"))).PictureBytes;
        byte[] crane = (await EmulatorCall.SendAsync(server, EmulatorCall.Request("A crane"))).PictureBytes;

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
        var contents = request["contents"]!.AsArray();
        contents.Add(JsonNode.Parse(first.Json.GetProperty("candidates")[0].GetProperty("content").GetRawText()));
        contents.Add(JsonNode.Parse("""{"role":"user","parts":[{"text":"Make it blue"}]}"""));

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
        byte[] picture = (await EmulatorCall.SendAsync(server, EmulatorCall.Request(ratio: ratio))).PictureBytes;

        var edited = await EmulatorCall.SendAsync(server, Edit("Make it blue", picture, ratio: null));

        var answer = DecodedPicture.Read(edited.PictureBytes);
        (answer.Width, answer.Height).ShouldBe((width, height));
    }

    private static string Edit(string prompt, byte[] picture, string? ratio = "1:1")
    {
        var request = JsonNode.Parse(EmulatorCall.Request(prompt, ratio: ratio))!;
        request["contents"]![0]!["parts"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["inlineData"] = new JsonObject
                    {
                        ["mimeType"] = "image/png",
                        ["data"] = Convert.ToBase64String(picture),
                    },
                }
            );
        return request.ToJsonString();
    }

    private static double Likeness(byte[] one, byte[] another) =>
        DecodedPicture.Read(one).Likeness(DecodedPicture.Read(another));
}
