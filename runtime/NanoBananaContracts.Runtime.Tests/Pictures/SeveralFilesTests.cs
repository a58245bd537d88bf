using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Pictures;

/// <summary>What stands where files are to be saved: replaced by all of them, or by none.</summary>
public sealed class SeveralFilesTests : IDisposable
{
    private static readonly byte[] First = SamplePictures.Png(3, 4, seed: 1);
    private static readonly byte[] Second = SamplePictures.Png(5, 6, seed: 2);
    private static readonly byte[] Third = SamplePictures.Png(7, 8, seed: 3);

    private static readonly byte[] Three = ReplyText.Reply(
        ReplyText.Image(First),
        ReplyText.Image(Second),
        ReplyText.Image(Third)
    );

    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-several-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task One_that_cannot_be_renamed_takes_those_before_it_back()
    {
        await File.WriteAllTextAsync(At("fox-1.png"), "an old one", Token);
        await File.WriteAllTextAsync(At("fox-3.png"), "an older one", Token);
        Directory.CreateDirectory(At("fox-2.png"));
        using var client = CannedReplies.Client(Three);
        var failure = await Should.ThrowAsync<NanoBananaException>(() =>
            client.SaveImagesAsync(ChaosReply.Request, At("fox.png"), null, Token)
        );
        failure.Kind.ShouldBe(FailureKind.FileNotWritten);
        failure.Message.ShouldContain(At("fox-2.png"));
        (await File.ReadAllTextAsync(At("fox-1.png"), Token)).ShouldBe("an old one");
        (await File.ReadAllTextAsync(At("fox-3.png"), Token)).ShouldBe("an older one");
        Names().ShouldBe(["fox-1.png", "fox-2.png", "fox-3.png"]);
    }

    [Fact]
    public async Task All_of_them_replace_what_was_there_and_leave_nothing_beside()
    {
        await File.WriteAllTextAsync(At("fox-1.png"), "an old one", Token);
        await File.WriteAllTextAsync(At("fox-3.png"), "an older one", Token);
        using var client = CannedReplies.Client(Three);
        await client.SaveImagesAsync(ChaosReply.Request, At("fox.png"), null, Token);
        Names().ShouldBe(["fox-1.png", "fox-2.png", "fox-3.png"]);
        (await File.ReadAllBytesAsync(At("fox-1.png"), Token)).ShouldBe(First);
        (await File.ReadAllBytesAsync(At("fox-3.png"), Token)).ShouldBe(Third);
    }

    [Fact]
    public void What_cannot_be_put_back_is_said_with_the_first_failure()
    {
        File.WriteAllText(At("fox-1.png"), "an old one");
        using var first = AtomicFile.Create(At("fox-1.png"));
        using var second = AtomicFile.Create(At("fox-2.png"), path => new Saboteur(path, At("fox-1.png")));
        Directory.CreateDirectory(At("fox-2.png"));
        var failure = Should.Throw<NanoBananaException>(() =>
            AtomicFileSet.Commit([(first, At("fox-1.png")), (second, At("fox-2.png"))])
        );
        failure.Kind.ShouldBe(FailureKind.FileNotWritten);
        failure.Message.ShouldContain(At("fox-2.png"));
        failure.Message.ShouldContain("not all could be taken back");
        failure.InnerException.ShouldBeOfType<AggregateException>().InnerExceptions.Count.ShouldBe(2);
        Directory
            .GetFiles(folder)
            .Where(path => path.EndsWith(".old", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .ShouldBe(["an old one"]);
    }

    [Theory]
    [InlineData("fox.png", "fox.png", "fox-1.png")]
    [InlineData("fox", "fox.jpg", "fox-1.jpg")]
    [InlineData("fox.jpeg", "fox.jpeg", "fox-1.jpeg")]
    [InlineData("fox.png", "fox.webp", "fox-1.webp")]
    public async Task A_place_that_cannot_be_replaced_is_found_before_anything_is_sent(
        string wish,
        string one,
        string first
    )
    {
        var handler = new CannedReplies(Three);
        using var client = new NanoBananaClient(CannedReplies.Options, new HttpClient(handler));
        Func<Task>[] ways =
        [
            () => client.SaveImageAsync(ChaosReply.Request, At(wish), Token),
            () => client.SaveImagesAsync(ChaosReply.Request, At(wish), null, Token),
        ];
        foreach (var name in new[] { one, first })
        {
            Directory.CreateDirectory(At(name));
        }

        foreach (var way in ways)
        {
            (await Should.ThrowAsync<NanoBananaException>(way)).Message.ShouldContain("names a folder");
        }

        foreach (var name in new[] { one, first })
        {
            Directory.Delete(At(name));
            await File.WriteAllTextAsync(At(name), "kept", Token);
            File.SetAttributes(At(name), FileAttributes.ReadOnly);
        }

        foreach (var way in ways)
        {
            var failure = await Should.ThrowAsync<NanoBananaException>(way);
            failure.Kind.ShouldBe(FailureKind.FileNotWritten);
            failure.Message.ShouldContain("is read-only");
        }

        handler.Requests.ShouldBe(0);
        Names().ShouldBe([first, one], ignoreOrder: true);
        foreach (var name in new[] { one, first })
        {
            File.SetAttributes(At(name), FileAttributes.Normal);
        }
    }

    [Fact]
    public void A_read_only_file_is_not_replaced_by_a_commit_either()
    {
        File.WriteAllText(At("fox.gif"), "kept");
        File.SetAttributes(At("fox.gif"), FileAttributes.ReadOnly);
        using (var file = AtomicFile.Create(At("fox.gif")))
        {
            Should
                .Throw<NanoBananaException>(() => file.Commit(At("fox.gif")))
                .Message.ShouldContain("the file there is read-only");
        }

        Names().ShouldBe(["fox.gif"]);
        File.ReadAllText(At("fox.gif")).ShouldBe("kept");
        File.SetAttributes(At("fox.gif"), FileAttributes.Normal);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_file_that_is_replaced_keeps_its_mode()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "permissions are set differently there");
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (var name in new[] { "fox.png", "fox-1.png" })
        {
            await File.WriteAllTextAsync(At(name), "an old one", Token);
            File.SetUnixFileMode(At(name), Private);
        }

        using var client = CannedReplies.Client(Three);
        await client.SaveImageAsync(ChaosReply.Request, At("fox.png"), Token);
        await client.SaveImagesAsync(ChaosReply.Request, At("fox.png"), null, Token);
        (await File.ReadAllBytesAsync(At("fox-1.png"), Token)).ShouldBe(First);
        File.GetUnixFileMode(At("fox.png")).ShouldBe(Private);
        File.GetUnixFileMode(At("fox-1.png")).ShouldBe(Private);
        File.GetUnixFileMode(At("fox-2.png")).ShouldNotBe(Private);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task No_bytes_of_a_service_run_as_their_file_s_owner()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "permissions are set differently there");
        const UnixFileMode Runs = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        await File.WriteAllTextAsync(At("fox.png"), "an old one", Token);
        File.SetUnixFileMode(At("fox.png"), Runs | UnixFileMode.SetUser | UnixFileMode.SetGroup);

        using var client = CannedReplies.Client(Three);
        await client.SaveImageAsync(ChaosReply.Request, At("fox.png"), Token);
        File.GetUnixFileMode(At("fox.png")).ShouldBe(Runs);
    }

    [Theory]
    [InlineData("other.png")]
    [InlineData("nowhere.png")]
    public async Task A_link_is_replaced_and_not_what_it_leads_to(string target)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        await File.WriteAllTextAsync(At("other.png"), "somebody's", Token);
        foreach (var name in new[] { "fox.png", "fox-1.png" })
        {
            File.CreateSymbolicLink(At(name), target);
        }

        using var client = CannedReplies.Client(Three);
        await client.SaveImageAsync(ChaosReply.Request, At("fox.png"), Token);
        await client.SaveImagesAsync(ChaosReply.Request, At("fox.png"), null, Token);
        foreach (var name in new[] { "fox.png", "fox-1.png" })
        {
            new FileInfo(At(name)).LinkTarget.ShouldBeNull();
            (await File.ReadAllBytesAsync(At(name), Token)).Length.ShouldBeGreaterThan(0);
        }

        (await File.ReadAllTextAsync(At("other.png"), Token)).ShouldBe("somebody's");
        File.Exists(At("nowhere.png")).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_many_images_two_files_are_open_and_none_is_taken_for_a_leftover()
    {
        var destination = new NumberedFileDestination(At("fox.png"));
        var sinks = new List<ImageSink>();
        for (var at = 0; at < 20; at++)
        {
            sinks.Add(destination.Open(at));
            await sinks[at].WriteAsync(First, First.Length, Token);
            if (OperatingSystem.IsLinux())
            {
                OpenHere().ShouldBeLessThanOrEqualTo(2);
            }

            sinks[at].Complete();
        }

        Age();
        Save();
        Names().Length.ShouldBe(sinks.Count + 1);

        // As if the process had been killed: nothing is locked any more.
        sinks[0].Dispose();
        Save();
        Names().ShouldBe(["fox.png"]);

        void Age()
        {
            foreach (var path in Directory.GetFiles(folder))
            {
                try
                {
                    File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-1));
                }
                catch (IOException)
                {
                    // The one that is open, on Windows.
                }
            }
        }

        void Save()
        {
            using var file = AtomicFile.Create(At("fox.png"));
            file.Write(Second, 0, Second.Length);
            file.Commit(At("fox.png"));
        }

        int OpenHere() =>
            Directory
                .GetFiles("/proc/self/fd")
                .Count(path => new FileInfo(path).LinkTarget?.StartsWith(folder, StringComparison.Ordinal) == true);
    }

    private string At(string name) => Path.Combine(folder, name);

    private string[] Names() =>
        [
            .. Directory
                .GetFileSystemEntries(folder)
                .Select(path => Path.GetFileName(path)!)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>When it is about to be renamed, another file becomes a folder that nothing can be renamed over.</summary>
    private sealed class Saboteur(string path, string victim) : FileStream(path, FileMode.CreateNew)
    {
        public override void Flush()
        {
            base.Flush();
            if (!Directory.Exists(victim))
            {
                File.Delete(victim);
                Directory.CreateDirectory(Path.Combine(victim, "full"));
            }
        }
    }
}
