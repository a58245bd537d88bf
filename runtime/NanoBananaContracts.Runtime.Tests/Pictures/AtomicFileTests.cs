using NanoBananaContracts.Runtime.Tests.Harness;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Pictures;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-files-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Fox => Path.Combine(folder, "fox.png");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_has_its_name_only_when_it_is_committed()
    {
        using (var file = AtomicFile.Create(Fox))
        {
            file.Write([1, 2, 3, 4], 1, 2);
            File.Exists(Fox).ShouldBeFalse();
            file.Length.ShouldBe(2);
            file.Commit(Fox).ShouldBe(Fox);
        }

        File.ReadAllBytes(Fox).ShouldBe([2, 3]);
        Directory.GetFileSystemEntries(folder).ShouldBe([Fox]);
    }

    [Fact]
    public void What_is_not_committed_leaves_nothing()
    {
        File.WriteAllText(Fox, "old");
        using (var file = AtomicFile.Create(Fox))
        {
            file.Write(new byte[100_000], 0, 100_000);
            Directory.GetFileSystemEntries(folder).Length.ShouldBe(2);
        }

        Directory.GetFileSystemEntries(folder).ShouldBe([Fox]);
        File.ReadAllText(Fox).ShouldBe("old");
    }

    [Fact]
    public void A_full_disk_is_said_with_path_and_cure_and_leaves_nothing()
    {
        var failure = Should.Throw<NanoBananaException>(() =>
        {
            using var file = AtomicFile.Create(Fox, path => new SmallDisk(path));
            file.Write(new byte[1000], 0, 1000);
            file.Write(new byte[1000], 0, 1000);
        });
        failure.Kind.ShouldBe(FailureKind.FileNotWritten);
        failure.Message.ShouldContain(Fox);
        failure.Message.ShouldContain("the disk is full");
        failure.Cure.ShouldContain("Free some space");
        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_full_disk_is_said_by_the_asynchronous_way_too()
    {
        using var file = AtomicFile.Create(Fox, path => new SmallDisk(path));
        var data = Base64Data.FromBytes(new byte[5000]);
        var failure = await Should.ThrowAsync<NanoBananaException>(() =>
            file.WriteAsync(data.CopyToAsync, TestContext.Current.CancellationToken)
        );
        failure.Message.ShouldContain("the disk is full");
    }

    [Fact]
    public void A_path_that_is_a_folder_or_in_none_is_refused()
    {
        Should
            .Throw<NanoBananaException>(() => AtomicFile.Create(folder).Dispose())
            .Message.ShouldContain("names a folder");
        Should
            .Throw<NanoBananaException>(() => AtomicFile.Create(Path.Combine(folder, "none", "fox")).Dispose())
            .Message.ShouldContain("its folder does not exist");
        File.WriteAllText(Path.Combine(folder, "file"), "");
        Should
            .Throw<NanoBananaException>(() => AtomicFile.Create(Path.Combine(folder, "file", "fox")).Dispose())
            .Kind.ShouldBe(FailureKind.FileNotWritten);
    }

    [Fact]
    public void A_destination_that_cannot_be_replaced_leaves_nothing()
    {
        var failure = Should.Throw<NanoBananaException>(() =>
        {
            using var file = AtomicFile.Create(Fox);
            Directory.CreateDirectory(Path.Combine(Fox, "full"));
            file.Commit(Fox);
        });
        failure.Kind.ShouldBe(FailureKind.FileNotWritten);
        Directory.GetFiles(folder).ShouldBeEmpty();
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_folder_without_permission_is_said_with_its_cure()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "permissions are set differently there");
        Assert.SkipWhen(Environment.UserName == "root", "root may write anywhere");
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Should
                .Throw<NanoBananaException>(() => AtomicFile.Create(Fox).Dispose())
                .Message.ShouldContain("may not write there");
        }
        finally
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Theory]
    [InlineData("x", 251)]
    [InlineData("\u00FC", 125)]
    public async Task A_name_as_long_as_the_file_system_takes_is_taken(string letter, int count)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "names are counted otherwise there");
        var path = Path.Combine(folder, string.Concat(Enumerable.Repeat(letter, count)) + ".png");
        using var client = CannedReplies.Client(ReplyText.Reply(ReplyText.Image(SamplePictures.Png(3, 4))));
        (await client.SaveImageAsync(ChaosReply.Request, path, Token)).Path.ShouldBe(path);
        Directory.GetFileSystemEntries(folder).ShouldBe([path]);
    }

    [Theory]
    [InlineData(".png", 252)]
    [InlineData("", 252)]
    public async Task A_longer_name_is_found_before_anything_is_sent(string extension, int count)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "names are counted otherwise there");
        var handler = new CannedReplies([]);
        using var client = new NanoBananaClient(CannedReplies.Options, new System.Net.Http.HttpClient(handler));
        var failure = await client
            .SaveImageAsync(ChaosReply.Request, Path.Combine(folder, new string('x', count) + extension), Token)
            .FailureOf();
        failure.Kind.ShouldBe(FailureKind.FileNotWritten);
        failure.Message.ShouldContain("too long");
        handler.Requests.ShouldBe(0);
        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Until_it_has_its_name_a_file_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "permissions are set differently there");
        File.WriteAllText(Path.Combine(folder, "any"), "");
        using (var file = AtomicFile.Create(Fox))
        {
            File.GetUnixFileMode(Directory.GetFiles(folder, ".*").Single())
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            file.Write([1], 0, 1);
            file.Commit(Fox);
        }

        File.GetUnixFileMode(Fox).ShouldBe(File.GetUnixFileMode(Path.Combine(folder, "any")));
        Directory.GetFileSystemEntries(folder).Length.ShouldBe(2);
    }

    [Fact]
    public void What_a_killed_process_left_goes_with_the_next_save_to_the_same_place_and_nothing_else_does()
    {
        var abandoned = Left("fox.png", "half a picture");
        var empty = Left("fox.png", "");
        var old = Left("fox.png", "");
        File.SetLastWriteTimeUtc(abandoned, DateTime.UtcNow.AddHours(-1));
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-1));
        var other = Left("cat.png", "another picture");
        using var running = AtomicFile.Create(Fox);
        running.Write([1, 2, 3], 0, 3);
        var mine = Directory.GetFiles(folder).Except([abandoned, empty, old, other]).Single();
        File.SetLastWriteTimeUtc(mine, DateTime.UtcNow.AddHours(-1));
        using (var file = AtomicFile.Create(Fox))
        {
            file.Write([1], 0, 1);
            file.Commit(Fox);
        }

        Directory.GetFiles(folder).ShouldBe([Fox, empty, other, mine], ignoreOrder: true);
        running.Commit(Fox);
        File.ReadAllBytes(Fox).ShouldBe([1, 2, 3]);
        Directory.GetFiles(folder).ShouldBe([Fox, empty, other], ignoreOrder: true);

        string Left(string name, string content)
        {
            var path = TemporaryFile.NewPath(folder, name);
            File.WriteAllText(path, content);
            return path;
        }
    }

    // With the extension of a PNG the name fits, and with the number 1.
    [Theory]
    [InlineData("a", 251, ".png")]
    [InlineData("ф", 125, "b.png")]
    [InlineData("\U0001F34C", 62, "abc.jpg")]
    [InlineData("a", 251, "")]
    public async Task A_picture_that_was_paid_for_is_saved_under_a_shorter_name_where_its_own_is_too_long(
        string letter,
        int count,
        string end
    )
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "names are counted in characters there");
        var token = TestContext.Current.CancellationToken;
        var picture = SamplePictures.WebPLossless(7, 8);
        var wish = Path.Combine(folder, string.Concat(Enumerable.Repeat(letter, count)) + end);
        using var one = CannedReplies.Client(ReplyText.Reply(ReplyText.Image(picture)));
        using var ten = CannedReplies.Client(ReplyText.Reply(Enumerable.Repeat(ReplyText.Image(picture), 10)));

        var saved = await one.SaveImageAsync(ChaosReply.Request, wish, token);
        Check(saved.Path!, ".webp");

        var shorter = Path.Combine(folder, string.Concat(Enumerable.Repeat(letter, count - 2)) + end);
        var several = await ten.SaveImagesAsync(ChaosReply.Request, shorter, null, token);
        several.Select(image => image.Path).Distinct().Count().ShouldBe(10);
        for (var at = 0; at < 10; at++)
        {
            Check(several[at].Path!, $"-{at + 1}.webp");
        }

        void Check(string path, string ending)
        {
            path.ShouldEndWith(ending);
            Path.GetFileName(path).ShouldStartWith(letter);
            File.ReadAllBytes(path).ShouldBe(picture);
        }
    }

    [Theory]
    [InlineData(typeof(UnauthorizedAccessException), "may not write there")]
    [InlineData(typeof(PathTooLongException), "too long")]
    [InlineData(typeof(NotSupportedException), "not one of this system")]
    [InlineData(typeof(System.Security.SecurityException), "may not write there")]
    public void What_the_file_system_throws_is_named(Type exception, string expected)
    {
        var failure = Should.Throw<NanoBananaException>(() =>
            AtomicFile.Create(Fox, _ => throw (Exception)Activator.CreateInstance(exception)!)
        );
        failure.Kind.ShouldBe(FailureKind.FileNotWritten);
        failure.Message.ShouldContain(expected);
    }

    [Fact]
    public async Task A_generated_image_is_saved_under_the_extension_of_its_bytes()
    {
        var token = TestContext.Current.CancellationToken;
        foreach (var (_, (bytes, format, width, height)) in SamplePictures.All)
        {
            var data = Base64Data.FromBytes(bytes);
            var image = new GeneratedImage(data, PictureInspector.Inspect(data), "image/png", isDraft: true);
            (image.Format, image.Width, image.Height, image.Length).ShouldBe((format, width, height, bytes.Length));
            (image.MediaType, image.DeclaredMediaType, image.IsDraft).ShouldBe((format.MediaType(), "image/png", true));
            image.ToArray().ShouldBe(bytes);
            image.ToString().ShouldBe($"{format} {width}x{height}, {bytes.Length} bytes, draft");
            using var copy = new MemoryStream();
            await image.OpenRead().CopyToAsync(copy, token);
            await image.CopyToAsync(copy, token);
            copy.ToArray().ShouldBe([.. bytes, .. bytes]);
            var path = await image.SaveAsync(Fox, token);
            path.ShouldBe(Path.ChangeExtension(Fox, format.FileExtension()));
            (await File.ReadAllBytesAsync(path, token)).ShouldBe(bytes);
        }

        Directory.GetFileSystemEntries(folder).Select(Path.GetExtension).ShouldNotContain(".part");
    }

    [Fact]
    public async Task Saving_that_is_cancelled_leaves_nothing()
    {
        var data = Base64Data.FromBytes(SamplePictures.Png(100, 100));
        var image = new GeneratedImage(data, PictureInspector.Inspect(data));
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => image.SaveAsync(Fox, cancel.Token));
        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
    }

    /// <summary>A file on a disk of 1,500 bytes.</summary>
    private sealed class SmallDisk(string path)
        : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1)
    {
        private const int NoSpace = 28;

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length + count > 1500)
            {
                throw new IOException("No space left on device", NoSpace);
            }

            base.Write(buffer, offset, count);
        }

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        ) =>
            buffer.Length > 1500
                ? throw new IOException("No space left on device", NoSpace)
                : base.WriteAsync(buffer, cancellationToken);
    }
}
