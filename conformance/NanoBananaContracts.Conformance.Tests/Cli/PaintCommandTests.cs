using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Cli.Commands;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary><c>nanobanana paint</c>: what is said before a call, what lies in the folder behind it, and what it may cost.</summary>
public sealed class PaintCommandTests : IDisposable
{
    private const string Key = "a-key-of-the-paint-tests";

    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-paint-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_picture_is_priced_made_and_saved_with_its_true_extension()
    {
        var run = await RunAsync("paint", "A red fox, in snow!", "--emulator", "--aspect-ratio", "16:9");

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        Files().ShouldBe(["a-red-fox-in-snow.png"]);
        var (width, height) = PixelsOf("a-red-fox-in-snow.png");
        run.Out.ShouldStartWith($"a-red-fox-in-snow.png  {width} x {height} image/png, ");
        run.Out.ShouldContain("nothing billed");
        run.Out.ShouldContain("painted by the emulator");
        run.Error.ShouldBe(
            "1 picture of gemini-3.1-flash-image-preview at an emulator of WisGate, 16:9: USD 0.058 a picture, limit USD 1.00. Nothing is billed here.\n"
        );
    }

    [Fact]
    public async Task A_pipe_gets_neither_links_nor_progress_and_a_terminal_gets_both()
    {
        var variables = new Dictionary<string, string> { ["TERM_PROGRAM"] = "WezTerm" };

        var piped = await CommandRun.Of(["paint", "fox", "--emulator"], variables, folder, cancellationToken: Cancel);
        var shown = await CommandRun.Of(
            ["paint", "fox", "--emulator"],
            variables,
            folder,
            isTerminal: true,
            cancellationToken: Cancel
        );
        var plain = await CommandRun.Of(
            ["paint", "fox", "--emulator"],
            new Dictionary<string, string> { ["TERM_PROGRAM"] = "WezTerm", ["NO_COLOR"] = "1" },
            folder,
            isTerminal: true,
            cancellationToken: Cancel
        );

        (piped.Out + piped.Error).ShouldNotContain("\e");
        var file = new Uri(Path.Combine(folder, "fox-2.png")).AbsoluteUri;
        shown.Out.ShouldStartWith($"\e]8;;{file}\e\\fox-2.png\e]8;;\e\\  1024 x 1024");
        shown.Error.ShouldContain(" s. Ctrl+C cancels.");
        shown.Error.ShouldEndWith("\r\e[K");
        plain.Out.ShouldNotContain("\e");
    }

    [Fact]
    public async Task A_file_that_is_there_is_never_written_over_and_several_are_numbered()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "fox.png"), "mine", Cancel);

        var run = await RunAsync("paint", "x", "--out", "fox.jpg", "--count", "2", "--emulator");

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        Files().ShouldBe(["fox-2.png", "fox-3.png", "fox.png"]);
        (await File.ReadAllTextAsync(Path.Combine(folder, "fox.png"), Cancel)).ShouldBe("mine");
        run.Error.ShouldContain("all 2 at most USD 0.116");
        run.Out.TrimEnd().ShouldEndWith("2 pictures, nothing billed.");
    }

    [Fact]
    public async Task Commands_that_run_at_once_do_not_take_each_others_names()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync("paint", "fox", "--emulator")));

        runs.ShouldAllBe(run => run.ExitCode == ExitCodes.Conforms);
        Files().ShouldBe(["fox-2.png", "fox-3.png", "fox-4.png", "fox.png"]);
        runs.Select(run => run.Out.Split("  ")[0]).Order(StringComparer.Ordinal).ShouldBe(Files());
    }

    [Fact]
    public async Task Scripts_get_an_object_a_line()
    {
        var run = await RunAsync("paint", "fox", "--emulator", "--json", "--provider", "google", "--image-size", "2K");

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        var lines = run.Out.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        lines.Select(line => line.GetProperty("type").GetString()).ShouldBe(["plan", "picture"]);
        lines[0].GetProperty("usdPerPicture").ValueKind.ShouldBe(JsonValueKind.Null);
        lines[1].GetProperty("path").GetString().ShouldBe(Path.Combine(folder, "fox.jpg"));
        var (width, height) = PixelsOf("fox.jpg");
        lines[1].GetProperty("width").GetInt32().ShouldBe(width);
        lines[1].GetProperty("height").GetInt32().ShouldBe(height);
        run.Error.ShouldContain("price not known");
    }

    [Fact]
    public async Task A_picture_to_work_from_goes_along_and_one_that_is_none_is_told_before_anything_is_sent()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "page.png"), "<!DOCTYPE html>", Cancel);
        (await RunAsync("paint", "fox", "--emulator")).ExitCode.ShouldBe(ExitCodes.Conforms);

        var edited = await RunAsync("paint", "at night", "--image", "fox.png", "--emulator");
        var page = await RunAsync("paint", "at night", "--image", "page.png", "--emulator");
        var missing = await RunAsync("paint", "at night", "--image", "no.png", "--emulator");

        edited.ExitCode.ShouldBe(ExitCodes.Conforms, edited.Error);
        page.ExitCode.ShouldBe(ExitCodes.Usage);
        page.Error.ShouldContain("HTML");
        missing.ExitCode.ShouldBe(ExitCodes.Usage);
        missing.Error.ShouldBe("nanobanana: There is no file no.png. See 'nanobanana paint --help'.\n");
        Files().ShouldBe(["at-night.png", "fox.png", "page.png"]);
    }

    [Theory]
    [InlineData("paint fox", "set WISDOM_GATE_KEY or GEMINI_API_KEY")]
    [InlineData("paint fox", "--emulator")]
    [InlineData("paint red fox --emulator", "Put the prompt in quotes")]
    [InlineData("paint fox --emulator --image-size 3K", "use one of 512, 1K, 2K, 4K")]
    [InlineData("paint fox --emulator --aspect-ratio 7:3", "--aspect-ratio: ")]
    [InlineData("paint -5-degrees --emulator", "Words that begin with a dash stand last, behind --.")]
    [InlineData("paint fox --emulator --out no-such-folder/fox", "There is no folder no-such-folder")]
    [InlineData("paint fox --emulator --endpoint http://127.0.0.1:1", "Leave --endpoint out")]
    [InlineData("paint fox --emulator --provider google --image-size 512", "does not make")]
    public async Task What_cannot_be_sent_is_told_with_the_cure_and_leaves_nothing(string line, string told)
    {
        var run = await RunAsync(line.Split(' '));

        run.ExitCode.ShouldBe(ExitCodes.Usage, run.Error);
        run.Error.ShouldContain(told);
        Files().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--provider google --image-size 512", "Use \"1K\", \"2K\" or \"4K\".")]
    [InlineData(
        "--model gemini-3-pro-image --provider google --aspect-ratio 1:8",
        "Models of Google that take \"1:8\""
    )]
    public async Task What_the_model_refuses_is_refused_before_a_price_is_said(string options, string told)
    {
        var run = await RunAsync(["paint", "fox", "--emulator", "--json", "--count", "3", .. options.Split(' ')]);

        run.ExitCode.ShouldBe(ExitCodes.Usage, run.Error);
        run.Error.ShouldStartWith("nanobanana: generationConfig.imageConfig.");
        run.Error.ShouldContain(told);
        run.Error.ShouldNotContain("price");
        run.Error.ShouldNotContain("made");
        JsonDocument.Parse(run.Out).RootElement.GetProperty("type").GetString().ShouldBe("failure");
        Files().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a-project-of-mine")]
    public async Task An_emulator_of_Vertex_AI_asks_for_no_project(string? project)
    {
        var variables = new Dictionary<string, string>();
        if (project is not null)
        {
            variables["GOOGLE_CLOUD_PROJECT"] = project;
        }

        var run = await CommandRun.Of(
            ["paint", "fox", "--emulator", "--provider", "vertex"],
            variables,
            folder,
            cancellationToken: Cancel
        );

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        run.Error.ShouldStartWith("1 picture of gemini-3-pro-image at an emulator of Vertex AI: ");
        Files().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_wait_for_the_emulator_is_not_measured_against_the_service_s_time()
    {
        var run = await CommandRun.Of(
            ["paint", "fox", "--emulator"],
            workingDirectory: folder,
            isTerminal: true,
            cancellationToken: Cancel
        );

        run.Error.ShouldContain("0 s. Ctrl+C cancels.");
        run.Error.ShouldNotContain("about");
    }

    [Fact]
    public async Task A_prompt_of_blanks_is_told_and_one_of_the_standard_input_is_read()
    {
        var blank = await RunAsync("paint", "  ", "--emulator");
        var piped = await CommandRun.Of(
            ["paint", "-", "--emulator"],
            workingDirectory: folder,
            input: Encoding.UTF8.GetBytes("  Ein Fuchs\n"),
            cancellationToken: Cancel
        );

        (await RunAsync("paint", "--emulator", "--", "-5 degrees")).ExitCode.ShouldBe(ExitCodes.Conforms);
        File.Delete(Path.Combine(folder, "5-degrees.png"));
        blank.ExitCode.ShouldBe(ExitCodes.Usage);
        blank.Error.ShouldContain("The prompt is empty");
        piped.ExitCode.ShouldBe(ExitCodes.Conforms, piped.Error);
        Files().ShouldBe(["ein-fuchs.png"]);
    }

    [Theory]
    [InlineData("gemini-3.1-flash-imag-preview", "gemini-3.1-flash-image-preview")]
    [InlineData("gemini-3-pro-image", "gemini-3-pro-image-preview")]
    public async Task A_model_that_may_be_misspelt_is_asked_about_before_it_is_sent_and_sent(string model, string meant)
    {
        var run = await RunAsync("paint", "fox", "--emulator", "--provider", "wisgate", "--model", model);

        run.Error.Split('\n')[0].ShouldEndWith($" {model} is not known of WisGate: did you mean {meant}?");
        run.Error.ShouldContain("answered 404", customMessage: "it may be a new model, and was sent");
    }

    [Theory]
    [InlineData("mystery")]
    [InlineData("gemini-2.5-flash-image")]
    public async Task A_model_that_is_known_or_like_none_is_not_asked_about(string model)
    {
        var run = await RunAsync("paint", "fox", "--emulator", "--provider", "wisgate", "--model", model);

        run.Error.ShouldContain($"1 picture of {model} at");
        run.Error.ShouldNotContain("is not known of");
    }

    [Theory]
    [InlineData("--max-cost 0.05", "1 picture can cost USD 0.058, and --max-cost allows USD 0.05. Nothing was sent.")]
    [InlineData("--count 18", "18 pictures can cost USD 1.044, and the usual limit allows USD 1.00.")]
    [InlineData("--count 2 --model mystery", "no limit can be kept. Nothing was sent. Say it with --assume-price USD")]
    [InlineData("--max-cost 1 --model mystery", "no limit can be kept. Nothing was sent.")]
    [InlineData("--max-cost 1 --model mystery --assume-price 2", "1 picture can cost USD 2.00")]
    public async Task What_could_cost_more_than_is_allowed_is_not_sent(string options, string told)
    {
        await using var service = await EmulatorServer.StartAsync(null, Cancel);

        var run = await LiveAsync(service.BaseAddress, "paint", "fox", options);

        run.ExitCode.ShouldBe(ExitCodes.Refused, run.Error);
        run.Error.ShouldContain(told);
        service.RequestCount.ShouldBe(0);
        Files().ShouldBeEmpty();
    }

    [Fact]
    public void The_limit_holds_over_all_calls_by_what_they_really_cost()
    {
        var spent = new Budget(0.10m);
        var price = new PicturePrice(0.04m, HasWords: false);
        spent.Require(price, 2);
        spent.Add(0.07m, price);

        var refused = Should.Throw<CommandException>(() => spent.Require(price, 1));

        refused.ExitCode.ShouldBe(ExitCodes.Refused);
        refused.Message.ShouldContain("on top of the USD 0.07 spent");
        refused.Message.ShouldContain("No more was sent.");
    }

    [Fact]
    public async Task A_service_that_refuses_is_told_with_its_words_and_nothing_more_is_sent()
    {
        await using var service = await EmulatorServer.StartAsync(new() { ApiKey = "another-key" }, Cancel);

        var run = await LiveAsync(service.BaseAddress, "paint", "fox", "--count 3 --json");

        run.ExitCode.ShouldBe(ExitCodes.HarnessTrouble);
        run.Error.ShouldContain("0 pictures of 3 made; no more was sent.");
        run.Error.ShouldContain("See 'nanobanana explain ");
        (run.Out + run.Error).ShouldNotContain(Key);
        var failure = JsonDocument.Parse(run.Out.TrimEnd().Split('\n')[^1]).RootElement;
        failure.GetProperty("type").GetString().ShouldBe("failure");
        failure.GetProperty("mayBeBilled").GetBoolean().ShouldBeFalse();
        service.RequestCount.ShouldBe(1);
        Files().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task What_a_model_says_is_shown_and_not_obeyed_and_has_no_key_in_it(string form)
    {
        await using var service = await EmulatorServer.StartAsync(null, Cancel);
        var prompt = $"a \e]0;owned\afox \u009b31m {Key}";

        var run = await LiveAsync(service.BaseAddress, "paint", prompt, form == "json" ? "--json" : "--count 1");

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        run.Out.ShouldContain("painted by the emulator");
        (run.Out + run.Error).ShouldNotContain(Key);
        (run.Out + run.Error).Where(unit => char.IsControl(unit) && unit != '\n').ShouldBeEmpty();
    }

    [Fact]
    public async Task An_interrupted_call_leaves_nothing_behind_and_says_that_it_may_be_billed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

        var run = CommandRun.Of(
            ["paint", "fox", "--endpoint", address.AbsoluteUri],
            new Dictionary<string, string> { ["WISDOM_GATE_KEY"] = Key },
            folder,
            cancellationToken: end.Token
        );
        using (var line = await listener.AcceptSocketAsync(Cancel))
        {
            (await line.ReceiveAsync(new byte[1], Cancel)).ShouldBe(1); // The request is on its way.
            await end.CancelAsync();
            var ended = await run;

            ended.ExitCode.ShouldBe(ExitCodes.Interrupted);
            ended.Out.ShouldBeEmpty();
            ended.Error.ShouldEndWith(
                "The call was given up, and no file is left of it; the service may bill it.\nnanobanana: Interrupted.\n"
            );
        }

        Files().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("A red fox, in snow!", "a-red-fox-in-snow")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("雪の中の赤い狐", "雪の中の赤い狐")]
    [InlineData("!!!", "picture")]
    [InlineData("NUL", "picture-nul")]
    [InlineData(
        "a very long prompt that goes on and on and never comes to its end",
        "a-very-long-prompt-that-goes-on-and-on"
    )]
    public void A_picture_is_called_after_its_prompt(string prompt, string name) =>
        NewPictureFile.NameOf(prompt).ShouldBe(name);

    private Task<CommandRun> RunAsync(params string[] args) =>
        CommandRun.Of(args, workingDirectory: folder, cancellationToken: Cancel);

    private Task<CommandRun> LiveAsync(Uri service, string command, string prompt, string options) =>
        CommandRun.Of(
            [command, prompt, .. options.Split(' '), "--endpoint", service.AbsoluteUri],
            new Dictionary<string, string> { ["WISDOM_GATE_KEY"] = Key },
            folder,
            cancellationToken: Cancel
        );

    private string[] Files() =>
        [
            .. Directory
                .EnumerateFileSystemEntries(folder)
                .Select(Path.GetFileName)
                .OfType<string>()
                .Order(StringComparer.Ordinal),
        ];

    private (int Width, int Height) PixelsOf(string name)
    {
        var found = PictureInspector.Inspect(File.ReadAllBytes(Path.Combine(folder, name)));
        found.IsWhole.ShouldBeTrue();
        return (found.Width, found.Height);
    }
}
