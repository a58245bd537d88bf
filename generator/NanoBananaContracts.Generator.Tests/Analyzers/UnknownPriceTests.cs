namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0025")]
public sealed class UnknownPriceTests
{
    [Theory]
    [InlineData("""decimal price = [|reply.PriceUsd.Value|];""")]
    [InlineData("""decimal price = [|reply.PriceUsd!.Value|];""")]
    [InlineData("""var price = [|(decimal)reply.PriceUsd|];""")]
    [InlineData("""var price = [|reply.CostUsd.GetValueOrDefault()|];""")]
    [InlineData("""var price = reply.PriceUsd; Console.WriteLine([|price.Value|]);""")]
    [InlineData("""var price = [|model.PricePerImageUsd(ImageSize.Size4K).Value|];""")]
    public Task A_price_read_as_if_it_were_known_is_reported(string body) => AnalyzerRun.Expect("NBC0025", Code(body));

    [Theory]
    [InlineData("""if (reply.PriceUsd is { } price) { Console.WriteLine(price); }""")]
    [InlineData("""if (reply.PriceUsd.HasValue) { Console.WriteLine(reply.PriceUsd.Value); }""")]
    [InlineData("""if (reply.PriceUsd != null) { Console.WriteLine((decimal)reply.PriceUsd); }""")]
    [InlineData("""var price = reply.PriceUsd; Console.WriteLine(price is null ? "unknown" : $"{price.Value}");""")]
    [InlineData("""Console.WriteLine(reply is { PriceUsd: not null } ? reply.PriceUsd.Value : 0);""")]
    [InlineData("""Console.WriteLine(reply switch { { PriceUsd: null } => 0, _ => reply.PriceUsd.Value });""")]
    [InlineData("""if (reply.PriceUsd > 0) { Console.WriteLine(reply.PriceUsd.Value); }""")]
    [InlineData(
        """switch (reply.PriceUsd) { case null: break; default: Console.WriteLine(reply.PriceUsd.Value); break; }"""
    )]
    [InlineData("""Console.WriteLine(reply.PriceUsd.GetValueOrDefault(0.24m));""")]
    [InlineData("""decimal? total = 0; total += reply.PriceUsd; Console.WriteLine(total.Value);""")]
    [InlineData("""Console.WriteLine(other.PriceUsd.Value);""")]
    public Task A_price_that_is_looked_at_is_not_reported(string body) => AnalyzerRun.Silent(Code(body));

    private static string Code(string body) =>
        Example.Method("NanoBananaReply reply, ModelInfo model, Other other", body)
        + "\npublic sealed record Other(decimal? PriceUsd);\n";
}
