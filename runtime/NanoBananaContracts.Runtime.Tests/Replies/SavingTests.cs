using System.Text;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Replies;

public sealed class SavingTests : IDisposable
{
    private static readonly byte[] First = SamplePictures.Png(3, 4, seed: 1);
    private static readonly byte[] Second = SamplePictures.Jpeg(16, 24);
    private static readonly byte[] Third = SamplePictures.WebPLossless(7, 8);

    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-saving-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Fox => Path.Combine(folder, "fox");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(100, false, false)]
    [InlineData(101, false, true)]
    [InlineData(101, true, true)]
    public async Task Of_more_images_than_any_reply_has_none_is_taken(int count, bool areDrafts, bool isRefused)
    {
        var body = ReplyText.Reply(
            Enumerable.Range(0, count).Select(at => ReplyText.Image(First, areDrafts && at > 0))
        );
        using var client = CannedReplies.Client(body);
        Func<Task>[] ways =
        [
            () => client.SaveImageAsync(ChaosReply.Request, Fox, Token),
            () => client.SaveImagesAsync(ChaosReply.Request, Fox, null, Token),
            () => client.SaveImageAsync(ChaosReply.Request, new MemoryStream(), null, Token),
            () => client.GenerateContentAsync(ChaosReply.Request, Token),
            async () =>
            {
                await foreach (var _ in client.StreamGenerateContentAsync(ChaosReply.Request, Token)) { }
            },
        ];
        foreach (var way in ways)
        {
            if (!isRefused)
            {
                await way();
                continue;
            }

            var failure = await way().FailureOf();
            failure.Kind.ShouldBe(FailureKind.ResponseTooLarge);
            failure.Message.ShouldContain("more than 100 images");
            Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
        }
    }

    // p: a picture, d: a draft; capital: its flag stands before its data. The number is that of the final one.
    [Theory]
    [InlineData("p", 0)]
    [InlineData("dp", 1)]
    [InlineData("Dp", 1)]
    [InlineData("pd", 0)]
    [InlineData("pD", 0)]
    [InlineData("dDp", 2)]
    [InlineData("dpd", 1)]
    [InlineData("ppp", 2)]
    [InlineData("d", 0)]
    [InlineData("dD", 1)]
    public async Task The_final_image_is_saved_by_every_way_the_same(string kinds, int final)
    {
        byte[][] pictures = [First, Second, Third];
        var body = ReplyText.Reply(
            kinds.Select((kind, at) => ReplyText.Image(pictures[at], kind is 'd' or 'D', flagLast: kind == 'd'))
        );
        var expected = pictures[final];
        using var client = CannedReplies.Client(body);

        var saved = await client.SaveImageAsync(ChaosReply.Request, Fox, Token);
        (await File.ReadAllBytesAsync(saved.Path!, Token)).ShouldBe(expected);
        Path.GetExtension(saved.Path).ShouldBe(PictureInspector.Inspect(expected).Format.FileExtension());
        Directory.GetFileSystemEntries(folder).ShouldBe([saved.Path!]);

        using var stream = new MemoryStream();
        stream.Write("head"u8);
        await client.SaveImageAsync(ChaosReply.Request, stream, null, Token);
        stream.ToArray().ShouldBe([.. "head"u8, .. expected]);

        using var forward = new ForwardOnlyStream();
        await client.SaveImageAsync(ChaosReply.Request, forward, null, Token);
        forward.ToArray().ShouldBe(expected);

        var reply = await client.GenerateContentAsync(ChaosReply.Request, Token);
        reply.FinalImage.ToArray().ShouldBe(expected);
    }

    [Fact]
    public async Task What_is_known_of_a_saved_image_is_what_the_typed_reply_knows()
    {
        using var client = CannedReplies.Client(ChaosReply.Body);
        var saved = await client.SaveImageAsync(ChaosReply.Request, Fox, Token);
        var reply = await client.GenerateContentAsync(ChaosReply.Request, Token);
        var image = reply.FinalImage;
        (
            saved.Format,
            saved.Width,
            saved.Height,
            saved.Length,
            saved.MediaType,
            saved.DeclaredMediaType,
            saved.IsDraft
        ).ShouldBe(
            (image.Format, image.Width, image.Height, image.Length, image.MediaType, image.DeclaredMediaType, false)
        );
        saved.ToString().ShouldBe($"{saved.Path} 100x65, {image.Length} bytes");
        saved.Reply.Text.ShouldBe(reply.Text);
        saved.Reply.PriceUsd.ShouldBe(reply.PriceUsd);
        saved.Reply.RequestId.ShouldBe(reply.RequestId);
        saved.Reply.ModelVersion.ShouldBe(reply.ModelVersion);
        saved.Reply.StatusCode.ShouldBe(200);
        saved.Reply.Attempts.ShouldBe(1);
        saved.Reply.DraftCount.ShouldBe(1);
        saved.Reply.ToString().ShouldStartWith("200, with text, ");
        var parts = saved.Reply.Response.Candidates[0].Content!.Parts;
        parts.Count.ShouldBe(3);
        foreach (var part in parts)
        {
            part.ThoughtSignature.ShouldBeNull();
            (part.InlineData?.Data).ShouldBeNull();
        }

        saved.Reply.Response.UsageMetadata!.TotalTokenCount.ShouldBe(1297);
    }

    [Fact]
    public async Task Several_images_are_numbered_and_drafts_left_out()
    {
        using var client = CannedReplies.Client(
            ReplyText.Reply(
                ReplyText.Image(First),
                ReplyText.Image(SamplePictures.Png(1, 1), draft: true),
                "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"\"}}",
                ReplyText.Image(Second),
                ReplyText.Image([1, 2, 3], mimeType: "audio/wav"),
                ReplyText.Image(Third)
            )
        );
        var saved = await client.SaveImagesAsync(ChaosReply.Request, Fox + ".png", null, Token);
        saved.Select(image => Path.GetFileName(image.Path!)).ShouldBe(["fox-1.png", "fox-2.jpg", "fox-3.webp"]);
        (await File.ReadAllBytesAsync(saved[1].Path!, Token)).ShouldBe(Second);
        Directory.GetFileSystemEntries(folder).Length.ShouldBe(3);
        saved[0].Reply.DraftCount.ShouldBe(1);
    }

    [Fact]
    public async Task One_broken_image_of_several_saves_none()
    {
        using var client = CannedReplies.Client(ReplyText.Reply(ReplyText.Image(First[..^6]), ReplyText.Image(Second)));
        var failure = await Should.ThrowAsync<NanoBananaException>(() =>
            client.SaveImagesAsync(ChaosReply.Request, Fox, null, Token)
        );
        failure.Kind.ShouldBe(FailureKind.TruncatedImage);
        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
        (await client.SaveImageAsync(ChaosReply.Request, Fox, Token)).Format.ShouldBe(ImageFileFormat.Jpeg);
    }

    [Fact]
    public async Task An_event_stream_is_saved_too()
    {
        var image = Encoding.UTF8.GetString(ReplyText.Reply(ReplyText.Image(Second)));
        var text = Encoding.UTF8.GetString(ReplyText.Reply("{\"text\":\"A fox.\"}"));
        using var client = CannedReplies.Client(
            Encoding.UTF8.GetBytes($"data: {text}\r\n\r\ndata: {image}\r\n\r\n"),
            "text/event-stream"
        );
        var saved = await client.SaveImageAsync(ChaosReply.Request, Fox, Token);
        (await File.ReadAllBytesAsync(saved.Path!, Token)).ShouldBe(Second);
        saved.Reply.Text.ShouldBe("A fox.");
    }

    [Fact]
    public async Task An_array_of_replies_is_saved_too()
    {
        var image = Encoding.UTF8.GetString(ReplyText.Reply(ReplyText.Image(Second)));
        var text = Encoding.UTF8.GetString(ReplyText.Reply("{\"text\":\"A fox.\"}"));
        using var client = CannedReplies.Client(Encoding.UTF8.GetBytes($"[{text},\r\n{image}]"));
        var saved = await client.SaveImageAsync(ChaosReply.Request, Fox, Token);
        (await File.ReadAllBytesAsync(saved.Path!, Token)).ShouldBe(Second);
    }

    [Fact]
    public async Task An_existing_file_is_replaced_by_a_whole_image_only()
    {
        var path = Fox + ".jpg";
        await File.WriteAllTextAsync(path, "an old one", Token);
        using (var broken = CannedReplies.Client(ReplyText.Reply(ReplyText.Image(Second[..^2]))))
        {
            await Should.ThrowAsync<NanoBananaException>(() => broken.SaveImageAsync(ChaosReply.Request, path, Token));
        }

        (await File.ReadAllTextAsync(path, Token)).ShouldBe("an old one");
        using var client = CannedReplies.Client(ReplyText.Reply(ReplyText.Image(Second)));
        await client.SaveImageAsync(ChaosReply.Request, path, Token);
        (await File.ReadAllBytesAsync(path, Token)).ShouldBe(Second);
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_found_before_anything_is_sent()
    {
        var handler = new CannedReplies(ChaosReply.Body);
        using var client = new NanoBananaClient(CannedReplies.Options, new System.Net.Http.HttpClient(handler));
        var path = Path.Combine(folder, "none", "fox");
        var failure = await Should.ThrowAsync<NanoBananaException>(() =>
            client.SaveImageAsync(ChaosReply.Request, path, Token)
        );
        failure.Kind.ShouldBe(FailureKind.FileNotWritten);
        failure.Message.ShouldContain(path);
        failure.Message.ShouldContain("Create the folder first");
        await Should.ThrowAsync<NanoBananaException>(() =>
            client.SaveImagesAsync(ChaosReply.Request, path, null, Token)
        );
        handler.Requests.ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/none/")]
    [InlineData("/none/ ")]
    [InlineData("/none/..")]
    [InlineData("/.")]
    public async Task A_path_that_is_a_folder_is_refused_alike_by_every_door_before_anything_is_sent(string end)
    {
        var handler = new CannedReplies(ChaosReply.Body);
        using var client = new NanoBananaClient(CannedReplies.Options, new System.Net.Http.HttpClient(handler));
        var image = (await client.GenerateContentAsync(ChaosReply.Request, Token)).FinalImage;
        var sent = handler.Requests;
        Func<string, Task>[] doors =
        [
            path => client.SaveImageAsync(ChaosReply.Request, path, Token),
            path => client.SaveImagesAsync(ChaosReply.Request, path, null, Token),
            path => image.SaveAsync(path, Token),
        ];
        foreach (var door in doors)
        {
            var failure = await Should.ThrowAsync<NanoBananaException>(() => door(folder + end));

            failure.Kind.ShouldBe(FailureKind.FileNotWritten);
            failure.WhatHappened.ShouldContain($"'{folder + end}': the path names a folder");
            (await Should.ThrowAsync<ArgumentException>(() => door(" "))).ParamName.ShouldBe("path");
        }

        handler.Requests.ShouldBe(sent);
        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
        Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(folder) + "*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Wrong_arguments_are_found_before_anything_is_sent()
    {
        var handler = new CannedReplies(ChaosReply.Body);
        using var client = new NanoBananaClient(CannedReplies.Options, new System.Net.Http.HttpClient(handler));
        await Should.ThrowAsync<ArgumentNullException>(() =>
            client.SaveImageAsync(ChaosReply.Request, (string)null!, Token)
        );
        foreach (var empty in new[] { "", "  " })
        {
            await Should.ThrowAsync<ArgumentException>(() => client.SaveImageAsync(ChaosReply.Request, empty, Token));
        }

        await Should.ThrowAsync<ArgumentNullException>(() =>
            client.SaveImageAsync(ChaosReply.Request, (Stream)null!, null, Token)
        );
        using var readOnly = new MemoryStream([], writable: false);
        await Should.ThrowAsync<ArgumentException>(() =>
            client.SaveImageAsync(ChaosReply.Request, readOnly, null, Token)
        );
        var textOnly = ChaosReply.Request with
        {
            GenerationConfig = new GenerationConfig { ResponseModalities = [ResponseModality.Text] },
        };
        var failure = await Should.ThrowAsync<NanoBananaException>(() => client.SaveImageAsync(textOnly, Fox, Token));
        failure.Kind.ShouldBe(FailureKind.MissingImageModality);
        handler.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task A_stream_that_fails_is_named_and_not_taken_for_the_network()
    {
        using var client = CannedReplies.Client(ChaosReply.Body);
        using var full = new FullStream();
        var failure = await Should.ThrowAsync<NanoBananaException>(() =>
            client.SaveImageAsync(ChaosReply.Request, full, null, Token)
        );
        failure.Kind.ShouldBe(FailureKind.FileNotWritten);
        failure.Message.ShouldContain("no room here");
    }

    [Fact]
    public async Task Progress_tells_image_bytes_and_the_part_of_the_reply()
    {
        var picture = SamplePictures.Png(600, 600);
        var body = ReplyText.Reply(ReplyText.Image(First, draft: true), ReplyText.Image(picture));
        using var client = CannedReplies.Client(body);
        var reports = new Reports();
        await client.SaveImageAsync(ChaosReply.Request, Fox, reports, Token);
        reports.Seen.Count.ShouldBeGreaterThan(3);
        reports.Seen.Select(report => report.ReplyBytes).ShouldBeInOrder();
        reports.Seen.ShouldAllBe(report => report.ReplyLength == body.Length);
        var last = reports.Seen[^1];
        last.ShouldBe(new ImageProgress(2, picture.Length, body.Length, body.Length));
        last.Fraction.ShouldBe(1);
        (last with { ReplyLength = null }).Fraction.ShouldBeNull();
    }

    [Fact]
    public async Task A_caller_who_cancels_in_the_middle_gets_a_cancellation_and_no_file()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var server = new ChaosServer(async call =>
        {
            await call.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {ChaosReply.Body.Length}\r\n\r\n");
            await call.SendAsync(ChaosReply.Body.AsMemory(0, ChaosReply.Body.Length / 2));
            await Task.Delay(Timeout.Infinite, call.Stopped);
        });
        using var client = server.CreateClient();
        var progress = new Reports(_ => cancel.Cancel());
        var cancelled = await Should.ThrowAsync<OperationCanceledException>(() =>
            client.SaveImageAsync(ChaosReply.Request, Fox, progress, cancel.Token)
        );
        cancelled.CancellationToken.ShouldBe(cancel.Token);
        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
    }

    private sealed class Reports(Action<ImageProgress>? then = null) : IProgress<ImageProgress>
    {
        public List<ImageProgress> Seen { get; } = [];

        public void Report(ImageProgress value)
        {
            Seen.Add(value);
            then?.Invoke(value);
        }
    }

    private sealed class FullStream : MemoryStream
    {
        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        ) => throw new IOException("no room here");
    }
}
