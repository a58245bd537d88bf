using System.IO.MemoryMappedFiles;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Pictures;

/// <summary>A caller's stream has the whole image or what it had before.</summary>
public sealed class CallersStreamTests
{
    private static readonly byte[] Draft = SamplePictures.Png(3, 4, seed: 1);

    // Several pieces of a copy.
    private static readonly byte[] Picture = SamplePictures.Png(600, 600, seed: 2);

    private static readonly byte[] DraftAndPicture = ReplyText.Reply(
        ReplyText.Image(Draft, draft: true),
        ReplyText.Image(Picture)
    );

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int, int, int> Places =>
        new()
        {
            { 0, 0, 2 },
            { 0, 0, 3 },
            { 10, 10, 3 },
            { 10, 4, 2 },
            { 10, 4, 3 },
            { 300_000, 7, 3 },
        };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_copy_that_fails_half_way_leaves_the_stream_as_it_was(int length, int position, int write)
    {
        using var stream = new BreakingStream(Had(length)) { Position = position, BreaksAt = write };
        stream.OnBreak = () => throw new IOException("no room here");
        var failure = await SaveFailsAsync(stream);
        failure.Kind.ShouldBe(FailureKind.FileNotWritten);
        failure.Message.ShouldContain("no room here");
        failure.InnerException.ShouldBeOfType<IOException>();
        stream.ToArray().ShouldBe(Had(length));
        stream.Position.ShouldBe(position);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_copy_that_is_cancelled_half_way_leaves_the_stream_as_it_was(int length, int position, int write)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var client = CannedReplies.Client(DraftAndPicture);
        using var stream = new BreakingStream(Had(length))
        {
            Position = position,
            BreaksAt = write,
            OnBreak = cancel.Cancel,
        };
        var cancelled = await Should.ThrowAsync<OperationCanceledException>(() =>
            client.SaveImageAsync(ChaosReply.Request, stream, null, cancel.Token)
        );
        cancelled.CancellationToken.ShouldBe(cancel.Token);
        stream.ToArray().ShouldBe(Had(length));
        stream.Position.ShouldBe(position);
    }

    [Fact]
    public async Task A_stream_is_asked_for_when_the_image_is_whole_and_before_its_first_byte()
    {
        using var client = CannedReplies.Client(DraftAndPicture);
        using var stream = new ForwardOnlyStream();
        var told = new List<PictureInspection>();

        var saved = await client.SaveImageAsync(
            ChaosReply.Request,
            image =>
            {
                stream.Written.ShouldBe(0);
                told.Add(image);
                return stream;
            },
            cancellationToken: Token
        );

        var image = told.ShouldHaveSingleItem();
        image.Format.MediaType().ShouldBe("image/png");
        image.Length.ShouldBe(Picture.Length);
        image.Width.ShouldBe(600);
        stream.ToArray().ShouldBe(Picture);
        saved.Length.ShouldBe(Picture.Length);
        saved.Path.ShouldBeNull();
    }

    [Fact]
    public async Task No_stream_is_asked_for_where_no_whole_image_came()
    {
        using var client = CannedReplies.Client(ReplyText.Reply(ReplyText.Image(Picture[..^20])));

        var failure = await client
            .SaveImageAsync(ChaosReply.Request, _ => throw new InvalidOperationException(), null, Token)
            .FailureOf();

        failure.Kind.ShouldBe(FailureKind.TruncatedImage);
    }

    [Fact]
    public async Task What_opens_no_stream_is_told_and_what_it_throws_is_thrown()
    {
        using var client = CannedReplies.Client(DraftAndPicture);
        Func<PictureInspection, Stream> closed = _ => new MemoryStream([], writable: false);
        Func<PictureInspection, Stream> throwing = _ => throw new InvalidOperationException("the caller's own");

        (await client.SaveImageAsync(ChaosReply.Request, closed, null, Token).FailureOf()).Kind.ShouldBe(
            FailureKind.FileNotWritten
        );
        await Should.ThrowAsync<InvalidOperationException>(() =>
            client.SaveImageAsync(ChaosReply.Request, throwing, null, Token)
        );
    }

    [Fact]
    public async Task What_the_caller_had_behind_its_position_survives_a_reply_that_is_no_image()
    {
        foreach (
            var body in new[]
            {
                ReplyText.Reply("{\"text\":\"No.\"}"),
                ReplyText.Reply(ReplyText.Image(Draft, draft: true), ReplyText.Image(Picture[..^6])),
                DraftAndPicture[..(DraftAndPicture.Length / 2)],
            }
        )
        {
            using var stream = new MemoryStream();
            stream.Write(Had(10));
            stream.Position = 3;
            using var client = CannedReplies.Client(body);
            await Should.ThrowAsync<NanoBananaException>(() =>
                client.SaveImageAsync(ChaosReply.Request, stream, null, Token)
            );
            stream.ToArray().ShouldBe(Had(10));
            stream.Position.ShouldBe(3);
        }
    }

    [Fact]
    public async Task An_image_is_written_over_what_was_at_the_position()
    {
        using var stream = new MemoryStream();
        stream.Write(Had(300_000));
        stream.Position = 3;
        using var client = CannedReplies.Client(DraftAndPicture);
        await client.SaveImageAsync(ChaosReply.Request, stream, null, Token);
        byte[] expected = [.. Had(3), .. Picture, .. Had(300_000).AsSpan(Math.Min(300_000, 3 + Picture.Length))];
        stream.ToArray().ShouldBe(expected);
        stream.Position.ShouldBe(3 + Picture.Length);
    }

    [Fact]
    public async Task A_second_failure_goes_along_with_the_first_and_the_reply_is_disposed()
    {
        var content = new WatchedContent(DraftAndPicture);
        using var http = new HttpClient(new OneReply(content));
        using var client = new NanoBananaClient(CannedReplies.Options, http);
        using var stream = new BreakingStream([]) { OnSetLength = () => throw new InvalidOperationException("stuck") };
        stream.OnBreak = () => throw new IOException("no room here");
        var failure = await Should.ThrowAsync<NanoBananaException>(() =>
            client.SaveImageAsync(ChaosReply.Request, stream, null, Token)
        );
        failure.Kind.ShouldBe(FailureKind.FileNotWritten);
        failure.Message.ShouldContain("no room here");
        failure.Message.ShouldContain("stays: stuck");
        failure
            .InnerException.ShouldBeOfType<AggregateException>()
            .InnerExceptions.ShouldBe([.. Failures("no room here", "stuck")], new ByMessage());
        content.IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_cancellation_stays_one_where_taking_back_fails_too()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var client = CannedReplies.Client(DraftAndPicture);
        using var stream = new BreakingStream([]) { OnSetLength = () => throw new IOException("stuck") };
        stream.OnBreak = cancel.Cancel;
        OperationCanceledException? cancelled = null;
        try
        {
            await client.SaveImageAsync(ChaosReply.Request, stream, null, cancel.Token);
        }
        catch (OperationCanceledException exception) // Shouldly would hand over another one.
        {
            cancelled = exception;
        }

        cancelled.ShouldNotBeNull();
        cancelled.CancellationToken.ShouldBe(cancel.Token);
        cancelled.ToString().ShouldContain("stuck");
    }

    [Fact]
    public async Task A_failure_of_a_stream_that_cannot_be_set_back_says_so()
    {
        using var writeOnly = new BreakingStream(Had(10)) { IsReadable = false };
        writeOnly.OnBreak = () => throw new IOException("no room here");
        (await SaveFailsAsync(writeOnly)).Message.ShouldContain("stays: it cannot be read");
        writeOnly.Position.ShouldBe(0);
        writeOnly.Length.ShouldBe(10);

        using var forward = new BreakingStream([]) { IsSeekable = false };
        forward.OnBreak = () => throw new IOException("no room here");
        (await SaveFailsAsync(forward)).Message.ShouldContain("stays: it cannot seek");
    }

    [Fact]
    public async Task A_view_of_memory_that_is_too_small_is_named_and_keeps_what_it_had()
    {
        using var memory = MemoryMappedFile.CreateNew(null, 4096);
        await using var view = memory.CreateViewStream();
        view.Write(Had(4096));
        view.Position = 7;
        var failure = await SaveFailsAsync(view);
        failure.Kind.ShouldBe(FailureKind.FileNotWritten);
        failure.Message.ShouldContain("The picture was not written to the stream that was given");
        failure.Message.ShouldNotContain("stays");
        failure.InnerException.ShouldBeOfType<NotSupportedException>();
        view.Position.ShouldBe(7);
        view.Position = 0;
        var left = new byte[4096];
        view.ReadExactly(left);
        left.ShouldBe(Had(4096));
    }

    [Fact]
    public void A_temporary_file_has_no_name_that_could_stay()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there the system tells the name of an open file");
        using var spool = new SpoolSink();
        var number = spool.Handle.DangerousGetHandle().ToInt64();
        new FileInfo(FormattableString.Invariant($"/proc/self/fd/{number}")).LinkTarget.ShouldEndWith(" (deleted)");
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void The_temporary_file_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the temporary folder is the user's own there");
        using var spool = new SpoolSink();
        File.GetUnixFileMode(spool.Handle).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static async Task<NanoBananaException> SaveFailsAsync(Stream stream)
    {
        using var client = CannedReplies.Client(DraftAndPicture);
        return await Should.ThrowAsync<NanoBananaException>(() =>
            client.SaveImageAsync(ChaosReply.Request, stream, null, Token)
        );
    }

    private static byte[] Had(int length)
    {
        var bytes = new byte[length];
        new Random(5).NextBytes(bytes);
        return bytes;
    }

    private static IEnumerable<Exception> Failures(params string[] messages) =>
        Array.ConvertAll(messages, message => new IOException(message));

    private sealed class ByMessage : IEqualityComparer<Exception>
    {
        public bool Equals(Exception? x, Exception? y) => x?.Message == y?.Message;

        public int GetHashCode(Exception obj) => obj.Message.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>Does something before one of its writes, when a part of the image is in it.</summary>
    private sealed class BreakingStream : MemoryStream
    {
        private int writes;

        public BreakingStream(byte[] had)
        {
            base.Write(had, 0, had.Length);
            Position = 0;
        }

        public int BreaksAt { get; init; } = 2;

        public Action? OnBreak { get; set; }

        public Action? OnSetLength { get; init; }

        public bool IsReadable { get; init; } = true;

        public bool IsSeekable { get; init; } = true;

        public override bool CanRead => IsReadable;

        public override bool CanSeek => IsSeekable;

        public override void SetLength(long value)
        {
            OnSetLength?.Invoke();
            base.SetLength(value);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (++writes == BreaksAt)
            {
                OnBreak!();
                cancellationToken.ThrowIfCancellationRequested();
            }

            Write(buffer.Span);
            return default;
        }
    }

    private sealed class WatchedContent(byte[] body) : ByteArrayContent(body)
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    private sealed class OneReply(HttpContent content) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => Task.FromResult(new HttpResponseMessage { Content = content, RequestMessage = request });
    }
}
