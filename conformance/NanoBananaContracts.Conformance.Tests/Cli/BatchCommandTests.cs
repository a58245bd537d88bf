using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary><c>nanobanana batch</c>: what is said before, what lies in the folder behind it, what it may cost, and how it goes on.</summary>
public sealed class BatchCommandTests : IDisposable
{
    private readonly BatchFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_list_becomes_pictures_a_manifest_and_a_contact_sheet_and_the_same_again_sends_nothing()
    {
        await using var service = await EmulatorServer.StartAsync(null, Cancel);
        folder.Write(
            """{"prompt": "A red fox", "imageSize": "0.5K", "count": 2, "name": "fox"}""",
            "",
            """{"prompt": "A blue boat", "imageSize": "0.5K", "aspectRatio": "16:9"}"""
        );

        var run = await folder.RunAsync(service.BaseAddress, "--out out");
        var again = await folder.RunAsync(service.BaseAddress, "--out out");

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        run.Error.ShouldStartWith("2 lines, 3 pictures at WisGate (http://127.0.0.1:");
        run.Error.ShouldContain("): at most USD 0.174, limit USD 1.00.\n");
        run.Out.ShouldBe(
            "3 pictures, USD 0.174 spent.\ncontact sheet: out/contact-sheet.html\nmanifest: out/manifest.jsonl\n"
        );
        folder.Pictures().ShouldBe(["00003-a-blue-boat.png", "fox-1.png", "fox-2.png"]);
        folder
            .Manifest()
            .Select(item => item.GetProperty("file").GetString())
            .ShouldBe(["fox-1.png", "fox-2.png", "00003-a-blue-boat.png"]);
        again.ExitCode.ShouldBe(ExitCodes.Conforms, again.Error);
        again.Error.ShouldContain("Begun before: 3 pictures done, 0 failed, 0 to be made; USD 0.174 spent.");
        service.RequestCount.ShouldBe(3);
        (run.Out + run.Error + again.Out + again.Error).ShouldNotContain(BatchFolder.Key);
    }

    [Theory]
    [InlineData("", ExitCodes.Refused)]
    [InlineData(" --assume-price 0.05", ExitCodes.Conforms)]
    public async Task A_model_that_may_be_misspelt_is_asked_about_whether_or_not_its_price_is_said(
        string price,
        int exitCode
    )
    {
        folder.Write("""{"prompt": "A red fox"}""");

        var run = await folder.RunAsync(
            null,
            $"--out out --provider wisgate --model gemini-3-pro-imag-preview --dry-run{price}"
        );

        run.ExitCode.ShouldBe(exitCode, run.Error);
        run.Error.ShouldStartWith(
            "gemini-3-pro-imag-preview is not known of WisGate: did you mean gemini-3-pro-image-preview?\n"
        );
    }

    [Fact]
    public async Task The_providers_own_batch_mode_makes_the_same_pictures_at_half_the_price()
    {
        folder.Write("""{"prompt": "A red fox", "count": 2, "name": "fox"}""", """{"prompt": "A blue boat"}""");

        var calls = await folder.RunAsync(null, "--out calls --provider google");
        var plan = await folder.RunAsync(null, "--out out --provider google --mode provider-batch --dry-run");
        var run = await folder.RunAsync(null, "--out out --provider google --mode provider-batch");
        var again = await folder.RunAsync(null, "--out out --provider google --mode provider-batch");

        calls.Error.ShouldContain("at most USD 0.1308,");
        plan.Error.ShouldContain("at most USD 0.0654,");
        plan.Error.ShouldContain("In batches of Google's own: later, as a rule within a day.");
        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        var pictures = folder.Manifest();
        pictures.Length.ShouldBe(3);
        var usual = BatchFolder.Objects(File.ReadAllText(Path.Combine(folder.Path, "calls", "manifest.jsonl")));
        foreach (var (picture, other) in pictures.Zip(usual))
        {
            picture.GetProperty("file").GetString().ShouldBe(other.GetProperty("file").GetString());
            picture
                .GetProperty("costUsd")
                .GetDecimal()
                .ShouldBe(other.GetProperty("costUsd").GetDecimal() / 2, 0.000001m);
        }

        again.ExitCode.ShouldBe(ExitCodes.Conforms, again.Error);
        again.Error.ShouldContain("Begun before: 3 pictures done");
    }

    [Fact]
    public async Task What_is_at_the_provider_can_be_ended()
    {
        folder.Write("""{"prompt": "A red fox"}""");
        var words = "--out out --provider google --mode provider-batch";

        var early = await folder.RunAsync(null, words + " --cancel");
        await folder.RunAsync(null, words);
        var late = await folder.RunAsync(null, words + " --cancel");
        var calls = await folder.RunAsync(null, "--out out --provider google --cancel");
        var dry = await folder.RunAsync(null, words + " --cancel --dry-run");

        early.ExitCode.ShouldBe(ExitCodes.Usage);
        early.Error.ShouldContain("Nothing was begun in out");
        late.ExitCode.ShouldBe(ExitCodes.Conforms, late.Error);
        late.Error.ShouldContain("Nothing is at the provider any more: 0 pictures to be made.");
        calls.ExitCode.ShouldBe(ExitCodes.Usage);
        calls.Error.ShouldContain("--cancel is of --mode provider-batch");
        dry.ExitCode.ShouldBe(ExitCodes.Usage);
        dry.Error.ShouldContain("--dry-run sends nothing");
    }

    [Fact]
    public async Task A_provider_without_a_batch_mode_is_told_so()
    {
        folder.Write("""{"prompt": "A red fox"}""");

        var run = await folder.RunAsync(null, "--out out --mode provider-batch");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("WisGate has no batch mode that is known.");
        run.Error.ShouldContain("google");
        Directory.Exists(folder.Out).ShouldBeFalse();
    }

    [Fact]
    public async Task All_mistakes_are_told_at_once_with_their_places_and_nothing_is_sent_or_made()
    {
        await using var service = await EmulatorServer.StartAsync(null, Cancel);
        folder.Write(
            """{"prompt": "A fox", "imagesize": "1K"}""",
            """{"prompt": "A fox"}""",
            """{"prompt": "A fox", "imageSize": "3K"}""",
            "A fox",
            """{"prompt": "A fox", "images": ["missing.png"]}"""
        );

        var run = await folder.RunAsync(service.BaseAddress, "--out out");
        var scripted = await folder.RunAsync(service.BaseAddress, "--out out --json");

        run.ExitCode.ShouldBe(ExitCodes.Usage, run.Error);
        var lines = run.Error.TrimEnd().Split('\n');
        lines.Length.ShouldBe(5, run.Error);
        lines[0].ShouldStartWith("list.jsonl: line 1, column 21: ");
        lines[0].ShouldContain("imageSize");
        lines[1].ShouldStartWith("list.jsonl: line 3: ");
        lines[2].ShouldStartWith("list.jsonl: line 4, column 1: ");
        lines[3].ShouldStartWith("list.jsonl: line 5: ");
        lines[3].ShouldContain("missing.png");
        lines[4].ShouldStartWith("nanobanana: list.jsonl has 4 mistakes. Nothing was sent.");
        BatchFolder
            .Objects(scripted.Out)
            .Select(line => (line.GetProperty("type").GetString(), line.GetProperty("line").GetInt32()))
            .ShouldBe([("mistake", 1), ("mistake", 3), ("mistake", 4), ("mistake", 5)]);
        service.RequestCount.ShouldBe(0);
        Directory.Exists(folder.Out).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--out out", "There is no file list.jsonl")]
    [InlineData("--out list.jsonl", "is a file. Name a folder")]
    [InlineData("", "--out")]
    [InlineData("--out out --parallel 0", "--parallel takes a whole number from 1 to 256, not '0'.")]
    [InlineData("--out out --requests-a-minute 0", "--requests-a-minute takes a whole number")]
    public async Task What_is_wrong_with_the_command_line_is_told_with_its_cure(string options, string told)
    {
        if (options == "--out list.jsonl")
        {
            folder.Write("""{"prompt": "A fox"}""");
        }

        var run = await folder.RunAsync(null, options);

        run.ExitCode.ShouldBe(ExitCodes.Usage, run.Error);
        run.Error.ShouldContain(told);
        Directory.Exists(folder.Out).ShouldBeFalse();
    }

    [Fact]
    public async Task A_dry_run_tells_price_and_time_without_a_key_and_sends_and_writes_nothing()
    {
        await using var service = await EmulatorServer.StartAsync(null, Cancel);
        folder.Write("""{"prompt": "A fox", "count": 600}""", """{"prompt": "A boat", "count": 600}""");
        string[] line =
        [
            "batch",
            "list.jsonl",
            "--out",
            "out",
            "--dry-run",
            "--pictures-a-minute",
            "10",
            "--endpoint",
            service.BaseAddress.AbsoluteUri,
        ];

        var run = await CommandRun.Of(line, null, folder.Path, cancellationToken: Cancel);
        var scripted = await CommandRun.Of([.. line, "--json"], null, folder.Path, cancellationToken: Cancel);

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        run.Error.ShouldContain("2 lines, 1,200 pictures at WisGate");
        run.Error.ShouldContain("at most USD 69.60, limit USD 1.00.");
        run.Error.ShouldContain("About 2 h 0 min at 4 at a time and 10 a minute.");
        var plan = BatchFolder.Objects(scripted.Out).ShouldHaveSingleItem();
        plan.GetProperty("type").GetString().ShouldBe("plan");
        plan.GetProperty("mostUsd").GetDecimal().ShouldBe(69.6m);
        plan.GetProperty("seconds").GetInt32().ShouldBe(7200);
        service.RequestCount.ShouldBe(0);
        Directory.Exists(folder.Out).ShouldBeFalse();
    }

    [Fact]
    public async Task A_limit_that_was_said_ends_a_run_and_a_larger_one_lets_it_go_on()
    {
        await using var service = await EmulatorServer.StartAsync(null, Cancel);
        folder.Write("""{"prompt": "A fox", "imageSize": "0.5K", "count": 6}""");

        var ended = await folder.RunAsync(service.BaseAddress, "--out out --max-cost 0.231");
        var same = await folder.RunAsync(service.BaseAddress, "--out out");
        var more = await folder.RunAsync(service.BaseAddress, "--out out --max-cost 0.348");

        ended.ExitCode.ShouldBe(ExitCodes.Refused, ended.Error);
        ended.Error.ShouldContain(
            "Of the USD 0.231 that are allowed, USD 0.174 are spent, and what waits (3 pictures) does not fit into what is left."
        );
        same.ExitCode.ShouldBe(ExitCodes.Refused, "the limit of the run before still holds");
        more.ExitCode.ShouldBe(ExitCodes.Conforms, more.Error);
        folder.Pictures().Length.ShouldBe(6);
        service.RequestCount.ShouldBe(6);
    }

    [Fact]
    public async Task A_list_that_can_cost_more_than_the_usual_limit_is_not_begun_until_somebody_says_what_it_may_cost()
    {
        await using var service = await EmulatorServer.StartAsync(null, Cancel);
        folder.Write("""{"prompt": "A fox", "count": 18}""");

        var run = await folder.RunAsync(service.BaseAddress, "--out out");
        var unknown = await folder.RunAsync(service.BaseAddress, "--out out --model mystery --max-cost 5");

        run.ExitCode.ShouldBe(ExitCodes.Refused, run.Error);
        run.Error.ShouldContain(
            "18 pictures can cost USD 1.044, and the usual limit allows USD 1.00. Nothing was sent."
        );
        unknown.ExitCode.ShouldBe(ExitCodes.Refused, unknown.Error);
        unknown.Error.ShouldContain("line 1: what a picture costs here (mystery) is not known");
        service.RequestCount.ShouldBe(0);
        Directory.Exists(folder.Out).ShouldBeFalse();
    }

    [Fact]
    public async Task What_failed_is_told_with_its_line_and_asked_for_again_only_where_that_is_said()
    {
        await using var service = await EmulatorServer.StartAsync(null, Cancel);
        folder.Write(
            """{"prompt": "A fox", "imageSize": "0.5K"}""",
            """{"prompt": "[finish: IMAGE_SAFETY]", "imageSize": "0.5K"}"""
        );

        var run = await folder.RunAsync(service.BaseAddress, "--out out");
        var same = await folder.RunAsync(service.BaseAddress, "--out out");
        var retried = await folder.RunAsync(service.BaseAddress, "--out out --retry-failed --json");

        run.ExitCode.ShouldBe(ExitCodes.HarnessTrouble, run.Error);
        run.Error.ShouldContain("2/1 failed: ");
        run.Error.ShouldContain("1 picture failed: manifest.jsonl says why. The same command with --retry-failed");
        run.Out.ShouldStartWith("1 picture, 1 failed, ");
        same.ExitCode.ShouldBe(ExitCodes.HarnessTrouble);
        service.RequestCount.ShouldBe(3);
        var item = folder.Manifest()[1];
        item.GetProperty("attempts").GetInt32().ShouldBe(2);
        item.GetProperty("failure").GetProperty("kind").GetString().ShouldBe("ImageRefused");
        var said = BatchFolder.Objects(retried.Out);
        said.Select(line => line.GetProperty("type").GetString())
            .Where(type => type != "progress")
            .ShouldBe(["plan", "failure", "end"]);
        said[^1].GetProperty("ending").GetString().ShouldBe("finished");
        said[^1].GetProperty("failed").GetInt32().ShouldBe(1);
        File.ReadAllText(Path.Combine(folder.Out, "contact-sheet.html")).ShouldContain("<b>ImageRefused</b>");
    }

    [Fact]
    public async Task Pictures_that_somebody_took_away_or_changed_are_told_and_not_paid_for_again()
    {
        await using var service = await EmulatorServer.StartAsync(null, Cancel);
        folder.Write("""{"prompt": "A fox", "imageSize": "0.5K", "count": 3, "name": "fox"}""");
        (await folder.RunAsync(service.BaseAddress, "--out out")).Error.ShouldNotContain("not in the folder");
        File.Delete(Path.Combine(folder.Out, "fox-1.png"));
        await File.AppendAllTextAsync(Path.Combine(folder.Out, "fox-3.png"), "x", Cancel);

        var again = await folder.RunAsync(service.BaseAddress, "--out out --json");

        again.ExitCode.ShouldBe(ExitCodes.Conforms, again.Error);
        again.Error.ShouldContain(
            "2 pictures that were made are not in the folder as they were: fox-1.png, fox-3.png. What is done is not paid for again: put them back, or ask for the same at the end of the list."
        );
        BatchFolder.Objects(again.Out)[^1].GetProperty("missing").GetInt32().ShouldBe(2);
        service.RequestCount.ShouldBe(3);
    }

    [Fact]
    public async Task A_run_that_stopped_with_failed_pictures_does_not_say_that_the_same_command_makes_them()
    {
        await using var service = await EmulatorServer.StartAsync(
            new EmulatorOptions(),
            _ =>
                async context =>
                {
                    context.Response.ContentType = "text/html";
                    await context.Response.WriteAsync("<html>Log in to this network</html>", Cancel);
                },
            Cancel
        );
        folder.Write("""{"prompt": "A fox", "imageSize": "0.5K"}""");

        var stopped = await folder.RunAsync(service.BaseAddress, "--out out");
        var plan = await folder.RunAsync(service.BaseAddress, "--out out --retry-failed --dry-run");
        var none = await folder.RunAsync(service.BaseAddress, "--out out --dry-run");

        stopped.ExitCode.ShouldBe(ExitCodes.HarnessTrouble, stopped.Error);
        stopped.Error.ShouldContain(
            "Mend that first. 1 picture failed: --retry-failed asks again for what has failed."
        );
        stopped.Error.ShouldNotContain("The same command");
        plan.Error.ShouldContain("Begun before: 0 pictures done, 0 failed, 1 to be made;");
        plan.Error.ShouldContain("About ");
        none.Error.ShouldContain("Begun before: 0 pictures done, 1 failed, 0 to be made;");
        none.Error.ShouldNotContain("About ");
    }

    [Fact]
    public async Task A_limit_below_what_the_list_may_cost_is_told_before_anything_is_sent()
    {
        folder.Write("""{"prompt": "A fox", "imageSize": "0.5K", "count": 3}""");

        var less = await folder.RunAsync(null, "--out out --max-cost 0.10 --dry-run");
        var enough = await folder.RunAsync(null, "--out out --max-cost 0.174 --dry-run");

        less.Error.ShouldContain("The limit is less than the list may cost: what does not fit waits");
        enough.Error.ShouldNotContain("The limit is less");
    }

    [Fact]
    public async Task A_folder_without_a_name_is_not_the_one_that_one_happens_to_be_in()
    {
        folder.Write("""{"prompt": "A fox"}""");

        var run = await CommandRun.Of(
            ["batch", "list.jsonl", "--out", "", "--emulator"],
            new Dictionary<string, string>(),
            folder.Path,
            cancellationToken: Cancel
        );

        run.ExitCode.ShouldBe(ExitCodes.Usage, run.Error);
        run.Error.ShouldContain("--out is empty. Name a folder.");
        Directory.GetFiles(folder.Path).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_journal_that_is_damaged_is_told_in_a_line_and_nothing_is_sent()
    {
        await using var service = await EmulatorServer.StartAsync(null, Cancel);
        folder.Write([.. Enumerable.Range(1, 300).Select(_ => """{"prompt": "A fox", "imageSize": "0.5K"}""")]);
        await folder.RunAsync(service.BaseAddress, "--out out --max-cost 0.10");
        var sent = service.RequestCount;
        var journal = Path.Combine(folder.Out, "journal.db");
        await using (var file = File.OpenWrite(journal))
        {
            file.Position = 4096;
            file.Write(new byte[(int)file.Length - 4096].AsSpan());
        }

        var run = await folder.RunAsync(service.BaseAddress, "--out out --max-cost 90");

        run.ExitCode.ShouldBe(ExitCodes.HarnessTrouble);
        run.Error.ShouldContain($"nanobanana: The journal {journal} is damaged: ");
        service.RequestCount.ShouldBe(sent);
    }

    [Fact]
    public async Task What_would_meet_every_call_stops_the_run_and_nothing_is_lost_by_it()
    {
        await using var closed = await EmulatorServer.StartAsync(new() { ApiKey = "another-key" }, Cancel);
        await using var service = await EmulatorServer.StartAsync(null, Cancel);
        folder.Write("""{"prompt": "A fox", "imageSize": "0.5K", "count": 9}""");

        var stopped = await folder.RunAsync(closed.BaseAddress, "--out out --parallel 2");
        var mended = await folder.RunAsync(service.BaseAddress, "--out out");

        stopped.ExitCode.ShouldBe(ExitCodes.HarnessTrouble, stopped.Error);
        stopped.Error.ShouldContain("Every call would have failed so: 9 pictures to be made.");
        (stopped.Out + stopped.Error).ShouldNotContain(BatchFolder.Key);
        closed.RequestCount.ShouldBeLessThanOrEqualTo(2);
        mended.ExitCode.ShouldBe(ExitCodes.Conforms, mended.Error);
        folder.Pictures().Length.ShouldBe(9);
    }

    [Fact]
    public async Task A_list_that_lost_lines_or_has_other_ones_where_some_were_made_is_refused()
    {
        await using var service = await EmulatorServer.StartAsync(null, Cancel);
        folder.Write("""{"prompt": "A fox", "imageSize": "0.5K"}""", """{"prompt": "A boat", "imageSize": "0.5K"}""");
        (await folder.RunAsync(service.BaseAddress, "--out out")).ExitCode.ShouldBe(ExitCodes.Conforms);

        folder.Write("""{"prompt": "A fox", "imageSize": "0.5K"}""");
        var shorter = await folder.RunAsync(service.BaseAddress, "--out out");
        folder.Write("""{"prompt": "A fox", "imageSize": "0.5K"}""", """{"prompt": "A ship", "imageSize": "0.5K"}""");
        var changed = await folder.RunAsync(service.BaseAddress, "--out out");

        shorter.ExitCode.ShouldBe(ExitCodes.Usage, shorter.Error);
        shorter.Error.ShouldContain("out is of a list with 2 pictures, and list.jsonl has 1 picture: ");
        changed.ExitCode.ShouldBe(ExitCodes.Usage, changed.Error);
        changed.Error.ShouldContain("list.jsonl: ");
        service.RequestCount.ShouldBe(2);
    }

    [Fact]
    public async Task Pictures_of_the_emulator_are_not_taken_for_those_of_a_service()
    {
        await using var service = await EmulatorServer.StartAsync(null, Cancel);
        folder.Write("""{"prompt": "A fox", "imageSize": "0.5K"}""");
        (await folder.RunAsync(null, "--out out")).ExitCode.ShouldBe(ExitCodes.Conforms);

        var real = await folder.RunAsync(service.BaseAddress, "--out out");
        (await folder.RunAsync(service.BaseAddress, "--out real")).ExitCode.ShouldBe(ExitCodes.Conforms);
        var tried = await folder.RunAsync(null, "--out real --dry-run");

        real.ExitCode.ShouldBe(ExitCodes.Usage, real.Error);
        real.Error.ShouldContain("out was begun on the emulator, and its pictures are no service's.");
        tried.ExitCode.ShouldBe(ExitCodes.Usage, tried.Error);
        tried.Error.ShouldContain("real was begun at a service.");
        service.RequestCount.ShouldBe(1);
    }

    [Fact]
    public async Task The_second_interruption_gives_up_what_is_under_way_and_counts_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        folder.Write("""{"prompt": "A fox", "count": 3}""");
        using var first = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var second = new CancellationTokenSource();
        using var error = new StringWriter();
        using var output = new StringWriter();
        var host = new CommandHost
        {
            Out = TextWriter.Synchronized(output),
            Error = TextWriter.Synchronized(error),
            Variable = name => name == "WISDOM_GATE_KEY" ? BatchFolder.Key : null,
            WorkingDirectory = folder.Path,
            TakeSecondInterruption = () => second.Token,
        };

        var run = Program.RunAsync(
            ["batch", "list.jsonl", "--out", "out", "--parallel", "1", "--endpoint", address.AbsoluteUri],
            host,
            first.Token
        );
        using var line = await listener.AcceptSocketAsync(Cancel);
        (await line.ReceiveAsync(new byte[1], Cancel)).ShouldBe(1); // The request is on its way.
        await first.CancelAsync();
        run.IsCompleted.ShouldBeFalse("what is under way is waited for");
        await second.CancelAsync();

        (await run).ShouldBe(ExitCodes.Interrupted);
        error.ToString().ShouldContain("Ending: no more calls begin");
        error.ToString().ShouldContain("Interrupted: 3 pictures to be made. The same command goes on with them.");
        output.ToString().ShouldContain("at most USD 0.058 for 1 interrupted call, which may have been billed");
        folder.Manifest()[0].GetProperty("interrupted").GetInt32().ShouldBe(1);
    }
}
