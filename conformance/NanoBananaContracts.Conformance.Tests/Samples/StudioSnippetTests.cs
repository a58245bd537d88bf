using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NanoBananaContracts.Emulator.Hosting;
using SkiaSharp;
using Studio;

namespace NanoBananaContracts.Conformance.Tests.Samples;

/// <summary>What the Studio offers to copy is run, and sends the very request it stands for.</summary>
public sealed class StudioSnippetTests
{
    private const string Key = "key-of-whoever-runs-it";

    private static readonly PictureOrder Hostile = new()
    {
        Provider = "google",
        Prompt = "It's \"red\" \\ $HOME `id` {x} \U0001F98A\nREQUEST\n''' \"\"\" é ${process.env.HOME}",
        AspectRatio = "16:9",
        ImageSize = "1K",
    };

    public static TheoryData<string, string> Languages =>
        new()
        {
            { "curl", "bash" },
            { "python", "python3" },
            { "node", "node" },
            { "cSharp", "dotnet" },
        };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_snippet_sends_the_same_request(string language, string program)
    {
        await using var studio = await RunningStudio.StartAsync();

        await CheckAsync(
            studio,
            Hostile,
            GenerateContentRequest.ForImage(Hostile.Prompt!, AspectRatio.Ratio16x9, ImageSize.Size1K),
            language,
            program
        );
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_snippet_of_a_later_turn_sends_what_was_said_and_made_before(string language, string program)
    {
        await using var studio = await RunningStudio.StartAsync();
        var first = (await studio.PaintAsync(Hostile)).GetProperty("id").GetString()!;
        var folder = Path.Combine(studio.Server.DataFolder, "turns", first);

        await CheckAsync(
            studio,
            Hostile with
            {
                Prompt = "At night",
                Parent = first,
                Drafts = true,
            },
            new GenerateContentRequest
            {
                Contents =
                [
                    Content.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "said.json"), Token)),
                    Content.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "made.json"), Token)),
                    Content.User("At night"),
                ],
                GenerationConfig = GenerationConfig.ForImage(AspectRatio.Ratio16x9, ImageSize.Size1K) with
                {
                    ThinkingConfig = new ThinkingConfig { IncludeThoughts = true },
                },
            },
            language,
            program
        );
    }

    private static async Task CheckAsync(
        RunningStudio studio,
        PictureOrder order,
        GenerateContentRequest expected,
        string language,
        string program
    )
    {
        using var answer = await studio.Http.PostAsJsonAsync("/api/snippets", order, Token);
        var snippets = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);

        var (path, key, sent) = await RunAsync(snippets, language, program);

        (path, key).ShouldBe(("/v1beta/models/gemini-nano-banana-2.1:generateContent", Key));
        using var document = JsonDocument.Parse(expected.ToJson("google"));
        JsonElement.DeepEquals(sent, document.RootElement).ShouldBeTrue(sent.ToString());
    }

    private static async Task<(string Path, string? Key, JsonElement Body)> RunAsync(
        JsonElement snippets,
        string language,
        string program
    )
    {
        var got = new List<(string Path, string? Key, JsonElement Body)>();
        await using var service = await LoopbackServer.StartAsync(0, AnswerAsync, Token);
        var folder = Directory.CreateTempSubdirectory("studio-snippet-");
        try
        {
            var code = snippets.GetProperty(language).GetString()!;
            code.ShouldNotContain(Key);
            if (snippets.GetProperty("requestJson").GetString() is { } request)
            {
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, "request.json"), request, Token);
            }

            var file = language switch
            {
                "curl" => "picture.sh",
                "python" => "picture.py",
                "node" => "picture.mjs",
                _ => "Program.cs",
            };
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, file), code, Token);
            if (language == "cSharp")
            {
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, "picture.csproj"), Project(), Token);
            }

            var start = new ProcessStartInfo(program, language == "cSharp" ? ["run"] : [file])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["NANOBANANA_BASE_ADDRESS"] = service.Address.AbsoluteUri.TrimEnd('/');
            start.Environment["GEMINI_API_KEY"] = Key;
            start.Environment["NO_PROXY"] = "127.0.0.1";
            start.Environment["no_proxy"] = "127.0.0.1";
            using var run = Process.Start(start)!;
            var errors = run.StandardError.ReadToEndAsync(Token);
            var output = await run.StandardOutput.ReadToEndAsync(Token);
            await run.WaitForExitAsync(Token);

            run.ExitCode.ShouldBe(0, $"{output}\n{await errors}\n{code}");
            (output + await errors).ShouldNotContain(Key);
            return got.ShouldHaveSingleItem();
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        async Task AnswerAsync(HttpContext context)
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            got.Add(
                (context.Request.Path.Value!, context.Request.Headers["x-goog-api-key"], document.RootElement.Clone())
            );
            using var bitmap = new SKBitmap(8, 8);
            var data = Convert.ToBase64String(bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray());
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(
                $$$"""{"candidates":[{"content":{"role":"model","parts":[{"inlineData":{"mimeType":"image/png","data":"{{{data}}}"}}]},"finishReason":"STOP"}]}""",
                context.RequestAborted
            );
        }
    }

    /// <summary>A project as one has it after <c>dotnet add package</c>, with the library that was built here.</summary>
    private static string Project() =>
        $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{typeof(NanoBananaClient).Assembly.Location}" />
                <Reference Include="{Path.Combine(AppContext.BaseDirectory, "Microsoft.Extensions.*.dll")}" />
              </ItemGroup>
            </Project>
            """;
}
