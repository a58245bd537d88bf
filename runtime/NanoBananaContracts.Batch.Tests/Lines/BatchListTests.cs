using System.IO.Pipes;
using System.Text;
using NanoBananaContracts.Batch.Tests.Harness;
using NanoBananaContracts.BatchServers;

namespace NanoBananaContracts.Batch.Tests.Lines;

/// <summary>What a list may say, and what is said of one that says something else.</summary>
public sealed class BatchListTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly NanoBananaClient client = new(
        new NanoBananaOptions { Provider = ProviderInfo.Google, ApiKey = new ApiKey("key-of-the-tests") }
    );

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Lines_have_their_numbers_and_prices()
    {
        var list = List(
            "\uFEFF{\"prompt\": \"A red fox\"}\r\n"
                + "\n"
                + "  \t\n"
                + """{"prompt": "Ein Fuchs bei Nacht 🦊", "aspectRatio": "16:9", "imageSize": "4K", "count": 3, "name": "fox.v2", "model": "gemini-3-pro-image"}"""
        );

        var check = await list.CheckAsync(Token);
        var lines = await list.ReadAsync(Token).ToArrayAsync(Token);

        check.Mistakes.ShouldBeEmpty();
        check.IsSound.ShouldBeTrue();
        lines
            .Select(line => line.Line)
            .ShouldBe([
                new BatchLine(1, "A red fox"),
                new BatchLine(4, "Ein Fuchs bei Nacht 🦊")
                {
                    AspectRatio = "16:9",
                    ImageSize = "4K",
                    Count = 3,
                    Name = "fox.v2",
                    Model = "gemini-3-pro-image",
                },
            ]);
        (check.Lines, check.Pictures).ShouldBe((2, 4));
        check.MostMicroUsd.ShouldBe(lines[0].MostMicroUsd + (3 * lines[1].MostMicroUsd));
        var model = ProviderInfo.Google.FindModel("gemini-3-pro-image")!;
        lines[1]
            .MostMicroUsd.ShouldBe(PicturePrices.ToMicroUsd(model.PricePerImageUsd(ImageSize.Size4K)!.Value + 0.01m));
    }

    [Fact]
    public async Task A_pipe_is_no_list_for_it_is_read_more_than_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes have paths on Linux.");
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        var list = new BatchList(new ScriptedClient(_ => null), $"/dev/fd/{pipe.GetClientHandleAsString()}");

        var refused = await Should.ThrowAsync<IOException>(() => list.CheckAsync(Token));

        refused.Message.ShouldStartWith("It is a pipe, which can be read only once;");
        refused.Message.ShouldEndWith("Write it to a file first.");
    }

    [Theory]
    [InlineData(
        """{"prompt": "a", "colour": "red"}""",
        17,
        "There is no property 'colour'. There are prompt, images, aspectRatio, imageSize, model, count, name."
    )]
    [InlineData("""{"promt": "a", "prompt": "a"}""", 2, "There is no property 'promt'. Did you mean 'prompt'?")]
    [InlineData("""{"prompt": "a", "ratio": "1:1"}""", 17, "There is no property 'ratio'. Did you mean 'aspectRatio'?")]
    [InlineData(
        """{"prompt": "a", "imagesize": "2K"}""",
        17,
        "There is no property 'imagesize'. Did you mean 'imageSize'?"
    )]
    [InlineData("""{"prompt": "a", "prompt": "b"}""", 17, "'prompt' is there twice. Leave one of them out.")]
    [InlineData("""{"prompt": ""}""", 12, "The prompt is empty. Say what to paint.")]
    [InlineData("""{"prompt": null}""", 12, "'prompt' is a text in double quotes.")]
    [InlineData("""{"prompt": "a", "model": " "}""", 26, "'model' is empty. Leave it out.")]
    [InlineData(
        """{"count": 2}""",
        null,
        """There is no prompt. Say what to paint: {"prompt": "A red fox in snow"}."""
    )]
    [InlineData("""{"prompt": "a", "count": 0}""", 26, "'count' is a whole number from 1 to 1000.")]
    [InlineData("""{"prompt": "a", "count": 1.5}""", 26, "'count' is a whole number from 1 to 1000.")]
    [InlineData("""{"prompt": "a", "count": "2"}""", 26, "'count' is a whole number from 1 to 1000.")]
    [InlineData(
        """{"prompt": "a", "images": "fox.png"}""",
        27,
        """'images' is a list of paths in square brackets, such as ["fox.png"]."""
    )]
    [InlineData(
        """{"prompt": "a", "name": "../fox"}""",
        25,
        "The name '../fox' cannot be that of a file everywhere. Take letters from A to Z, digits, '.', '_' and '-'."
    )]
    [InlineData(
        """{"prompt": "a", "name": "fox.png"}""",
        25,
        "The name 'fox.png' has an extension, which follows the picture's bytes. Leave it out."
    )]
    [InlineData(
        """{"prompt": "a", "name": "00001-fox"}""",
        25,
        "The name '00001-fox' begins as the names do that are given to lines without one. Take one that does not begin with 5 digits."
    )]
    [InlineData(
        """{"prompt": "a", "name": ".fox"}""",
        25,
        "The name '.fox' begins or ends as no file's should. Let it begin with a letter or a digit, and not end with a '.'."
    )]
    [InlineData(
        """{"prompt": "a", "name": "Com1.x"}""",
        25,
        "The name 'Com1.x' is that of a device on Windows. Take another one."
    )]
    [InlineData(
        """["a"]""",
        1,
        """A line is a JSON object, such as {"prompt": "A red fox in snow"}. A list of them has no brackets around it."""
    )]
    [InlineData("A red fox", 1, null)]
    [InlineData("""{"prompt": "a"} {"prompt": "b"}""", 17, null)]
    [InlineData(
        """{"prompt": "a",}""",
        16,
        """This is no JSON: A comma stands behind the last property. Write one object a line, such as {"prompt": "A red fox in snow"}."""
    )]
    [InlineData(
        """{"prompt": "a" """,
        null,
        """This is no JSON: The object does not end on this line. Write one object a line, such as {"prompt": "A red fox in snow"}."""
    )]
    [InlineData("""{"prompt": "a", "name": 7}""", 25, "'name' is a text in double quotes, or left out.")]
    [InlineData(
        """{"prompt": "\ud83e"}""",
        12,
        "'prompt' has an escape that is no character. Write the character itself."
    )]
    public async Task A_mistake_has_its_place_and_its_cure(string line, int? column, string? message)
    {
        var check = await List("""{"prompt": "sound"}""" + "\n" + line).CheckAsync(Token);

        var mistake = check.Mistakes.ShouldHaveSingleItem();
        mistake.Line.ShouldBe(2);
        if (column is not null)
        {
            mistake.Column.ShouldBe(column);
        }

        if (message is not null)
        {
            mistake.Message.ShouldBe(message);
        }
        else
        {
            mistake.Message.ShouldStartWith("This is no JSON: ");
            mistake.Message.ShouldEndWith("""Write one object a line, such as {"prompt": "A red fox in snow"}.""");
            mistake.Message.ShouldNotContain("LineNumber");
        }

        (check.Lines, check.Pictures, check.MistakeCount, check.IsSound).ShouldBe((2, 1, 1, false));
        await Should.ThrowAsync<BatchException>(async () => await List(line).ReadAsync(Token).ToArrayAsync(Token));
    }

    [Fact]
    public async Task All_mistakes_of_a_list_are_found_at_once()
    {
        var check = await List(
                """
                {"prompt": "a", "imageSize": "3K", "aspectRatio": "5:7"}
                {"prompt": "b", "aspectRatio": "5:7", "images": ["none.png"]}
                {"prompt": "c", "name": "fox"}
                {"prompt": "d", "name": "Fox"}
                {"prompt": "e", "name": "x", "count": 2}
                {"prompt": "f", "name": "x-2"}
                {"colour": 1, "count": "many"}
                """
            )
            .CheckAsync(Token);

        var ratio = client.CheckRequest(GenerateContentRequest.ForImage("b", AspectRatio.Undocumented("5:7")))!.Message;
        check
            .Mistakes.Select(mistake => mistake.ToString())
            .ShouldBe([
                "line 1: generationConfig.imageConfig.imageSize is \"3K\", which "
                    + $"{client.Model} of Google does not make. Use \"1K\", \"2K\" or \"4K\".",
                "line 1: " + ratio,
                "line 2: The input image 'none.png' cannot be read: there is no such file. Correct the path; a relative one begins at the folder of the list.",
                "line 2: " + ratio,
                "line 4: Line 3 has the name 'Fox' already. Take another one, or leave it out.",
                "line 6: Line 5 has the name 'x-2' already. Take another one, or leave it out.",
                "line 7, column 2: There is no property 'colour'. There are prompt, images, aspectRatio, imageSize, model, count, name.",
                "line 7, column 24: 'count' is a whole number from 1 to 1000.",
                """line 7: There is no prompt. Say what to paint: {"prompt": "A red fox in snow"}.""",
            ]);
        (check.Lines, check.MistakeCount).ShouldBe((7, 9));
    }

    [Fact]
    public async Task Pictures_to_work_from_are_looked_at()
    {
        await File.WriteAllBytesAsync(folder.Of("fox.png"), NanoBananaModelFactory.Png(), Token);
        await File.WriteAllBytesAsync(folder.Of("cut.png"), NanoBananaModelFactory.Png()[..40], Token);
        await File.WriteAllTextAsync(folder.Of("words.png"), "words", Token);

        var check = await List(
                """
                {"prompt": "a", "images": ["fox.png"]}
                {"prompt": "b", "images": ["fox.png", "cut.png"]}
                {"prompt": "c", "images": ["words.png"]}
                {"prompt": "d", "images": [".", "cut.png"]}
                """
            )
            .CheckAsync(Token);

        check.Mistakes.Select(mistake => mistake.Line).ShouldBe([2, 3, 4, 4]);
        check.Mistakes.ShouldAllBe(mistake => mistake.Message.Contains("input image"));
    }

    [Fact]
    public async Task A_pipe_or_a_device_is_no_picture_and_nobody_waits_for_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There, a pipe has no path in a folder.");
        await ChildProcess.RunAsync("/usr/bin/mkfifo", [folder.Of("pipe.png")]);
        File.CreateSymbolicLink(folder.Of("link.png"), folder.Of("pipe.png"));

        var check = await List(
                """
                {"prompt": "a", "images": ["pipe.png"]}
                {"prompt": "b", "images": ["link.png"]}
                {"prompt": "c", "images": ["/dev/zero"]}
                """
            )
            .CheckAsync(Token);

        check.Mistakes.Select(mistake => mistake.Line).ShouldBe([1, 2, 3]);
        check.Mistakes.ShouldAllBe(mistake => mistake.Message.Contains("it is empty, or no file but a pipe"));
    }

    [Fact]
    public async Task What_is_no_text_is_no_list()
    {
        var bytes = new byte[] { (byte)'{', 0xC3, 0x28, (byte)'}', (byte)'\n' };
        var list = new BatchList(client, () => new MemoryStream(bytes), folder.Path);

        (await list.CheckAsync(Token))
            .Mistakes.ShouldHaveSingleItem()
            .Message.ShouldStartWith("The line is not UTF-8.");
    }

    [Fact]
    public async Task A_line_that_never_ends_is_passed_over_in_little_memory()
    {
        var head = Encoding.UTF8.GetBytes("{\"prompt\": \"a\"}\n");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var list = new BatchList(
            client,
            () => new RepeatingStream(head, (byte)'x', 30_000_000, Encoding.UTF8.GetBytes("\n{\"prompt\": \"b\"}")),
            folder.Path
        );

        var check = await list.CheckAsync(Token);

        (check.Lines, check.Pictures, check.MistakeCount).ShouldBe((3, 2, 1));
        check
            .Mistakes[0]
            .ToString()
            .ShouldBe("line 2: The line is longer than 1024 KiB. Write one JSON object a line.");
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(20_000_000);
    }

    [Fact]
    public async Task Mistakes_are_counted_beyond_those_that_are_kept()
    {
        var check = await List(string.Join('\n', Enumerable.Repeat("x", 1500))).CheckAsync(Token);

        (check.Mistakes.Count, check.MistakeCount, check.Lines).ShouldBe((1000, 1500, 1500));
    }

    [Fact]
    public async Task Without_a_price_a_list_is_checked_and_not_run()
    {
        const string Unknown = """{"prompt": "a", "model": "gemini-9-image"}""";

        var check = await List("""{"prompt": "a"}""" + "\n" + Unknown).CheckAsync(Token);
        (check.UnpricedLine, check.UnpricedModel, check.MistakeCount, check.IsSound).ShouldBe(
            (2, "gemini-9-image", 0, false)
        );
        (
            await Should.ThrowAsync<BatchException>(async () =>
                await List(Unknown).ReadAsync(Token).ToArrayAsync(Token)
            )
        ).Message.ShouldStartWith("Line 1: what a picture costs here is not known");

        var priced = new BatchList(client, () => new MemoryStream(Encoding.UTF8.GetBytes(Unknown)), folder.Path)
        {
            AssumedPriceUsd = 0.0000011m,
        };
        (await priced.ReadAsync(Token).SingleAsync(Token)).MostMicroUsd.ShouldBe(2); // rounded up
    }

    [Theory]
    [InlineData("A red fox, in snow!", null, 1, "00007-a-red-fox-in-snow")]
    [InlineData("狐", null, 1, "00007")]
    [InlineData("狐", null, 3, "00007-2")]
    [InlineData("../../etc/passwd", null, 1, "00007-etc-passwd")]
    [InlineData("x", "fox", 1, "fox")]
    [InlineData("x", "fox", 2, "fox-2")]
    public void A_picture_has_the_same_name_in_every_run(string prompt, string? name, int count, string stem) =>
        PictureNames.StemOf(new BatchLine(7, prompt) { Name = name, Count = count }, 2).ShouldBe(stem);

    [Fact]
    public async Task A_list_in_a_file_has_its_pictures_beside_it()
    {
        await File.WriteAllBytesAsync(folder.Of("fox.png"), NanoBananaModelFactory.Png(), Token);
        await File.WriteAllTextAsync(folder.Of("list.jsonl"), """{"prompt": "a", "images": ["fox.png"]}""", Token);

        var list = new BatchList(client, folder.Of("list.jsonl"));

        (await list.CheckAsync(Token)).IsSound.ShouldBeTrue();
        list.ImageFolder.ShouldBe(folder.Path);
        // A picture to work from is paid for, too.
        var without = await List("""{"prompt": "a"}""").ReadAsync(Token).SingleAsync(Token);
        var with = await list.ReadAsync(Token).SingleAsync(Token);
        var input = client.Provider.FindModel(client.Model)!.TokenPrices.TextInput!.Value;
        (with.MostMicroUsd - without.MostMicroUsd).ShouldBe((long)decimal.Ceiling(2520 * input));
    }

    private BatchList List(string text) =>
        new(client, () => new MemoryStream(Encoding.UTF8.GetBytes(text)), folder.Path);

    /// <summary>A head, one byte again and again, and a tail; handed out in odd pieces.</summary>
    private sealed class RepeatingStream(byte[] head, byte repeated, long count, byte[] tail) : Stream
    {
        private long position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => head.Length + count + tail.Length;

        public override long Position
        {
            get => position;
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            var most = (int)Math.Min(Math.Min(buffer.Length, 7001), Length - position);
            for (var at = 0; at < most; at++, position++)
            {
                buffer[at] =
                    position < head.Length ? head[position]
                    : position < head.Length + count ? repeated
                    : tail[position - head.Length - count];
            }

            return most;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Read(buffer.Span));

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
