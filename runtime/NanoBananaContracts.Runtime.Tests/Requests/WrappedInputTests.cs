using System.Text;
using NanoBananaContracts.Runtime.Tests.Harness;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Requests;

/// <summary>Input data that is not the Base64 of an image is refused before anything is sent.</summary>
public sealed class WrappedInputTests
{
    private static readonly string Png = Convert.ToBase64String(SamplePictures.Png(4, 3));

    public static TheoryData<string, string> Wrapped =>
        new()
        {
            { $"\"data:image/png;base64,{Png}\"", "begins with \"data:image/png;base64,\"" },
            { $"\"data:image\\/png;base64,{Png}\"", "begins with \"data:image/png;base64,\"" },
            { $"\"data:image/png,{Png}\"", "is a data URL" },
            { $"\"{Twice(Png)}\"", "is encoded twice" },
            { $"\"{Twice("data:image/png;base64," + Png)}\"", "is encoded twice" },
            { $"\"{Twice(Convert.ToBase64String(SamplePictures.Jpeg(8, 16)))}\"", "is encoded twice" },
            { $"\"b'{Png}'\"", "is Python's way" },
            { $"\"{Png[..20]}*{Png[20..]}\"", "is not Base64 at character 21" },
        };

    [Theory]
    [MemberData(nameof(Wrapped))]
    public async Task Wrapped_data_is_refused_before_sending(string data, string expected)
    {
        foreach (var type in new[] { "image/png", "application/pdf" })
        {
            var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
            using var client = TestClient.Create(handler);
            var request = GenerateContentRequest.Parse(
                $$$"""{"contents":[{"parts":[{"text":"edit"},{"inlineData":{"mimeType":"{{{type}}}","data":{{{data}}}}}]}]}"""
            );

            var failure = await client.GenerateContentAsync(request, TestContext.Current.CancellationToken).FailureOf();

            failure.Kind.ShouldBe(FailureKind.InvalidInputImage, failure.Message);
            failure.WhatHappened.ShouldContain("contents[0].parts[1].inlineData.data " + expected[..2]);
            failure.WhatHappened.ShouldContain(expected);
            handler.Sent.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("[137,80,78,71]")]
    [InlineData("{\"type\":\"Buffer\",\"data\":[137,80]}")]
    public async Task Data_that_is_no_text_is_refused_before_sending(string data)
    {
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        using var client = TestClient.Create(handler);
        var request = GenerateContentRequest.Parse(
            $$$"""{"contents":[{"parts":[{"inlineData":{"mimeType":"image/png","data":{{{data}}}}}]}]}"""
        );

        var failure = await client.GenerateContentAsync(request, TestContext.Current.CancellationToken).FailureOf();

        failure.Kind.ShouldBe(FailureKind.InvalidRequest);
        failure.Message.ShouldContain("contents[0].parts[0].inlineData.data: must be a Base64 text");
        handler.Sent.ShouldBeEmpty();
    }

    [Fact]
    public void The_one_who_sends_is_not_told_that_the_sender_damaged_it()
    {
        var url = Should.Throw<Base64FormatException>(() => Base64Data.FromBase64("data:image/png;base64," + Png));
        url.Message.ShouldContain("data URL");
        var damaged = Should.Throw<Base64FormatException>(() => Base64Data.FromBase64("iVB*"));
        damaged.Message.ShouldNotContain("sender");
        damaged.Message.ShouldNotContain("ask again");
    }

    private static string Twice(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
