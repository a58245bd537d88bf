using System.Runtime.InteropServices;

namespace NanoBananaContracts.Generator.Tests.Packages;

/// <summary>
/// Prompts and response contracts in a program that is compiled ahead of time, with the packed package: what the trimmer or the
/// native compiler warns of fails its publish, and it does what it does elsewhere.
/// </summary>
[Collection(PackageCollection.Name)]
public sealed class NativeProgramTests(PackedFeed feed)
{
    private static readonly Consumer Native = new(
        "NativeStudio",
        $"<TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings><RuntimeIdentifier>{Identifier}</RuntimeIdentifier><PublishAot>true</PublishAot><InvariantGlobalization>true</InvariantGlobalization>",
        "",
        (
            "Program.cs",
            """"
            using System.ComponentModel.DataAnnotations;
            using NanoBananaContracts;

            var request = Posters.Poster("tea", new DateOnly(2026, 11, 27), 1234.5m, Mood.Calm);
            Console.WriteLine(request.ToJson());
            Console.WriteLine(Caption.JsonSchemaText);
            var caption = Caption.Parse("""{"altText":"a fox","tags":["red","snow"],"mood":"Wild"}""");
            Console.WriteLine($"{caption.AltText} {string.Join("+", caption.Tags)} {caption.Mood}");
            Console.WriteLine(Caption.TryRead("""{"altText":"","tags":[1],"mood":"Odd"}""", out _, out var why) ? "read" : why);
            using var client = new NanoBananaClient(new NanoBananaOptions { BaseAddress = new Uri("http://127.0.0.1:9"), ApiKey = "any" });
            IStudio studio = new NanoBananaStudio(client);
            try
            {
                await studio.FoxAsync("snow", new CancellationToken(canceled: true));
            }
            catch (OperationCanceledException)
            {
                Console.WriteLine("cancelled");
            }

            public static partial class Posters
            {
                [ImagePrompt("Poster for {topic}, {when:d MMMM yyyy}, {price:N2}, {mood}", Model = "gemini-nano-banana-2.1", AspectRatio = "16:9", ImageSize = "4K")]
                public static partial GenerateContentRequest Poster(string topic, DateOnly when, decimal price, Mood mood);
            }

            [NanoBananaContract]
            public interface IStudio
            {
                [ImagePrompt("A fox in {place}")]
                Task<GeneratedImage> FoxAsync(string place, CancellationToken token);
            }

            /// <summary>Words for a picture.</summary>
            [ResponseContract]
            public partial record Caption([property: StringLength(20, MinimumLength = 1)] string AltText, string[] Tags, Mood Mood);

            public enum Mood
            {
                Calm,
                Wild,
            }
            """"
        )
    );

    // Not that of the runtime, which may be of a distribution's own build.
    private static string Identifier =>
        (
            OperatingSystem.IsWindows() ? "win-"
            : OperatingSystem.IsMacOS() ? "osx-"
            : "linux-"
        ) + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    private static string CompilerPackage =>
        Path.Combine(PackedFeed.MachineCache, $"runtime.{Identifier}.microsoft.dotnet.ilcompiler");

    [Fact]
    public async Task Prompts_and_response_contracts_work_in_a_native_program()
    {
        // It is a download of its own, which `.ci/run` makes.
        Assert.SkipUnless(
            Directory.Exists(CompilerPackage),
            "The native compiler of .NET is not restored on this machine."
        );
        Native.WriteTo(feed.Folder);
        var folder = Path.Combine(feed.Folder, Native.Name);

        var (exit, printed) = await CommandLine.RunAsync(
            folder,
            feed.Environment,
            TestContext.Current.CancellationToken,
            "publish",
            "-nologo",
            "-v:q",
            "-o",
            "out",
            "-nodeReuse:false"
        );

        exit.ShouldBe(0, printed);
        printed.ShouldNotContain("warning");
        File.Exists(Path.Combine(folder, "out", Native.Name + ".dll")).ShouldBeFalse();
        var said = await RunAsync(Path.Combine(folder, "out", Native.Name));
        said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ShouldBe([
                """{"model":"gemini-nano-banana-2.1","contents":[{"role":"user","parts":[{"text":"Poster for tea, 27 November 2026, 1,234.50, Calm"}]}],"generationConfig":{"responseModalities":["TEXT","IMAGE"],"imageConfig":{"aspectRatio":"16:9","imageSize":"4K"}}}""",
                """{"type":"object","title":"Caption","description":"Words for a picture.","properties":{"altText":{"type":"string","minLength":1,"maxLength":20},"tags":{"type":"array","items":{"type":"string"}},"mood":{"type":"string","title":"Mood","enum":["Calm","Wild"]}},"required":["altText","tags","mood"],"additionalProperties":false}""",
                "a fox red+snow Wild",
                "altText: must have at least 1 character, and has 0.",
                "cancelled",
            ]);
    }

    private static async Task<string> RunAsync(string program)
    {
        using var process = new System.Diagnostics.Process
        {
            StartInfo = new(program) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.Start();
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, said + await errors);
        return said;
    }
}
