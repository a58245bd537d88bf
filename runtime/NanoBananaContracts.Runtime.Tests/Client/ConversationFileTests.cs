using System.Text.Json;
using NanoBananaContracts.Runtime.Tests.Harness;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Client;

/// <summary>A conversation that is put aside and taken up again.</summary>
public sealed class ConversationFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-conversation-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_saved_conversation_goes_on_with_every_turn_exactly_as_it_came()
    {
        var path = PathOf("fox.json");
        await File.WriteAllTextAsync(path, "an older one", Cancel);
        var handler = new StubHandler(
            StubHandler.Reply(200, ConversationTests.FirstReply),
            StubHandler.Reply(200, ConversationTests.FirstReply)
        );
        using var client = TestClient.Create(handler);
        var conversation = new Conversation(
            client,
            new()
            {
                Contents = default,
                GenerationConfig = GenerationConfig.ForImage(AspectRatio.Ratio16x9),
                Model = "gemini-3-pro-image",
            }
        );
        await conversation.SendAsync("A red fox", Cancel);

        await conversation.SaveAsync(path, Cancel);
        var resumed = await Conversation.LoadAsync(client, path, Cancel);
        await resumed.SendAsync("Now at night", Cancel);

        Directory.GetFileSystemEntries(folder).ShouldBe([path]);
        var came = JsonDocument
            .Parse(ConversationTests.FirstReply)
            .RootElement.GetProperty("candidates")[0]
            .GetProperty("content");
        var sent = JsonDocument.Parse(handler.Sent[1].Body).RootElement;
        JsonElement.DeepEquals(sent.GetProperty("contents")[1], came).ShouldBeTrue();
        handler.Sent[1].Body.ShouldContain("\"thoughtSignature\":\"c2ln\\/bmF0dXJl\"");
        handler.Sent[1].Body.ShouldContain("16:9");
        handler.Sent[1].Address.AbsolutePath.ShouldContain("gemini-3-pro-image");
        resumed.History.Count.ShouldBe(4);
        (await File.ReadAllTextAsync(path, Cancel)).ShouldNotContain(TestClient.Key);
    }

    [Fact]
    public async Task One_that_has_not_begun_is_saved_too()
    {
        using var client = TestClient.Create(new StubHandler());

        await new Conversation(client).SaveAsync(PathOf("new.json"), Cancel);
        var resumed = await Conversation.LoadAsync(client, PathOf("new.json"), Cancel);

        resumed.History.ShouldBeEmpty();
        resumed.Template.GenerationConfig.ShouldBe(GenerationConfig.ForImage());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"candidates\":[]}")]
    [InlineData("{\"contents\":[")]
    [InlineData("")]
    public async Task A_file_that_is_no_conversation_is_refused(string text)
    {
        using var client = TestClient.Create(new StubHandler());
        await File.WriteAllTextAsync(PathOf("other.json"), text, Cancel);

        await Should.ThrowAsync<ContractFormatException>(() =>
            Conversation.LoadAsync(client, PathOf("other.json"), Cancel)
        );
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_to_is_told()
    {
        using var client = TestClient.Create(new StubHandler());

        var failure = await new Conversation(client).SaveAsync(PathOf("no/such.json"), Cancel).FailureOf();

        failure.Kind.ShouldBe(FailureKind.FileNotWritten);
        failure.WhatHappened.ShouldStartWith("The conversation was not written to");
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}
