namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0018")]
public sealed class UncheckedPictureTests
{
    private static string Method(string body) =>
        ConsumerCode.Method("Candidate candidate, GenerateContentRequest request, string path", body);

    [Theory]
    [InlineData(
        "foreach (var part in candidate.Content!.Parts) { File.WriteAllBytes(path, [|part.InlineData!.Data!.Value.ToArray()|]); }"
    )]
    [InlineData(
        "foreach (var part in candidate.Content!.Parts) { if (part.InlineData is { } blob) { var bytes = [|blob.Data!.Value.ToArray()|]; } }"
    )]
    [InlineData(
        "foreach (var part in candidate.Content!.Parts) { if (part.InlineData is { Data: { } data }) { var bytes = [|data.ToArray()|]; } }"
    )]
    [InlineData(
        "foreach (var part in candidate.Content!.Parts) { if (part.InlineData?.Data is { } data) { using var to = File.Create(path); await [|data.CopyToAsync(to)|]; } }"
    )]
    [InlineData(
        "var data = candidate.Content!.Parts.First(part => part.InlineData is not null).InlineData!.Data!.Value; using var from = [|data.OpenRead()|];"
    )]
    public Task A_picture_nobody_looked_at_is_reported(string body) => AnalyzerRun.Expect("NBC0018", Method(body));

    [Theory]
    [InlineData(
        "foreach (var part in candidate.Content!.Parts) { if (part.InlineData?.Data is { } data && PictureInspector.Inspect(data).IsWhole) { File.WriteAllBytes(path, data.ToArray()); } }"
    )]
    [InlineData(
        "bool IsGood(byte[] picture) => picture.Length > 9; foreach (var part in candidate.Content!.Parts) { var bytes = part.InlineData!.Data!.Value.ToArray(); if (IsGood(bytes)) { File.WriteAllBytes(path, bytes); } }"
    )]
    [InlineData("var bytes = request.Contents[0].Parts[0].InlineData!.Data!.Value.ToArray();")]
    [InlineData(
        "foreach (var part in candidate.Content!.Parts) { var bytes = part.ThoughtSignature!.Value.ToArray(); }"
    )]
    [InlineData("foreach (var part in candidate.Content!.Parts) { var next = Part.FromInlineData(part.InlineData!); }")]
    public Task Bytes_that_are_looked_at_or_no_picture_of_a_reply_are_not_reported(string body) =>
        AnalyzerRun.Silent(Method(body));
}
