using System.Diagnostics;
using NanoBananaContracts.Conformance.Subjects.Exec;
using NanoBananaContracts.Conformance.Tests.Emulator.Pictures;
using NanoBananaContracts.Conformance.Tests.Harness;

namespace NanoBananaContracts.Conformance.Tests.Emulator;

public sealed class ArticlePipelineTests
{
    [Fact]
    public async Task The_pipeline_of_the_article_works_with_only_the_host_changed()
    {
        var missing = new[] { "bash", "curl", "jq", "base64", "head" }
            .Where(tool => Installed.Find(tool) is null)
            .ToArray();
        Assert.SkipWhen(missing.Length > 0, $"not installed: {string.Join(", ", missing)}");
        await using var server = await EmulatorCall.StartAsync(signatureBytes: 1024 * 1024);
        var folder = Directory.CreateTempSubdirectory("nanobanana-article-").FullName;
        try
        {
            var script = $$"""
                curl -s -X POST \
                "{{server.BaseAddress}}v1beta/models/gemini-3.1-flash-image-preview:generateContent" \
                -H "x-goog-api-key: $WISDOM_GATE_KEY" \
                -H "Content-Type: application/json" \
                -d '{{ArticleRequest.Json}}' | jq -r '.candidates[0].content.parts[] | select(.inlineData) | .inlineData.data' | head -1 | base64 --decode > butterfly.png
                """;
            var start = new ProcessStartInfo("bash", ["-o", "pipefail", "-c", script])
            {
                WorkingDirectory = folder,
                RedirectStandardError = true,
            };
            NoProxy.AddLoopback(start.Environment);
            start.Environment["WISDOM_GATE_KEY"] = EmulatorCall.Key;
            using var process = Process.Start(start)!;
            var complaint = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            process.ExitCode.ShouldBe(0, complaint);
            complaint.ShouldBeEmpty();
            var picture = DecodedPicture.Read(
                await File.ReadAllBytesAsync(
                    Path.Combine(folder, "butterfly.png"),
                    TestContext.Current.CancellationToken
                )
            );
            (picture.Width, picture.Height).ShouldBe((2048, 2048));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
