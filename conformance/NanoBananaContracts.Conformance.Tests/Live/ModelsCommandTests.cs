using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Cli.Commands;
using NanoBananaContracts.Conformance.Tests.Cli;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Live;

public sealed class ModelsCommandTests : IDisposable
{
    private const string Key = "models-test-key-0123456789";

    private const string File = """
        { "id": "mine", "name": "Mine", "dialect": "google", "baseAddress": "https://mine.example",
          "apiKeyHeader": "x-goog-api-key", "apiKeyVariable": "MINE_KEY", "apiKeyPage": "https://mine.example/keys",
          "defaultModel": "mine-image-2", "models": [
            { "id": "mine-image-2", "sizes": ["1K"], "aspectRatios": ["1:1"], "pricePerImageUsd": { "1K": 0.05 }, "defaultSize": "1K" },
            { "id": "mine-image-1", "aliases": ["mine-picture"], "sizes": ["1K"], "aspectRatios": ["1:1"], "defaultSize": "1K",
              "retired": { "since": "2026-02-03", "use": "mine-image-2" } },
            { "id": "mine-image-0", "sizes": ["1K"], "aspectRatios": ["1:1"], "defaultSize": "1K",
              "retired": { "since": "2026-01-02", "use": "mine-image-2" } }
          ] }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nanobanana-models-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Without_a_check_the_facts_of_all_models_are_shown_and_nothing_is_asked()
    {
        var run = await CommandRun.Of(["models"]);

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        Snapshot.Match(run.Out, "models");
        run.Out.Split('\n').ShouldAllBe(line => line.Length <= TerminalText.Width);
    }

    [Fact]
    public async Task Of_one_model_all_is_shown_that_is_known_of_it_at_each_provider()
    {
        var run = await CommandRun.Of(["models", "gemini-nano-banana-2.1"]);

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        Snapshot.Match(run.Out, "model");
    }

    [Fact]
    public async Task Of_a_file_of_one_s_own_the_sources_are_shown_too()
    {
        var path = Mine(
            """
            "sources": { "id": "A page of mine", "sizes": "A page of mine" },
            "notes": [{ "note": "It is quick.", "source": "Tried" }],
            """
        );

        var text = await CommandRun.Of(["models", "mine-image-2", "--provider", path]);
        var json = await CommandRun.Of(["models", "mine-image-2", "--provider", path, "--json"]);

        text.Out.ShouldContain("Notes\n  It is quick.\n      Tried\n");
        text.Out.ShouldContain("Sources\n  id, sizes\n      A page of mine\n");
        var model = JsonNode.Parse(json.Out)!;
        model["sources"]!["sizes"]!.GetValue<string>().ShouldBe("A page of mine");
        model["pricePerImageUsd"]!.ToJsonString().ShouldBe("""{"1K":0.05}""");
    }

    [Fact]
    public async Task An_alias_names_its_model()
    {
        var run = await CommandRun.Of(["models", "mine-picture", "--provider", Mine()]);

        run.Out.ShouldStartWith("mine-image-1 at Mine (mine)\n");
        run.Out.ShouldContain("retired since 2026-02-03, use mine-image-2");
    }

    [Theory]
    [InlineData("models gemini-3-pro-imag", "'gemini-3-pro-imag'. Did you mean gemini-3-pro-image?")]
    [InlineData("models gemini-3-pro-imag --provider wisgate", "Did you mean gemini-3-pro-image-preview?")]
    [InlineData("models nothing-like-it", "'nanobanana models' lists those there are.")]
    [InlineData("models gemini-3-pro-image --check", "--check asks for all models at once. Leave MODEL out.")]
    [InlineData("models --provider gogle", "Did you mean google?")]
    [InlineData("models --template litelm", "There is no template 'litelm'. Did you mean litellm?")]
    public async Task A_name_that_names_nothing_is_told_the_nearest(string commandLine, string message)
    {
        var run = await CommandRun.Of(commandLine.Split(' '));

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain(message);
    }

    [Fact]
    public async Task Of_one_provider_they_are_JSON_where_that_is_asked_for()
    {
        var run = await CommandRun.Of(["models", "--provider", "google", "--json"]);

        var models = run.Out.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        models.Length.ShouldBe(ProviderInfo.Google.Models.Count);
        models.ShouldAllBe(model => model.GetProperty("provider").GetString() == "google");
        var standard = models.Single(model => model.GetProperty("default").GetBoolean());
        standard.GetProperty("id").GetString().ShouldBe(ProviderInfo.Google.DefaultModel);
        standard.GetProperty("sizes").EnumerateArray().Select(size => size.GetString()).ShouldBe(["1K", "2K", "4K"]);
        standard.GetProperty("retiredSince").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("aihubmix")]
    [InlineData("litellm")]
    [InlineData("new-api")]
    public async Task A_template_is_a_provider_s_file_as_it_is(string name)
    {
        var run = await CommandRun.Of(["models", "--template", name]);

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        var path = Path.Combine(folder.FullName, "mine.json");
        await System.IO.File.WriteAllTextAsync(path, run.Out, TestContext.Current.CancellationToken);
        ProviderInfo.FromFile(path).Models.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("--check")]
    [InlineData("--json")]
    [InlineData("--provider", "google")]
    [InlineData("gemini-3-pro-image")]
    public async Task Nothing_goes_with_a_template(params string[] more)
    {
        var run = await CommandRun.Of(["models", "--template", "new-api", .. more]);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("--template only writes the file. Leave the other options out.");
        run.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("wisgate")]
    [InlineData("google")]
    [InlineData("vertex-express")]
    [InlineData("laozhang")]
    [InlineData("cometapi")]
    public async Task A_service_that_has_the_models_of_the_file_is_the_same(string id)
    {
        await using var server = await StartAsync(ProviderInfo.Find(id)!);

        var run = await CheckAsync(server, id);

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        run.Out.ShouldContain(": as the provider's file says.");
        run.Error.ShouldBeEmpty();
        server.BilledImageCount.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_new_gone_or_retired_is_said()
    {
        await using var server = await ListingAsync(
            """
            { "models": [
                { "name": "models/mine-image-1", "supportedGenerationMethods": ["generateContent"] },
                { "name": "models/mine-picture", "displayName": "An image model", "supportedGenerationMethods": ["generateContent"] },
                { "name": "models/mine-banana-3", "displayName": "Mine 3", "supportedGenerationMethods": ["countTokens", "generateContent"] },
                { "name": "models/other", "displayName": "Other Image" },
                { "name": "models/mine-image-embedding", "supportedGenerationMethods": ["embedContent"] },
                { "name": "models/mine-text", "displayName": "Mine text", "supportedGenerationMethods": ["generateContent"] }
            ] }
            """
        );

        var text = await CheckAsync(server, Mine());
        var json = await CheckAsync(server, Mine(), "--json");

        text.ExitCode.ShouldBe(ExitCodes.DoesNotConform, text.Error);
        text.Out.Trim()
            .Split('\n')
            .ShouldBe([
                $"Mine lists 6 models at {server.BaseAddress.AbsoluteUri.TrimEnd('/')}: 4 differences to the provider's file.",
                "new: mine-banana-3 (Mine 3) is listed, and the file does not have it.",
                "new: other (Other Image) is listed, and the file does not have it.",
                "gone: mine-image-2 (default) is in the file, and not listed.",
                "retired: mine-image-1 is listed still; by the file it is retired since 2026-02-03, use mine-image-2.",
            ]);
        json.ExitCode.ShouldBe(ExitCodes.DoesNotConform);
        var found = JsonNode.Parse(json.Out)!;
        found["new"]!.AsArray().Select(model => (string?)model!["id"]).ShouldBe(["mine-banana-3", "other"]);
        found["gone"]!
            .ToJsonString()
            .ShouldBe("""[{"id":"mine-image-2","default":true,"retiredSince":null,"use":null}]""");
        found["retired"]![0]!["retiredSince"]!.GetValue<string>().ShouldBe("2026-02-03");
    }

    [Fact]
    public async Task All_pages_are_read()
    {
        var pages = new List<string>();
        await using var server = await EmulatorServer.StartAsync(
            new EmulatorOptions { Provider = ProviderInfo.Google },
            inner =>
                context =>
                {
                    pages.Add(context.Request.Query["pageToken"].ToString());
                    context.Request.QueryString = new QueryString(
                        context.Request.QueryString.Value!.Replace(
                            "pageSize=1000",
                            "pageSize=2",
                            StringComparison.Ordinal
                        )
                    );
                    return inner(context);
                },
            TestContext.Current.CancellationToken
        );

        var run = await CheckAsync(server, "google");

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Out + run.Error);
        pages.Count.ShouldBe((ProviderInfo.Google.Models.Count(model => model.Retired is null) + 1) / 2);
        pages.Distinct().Count().ShouldBe(pages.Count);
    }

    [Theory]
    [InlineData("""{ "models": [], "nextPageToken": "again" }""", "do not end")]
    [InlineData("""{ "data": [{ "id": "gpt-image-1" }], "object": "list" }""", "no list 'models'")]
    [InlineData("""{ "models": "none" }""", "no list 'models'")]
    [InlineData("[]", "no object")]
    [InlineData("<html>Sign in</html>", "not JSON")]
    [InlineData("""{ "models": [{ "name": "\ud800" }] }""", "a text that is none")]
    public async Task What_is_no_list_proves_nothing(string reply, string why)
    {
        await using var server = await ListingAsync(reply);

        var run = await CheckAsync(server, "google");

        run.ExitCode.ShouldBe(ExitCodes.HarnessTrouble);
        run.Out.ShouldBeEmpty();
        run.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain(why);
    }

    [Fact]
    public async Task A_key_that_is_refused_proves_nothing_and_is_not_shown()
    {
        await using var server = await StartAsync(ProviderInfo.Google, "another-key-0123456789");

        var run = await CheckAsync(server, "google");

        run.ExitCode.ShouldBe(ExitCodes.HarnessTrouble);
        run.Error.ShouldContain("API key");
        (run.Out + run.Error).ShouldNotContain(Key);
    }

    [Fact]
    public async Task A_service_that_is_not_there_proves_nothing_and_bills_nothing()
    {
        var server = await StartAsync(ProviderInfo.Google);
        await server.DisposeAsync();

        var run = await CheckAsync(server, "google");

        run.ExitCode.ShouldBe(ExitCodes.HarnessTrouble);
        run.Error.ShouldNotContain("bill");
    }

    [Fact]
    public async Task Without_a_key_nothing_is_asked()
    {
        await using var server = await StartAsync(ProviderInfo.Google);

        var run = await CommandRun.Of([
            "models",
            "--check",
            "--provider",
            "google",
            "--endpoint",
            server.BaseAddress.AbsoluteUri,
        ]);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("set GEMINI_API_KEY");
        server.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task An_address_without_a_check_is_a_mistake()
    {
        var run = await CommandRun.Of(["models", "--endpoint", "http://127.0.0.1:1"]);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("--check");
    }

    [Theory]
    [InlineData("")]
    [InlineData("--json")]
    public async Task What_a_service_calls_its_models_is_shown_and_not_obeyed(string option)
    {
        await using var server = await ListingAsync(
            $$"""{ "models": [{ "name": "models/image\u001b[2J\n{{Key}}", "displayName": "image {{Key}}" }] }"""
        );

        var run = option.Length == 0 ? await CheckAsync(server, "google") : await CheckAsync(server, "google", option);

        run.ExitCode.ShouldBe(ExitCodes.DoesNotConform);
        run.Out.ShouldNotContain(Key);
        run.Out.ShouldNotContain("\u001b");
        run.Out.Split('\n').Count(line => line.Contains("[2J", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(1);
    }

    /// <summary>A provider's file.</summary>
    /// <param name="more">Members of its first model beside those it has.</param>
    private string Mine(string more = "")
    {
        const string First = """{ "id": "mine-image-2",""";
        var path = Path.Combine(folder.FullName, "mine.json");
        System.IO.File.WriteAllText(path, File.Replace(First, First + more, StringComparison.Ordinal));
        return path;
    }

    private static Task<EmulatorServer> StartAsync(ProviderInfo provider, string? key = null) =>
        EmulatorServer.StartAsync(
            new EmulatorOptions { Provider = provider, ApiKey = key },
            TestContext.Current.CancellationToken
        );

    private static Task<EmulatorServer> ListingAsync(string reply) =>
        EmulatorServer.StartAsync(
            new EmulatorOptions(),
            _ =>
                async context =>
                {
                    context.Response.ContentType = "application/json";
                    await context.Response.WriteAsync(reply, context.RequestAborted);
                },
            TestContext.Current.CancellationToken
        );

    private static Task<CommandRun> CheckAsync(EmulatorServer server, string provider, params string[] more) =>
        CommandRun.Of(
            ["models", "--check", "--provider", provider, "--endpoint", server.BaseAddress.AbsoluteUri, .. more],
            ProviderInfo
                .All.Select(known => known.ApiKeyVariable)
                .Append("MINE_KEY")
                .Distinct()
                .ToDictionary(name => name, _ => Key),
            cancellationToken: TestContext.Current.CancellationToken
        );
}
