using System.Text;
using System.Text.Json;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Cli.Commands;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Stubs;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary><c>nanobanana chat</c>: what its file holds behind each line, and what is left where a line fails.</summary>
public sealed class ChatCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-chat-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Turns_are_kept_and_taken_up_another_day_exactly_as_they_came()
    {
        var first = await SayAsync("fox.json --emulator --aspect-ratio 16:9", "A red fox", "", "The same, at night");
        var kept = Contents("fox.json");
        var second = await SayAsync("fox.json --emulator", "With a moon");

        first.ExitCode.ShouldBe(ExitCodes.Conforms, first.Error);
        first.Error.ShouldStartWith("fox.json is new.");
        first
            .Error.Split('\n')
            .Count(line => line.Contains("USD 0.058 a picture", StringComparison.Ordinal))
            .ShouldBe(2);
        kept.Length.ShouldBe(4);
        second.ExitCode.ShouldBe(ExitCodes.Conforms, second.Error);
        second.Error.ShouldStartWith("fox.json: 2 turns so far.");
        second.Error.ShouldContain(", 16:9:");
        Contents("fox.json")[..4].ShouldBe(kept);
        kept[3].ShouldContain("thoughtSignature");
        Files().ShouldBe(["fox-1.png", "fox-2.png", "fox-3.png", "fox.json"]);
        second.Out.ShouldStartWith("fox-3.png  1376 x 768 image/png, ");
    }

    [Fact]
    public async Task A_model_that_may_be_misspelt_is_asked_about_before_a_turn_is_sent()
    {
        var run = await SayAsync("--emulator --provider wisgate --model models/gemini-3-pro-imag-preview", "A red fox");

        run.Error.ShouldContain(
            " models/gemini-3-pro-imag-preview is not known of WisGate: did you mean gemini-3-pro-image-preview?\n"
        );
    }

    [Fact]
    public async Task The_words_behind_a_slash_do_what_the_help_says()
    {
        var first = await SayAsync("--emulator", "A red fox", "/save mine", "/undo", "/help", "/quit", "never sent");

        first.ExitCode.ShouldBe(ExitCodes.Conforms, first.Error);
        Contents("chat.json").ShouldBeEmpty();
        Files().ShouldBe(["chat-1.png", "chat.json", "mine.png"]);
        (await File.ReadAllBytesAsync(PathOf("mine.png"), Cancel)).ShouldBe(
            await File.ReadAllBytesAsync(PathOf("chat-1.png"), Cancel)
        );
        first.Error.ShouldContain("The last turn is taken back; 0 turns left.");
        first.Error.ShouldContain("  /image PATH   adds a picture to the next turn\n");

        var second = await SayAsync("--emulator", "/image mine.png", "At night", "By day");

        second.ExitCode.ShouldBe(ExitCodes.Conforms, second.Error);
        second.Error.ShouldContain("1 picture for the next turn.");
        var turns = Contents("chat.json");
        turns[0].ShouldContain("inlineData");
        turns[2].ShouldNotContain("inlineData");
        Files().ShouldContain("chat-1-2.png"); // The one that was undone stays.
    }

    [Theory]
    [InlineData("/sav x", ExitCodes.Usage, "There is no /sav. Did you mean /save?")]
    [InlineData("/save", ExitCodes.Usage, "/save wants NAME behind it.")]
    [InlineData("/undo", ExitCodes.Usage, "There is no turn to take back.")]
    [InlineData("/save x", ExitCodes.Usage, "There is no picture yet.")]
    [InlineData("/image no.png", ExitCodes.Usage, "There is no file no.png.")]
    [InlineData("[finish: IMAGE_SAFETY]", ExitCodes.HarnessTrouble, "'nanobanana explain ImageRefused'")]
    public async Task A_line_of_a_pipe_that_fails_ends_the_session_with_nothing_changed(
        string line,
        int exitCode,
        string told
    )
    {
        var run = await SayAsync("--emulator", line, "Another");

        run.ExitCode.ShouldBe(exitCode, run.Error);
        run.Error.ShouldContain(told);
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_turn_that_fails_leaves_the_file_as_it_was_and_a_person_goes_on()
    {
        await SayAsync("fox.json --emulator", "A red fox");
        var before = await File.ReadAllBytesAsync(PathOf("fox.json"), Cancel);

        var piped = await SayAsync("fox.json --emulator --json", "[finish: IMAGE_SAFETY]");
        var after = await File.ReadAllBytesAsync(PathOf("fox.json"), Cancel);
        var typed = await CommandRun.Of(
            ["chat", "fox.json", "--emulator"],
            workingDirectory: folder,
            input: Encoding.UTF8.GetBytes("[finish: IMAGE_SAFETY]\n/nothing\nAt night\n"),
            isTerminal: true,
            cancellationToken: Cancel
        );

        piped.ExitCode.ShouldBe(ExitCodes.HarnessTrouble);
        var failure = JsonDocument.Parse(piped.Out).RootElement;
        failure.GetProperty("kind").GetString().ShouldBe(nameof(FailureKind.ImageRefused));
        failure.GetProperty("mayBeBilled").GetBoolean().ShouldBeFalse();
        after.ShouldBe(before);
        typed.ExitCode.ShouldBe(ExitCodes.Conforms, typed.Error);
        typed.Out.ShouldStartWith("> > > fox-2.png");
        Contents("fox.json").Length.ShouldBe(4);
    }

    [Fact]
    public async Task Words_instead_of_a_picture_are_shown_and_kept_so_that_the_next_turn_answers_them()
    {
        const string Stub = """
            {"mappings":[{"request":{"method":"POST"},"response":{"status":200,
            "headers":{"Content-Type":"application/json"},"body":"{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Which colour?\"}]},\"finishReason\":\"STOP\"}]}"}}]}
            """;
        await using var player = await InProcessPlayer.StartAsync(cancellationToken: Cancel);
        await player.LoadAsync(StubReader.Read(Encoding.UTF8.GetBytes(Stub)).Stubs!, Cancel);

        var run = await CommandRun.Of(
            ["chat", "--endpoint", player.BaseAddress.AbsoluteUri],
            new Dictionary<string, string> { ["WISDOM_GATE_KEY"] = "a-key-of-the-chat-tests" },
            folder,
            Encoding.UTF8.GetBytes("A fox\nnever sent"),
            cancellationToken: Cancel
        );

        run.ExitCode.ShouldBe(ExitCodes.HarnessTrouble);
        run.Error.ShouldContain("Which colour?");
        run.Error.ShouldContain("This call may have been billed. See 'nanobanana explain TextInsteadOfImage'.");
        var turns = Contents("chat.json");
        turns.Length.ShouldBe(2);
        turns[1].ShouldContain("Which colour?");
        Files().ShouldBe(["chat.json"]);
    }

    [Fact]
    public async Task The_limit_holds_over_the_turns_of_a_session()
    {
        await using var service = await EmulatorServer.StartAsync(null, Cancel);

        var run = await CommandRun.Of(
            ["chat", "--endpoint", service.BaseAddress.AbsoluteUri, "--max-cost", "0.10"],
            new Dictionary<string, string> { ["WISDOM_GATE_KEY"] = "a-key-of-the-chat-tests" },
            folder,
            Encoding.UTF8.GetBytes("A red fox\nAt night\n"),
            cancellationToken: Cancel
        );

        run.ExitCode.ShouldBe(ExitCodes.Refused, run.Error);
        run.Error.ShouldContain(
            "1 picture can cost USD 0.058 on top of the USD 0.058 spent, and --max-cost allows USD 0.10."
        );
        service.RequestCount.ShouldBe(1);
        Contents("chat.json").Length.ShouldBe(2);
        (await File.ReadAllTextAsync(PathOf("chat.json"), Cancel)).ShouldNotContain("a-key-of-the-chat-tests");
    }

    [Fact]
    public async Task What_the_model_refuses_costs_neither_a_turn_nor_a_word_of_its_price()
    {
        var run = await SayAsync("--emulator --provider google --image-size 512 --json", "A red fox");

        run.ExitCode.ShouldBe(ExitCodes.Usage, run.Error);
        run.Error.ShouldContain("does not make");
        run.Error.ShouldNotContain("price");
        var failure = JsonDocument.Parse(run.Out).RootElement;
        failure.GetProperty("number").GetInt32().ShouldBe(1);
        Files().ShouldBeEmpty();
    }

    /// <summary>Each would write over the turns of the other, which are paid for.</summary>
    [Fact]
    public async Task A_file_that_another_chat_has_is_refused_before_anything_is_sent()
    {
        await SayAsync("fox.json --emulator", "A red fox");
        var before = Contents("fox.json");
        CommandRun second;
        using (FileClaim.Take(Host(), "fox.json"))
        {
            second = await SayAsync("fox.json --emulator", "At night");
            (await SayAsync("other.json --emulator", "At night")).ExitCode.ShouldBe(ExitCodes.Conforms);
        }

        second.ExitCode.ShouldBe(ExitCodes.HarnessTrouble);
        second.Error.ShouldBe(
            "nanobanana: fox.json is open in another chat, and each would write over the other's turns. Nothing was sent. End that one with /quit, or name another file.\n"
        );
        Contents("fox.json").ShouldBe(before);
        (await SayAsync("fox.json --emulator", "At night")).ExitCode.ShouldBe(ExitCodes.Conforms);
        Files().ShouldBe(["fox-1.png", "fox-2.png", "fox.json", "other-1.png", "other.json"]);
    }

    [Theory]
    [InlineData("{}", "other.json is no conversation: ")]
    [InlineData("fox", "other.json is no conversation: ")]
    public async Task A_file_that_is_none_is_refused_and_stays(string text, string told)
    {
        await File.WriteAllTextAsync(PathOf("other.json"), text, Cancel);

        var run = await SayAsync("other.json --emulator", "A red fox");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain(told);
        run.Error.ShouldNotContain(folder);
        (await File.ReadAllTextAsync(PathOf("other.json"), Cancel)).ShouldBe(text);
    }

    private CommandHost Host() =>
        new()
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            WorkingDirectory = folder,
        };

    private Task<CommandRun> SayAsync(string options, params string[] lines) =>
        CommandRun.Of(
            ["chat", .. options.Split(' ')],
            workingDirectory: folder,
            input: Encoding.UTF8.GetBytes(string.Join('\n', lines)),
            cancellationToken: Cancel
        );

    private string PathOf(string name) => Path.Combine(folder, name);

    private string[] Contents(string name) =>
        [
            .. JsonDocument
                .Parse(File.ReadAllBytes(PathOf(name)))
                .RootElement.GetProperty("contents")
                .EnumerateArray()
                .Select(turn => turn.GetRawText()),
        ];

    private string[] Files() =>
        [
            .. Directory
                .EnumerateFileSystemEntries(folder)
                .Select(Path.GetFileName)
                .OfType<string>()
                .Order(StringComparer.Ordinal),
        ];
}
