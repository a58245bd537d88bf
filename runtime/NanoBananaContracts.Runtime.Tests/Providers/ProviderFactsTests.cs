using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Providers;

/// <summary>
/// What is wrong in a provider's file is named, and never passed over: a fact that is misspelt, or of another type, would be
/// missing in every call.
/// </summary>
public sealed class ProviderFactsTests
{
    [Theory]
    [InlineData("\"apiKeyScheem\": \"Bearer\"", "Line 1: apiKeyScheem is no fact: correct its spelling")]
    [InlineData("\"apikeyscheme\": \"Bearer\"", "Line 1: apikeyscheme is no fact")]
    [InlineData("\"a\\u001bb\": 1", "Line 1: A name is no fact")]
    [InlineData("\"name\": 5", "Line 1: name is not a text")]
    [InlineData("\"name\": \"Mi\\nne\"", "name is empty, or has a character that is not seen")]
    [InlineData("\"name\": \" \"", "name is empty")]
    [InlineData("\"id\": \"a b\"", "id is no short name")]
    [InlineData("\"id\": \"\"", "id is no short name")]
    [InlineData("\"baseAddress\": \"mine.example\"", "baseAddress is no address")]
    [InlineData("\"baseAddress\": \"file:///etc/hosts\"", "baseAddress is no address")]
    [InlineData("\"baseAddress\": \"https://u:p@mine.example\"", "baseAddress is no address")]
    [InlineData("\"baseAddress\": \"https://mine.example?key=k\"", "baseAddress is no address")]
    [InlineData(
        "\"alternativeBaseAddresses\": \"https://b.example\"",
        "alternativeBaseAddresses is not a list of texts"
    )]
    [InlineData("\"alternativeBaseAddresses\": [null]", "alternativeBaseAddresses is not a list of texts")]
    [InlineData("\"alternativeBaseAddresses\": [\"b\"]", "alternativeBaseAddresses is no address")]
    [InlineData("\"apiKeyPage\": \"javascript:alert(1)\"", "apiKeyPage is no address")]
    [InlineData("\"apiKeyVariable\": \"\"", "apiKeyVariable is no name of a variable")]
    [InlineData("\"apiKeyVariable\": \"A=B\"", "apiKeyVariable is no name of a variable")]
    [InlineData("\"apiKeyVariable\": \"GEMINI_API_KEY\\u0000\"", "apiKeyVariable is no name of a variable")]
    [InlineData(
        "\"apiKeyHeader\": \"Content-Type\"",
        "The header Content-Type of apiKeyHeader is written by the client"
    )]
    [InlineData("\"apiKeyHeader\": \"user-agent\"", "The header user-agent of apiKeyHeader is written by the client")]
    [InlineData(
        "\"apiKeyHeader\": \"X-Id\", \"headers\": { \"x-id\": \"v\" }",
        "The header X-Id of apiKeyHeader stands in headers too"
    )]
    [InlineData("\"headers\": [\"a\"]", "headers is not an object")]
    [InlineData("\"headers\": { \"X-A\": 1 }", "headers is not a text")]
    [InlineData("\"placeholders\": { \"a\": \"A\" }", "a is not an object")]
    [InlineData(
        "\"placeholders\": { \"a\": { \"variable\": \"A\\u0000B\" } }",
        "The variable of the placeholder a is no name of a variable"
    )]
    [InlineData("\"billsRepliesWithoutImage\": \"yes\"", "billsRepliesWithoutImage is not true or false")]
    [InlineData("\"maxRequestBytes\": 0", "maxRequestBytes is not a whole number, 1 or more")]
    [InlineData("\"tierPriceFactors\": { \"flex\": -1 }", "tierPriceFactors is not a number, 0 or more")]
    [InlineData("\"batch\": { \"mostOpen\": 1 }", "A provider's file has no batch.priceFactor")]
    [InlineData("\"batch\": { \"priceFactor\": 0.5, \"mostOpen\": 0 }", "mostOpen is not a whole number, 1 or more")]
    [InlineData("\"batch\": { \"price\": 0.5 }", "price is no fact")]
    [InlineData("\"inputMediaTypes\": [\"image/\"]", "inputMediaTypes has what is no media type of a picture")]
    [InlineData("\"refusedFields\": [null]", "refusedFields is not a list of texts")]
    [InlineData("\"models\": null", "models is not a list of objects")]
    [InlineData("\"models\": {}", "models is not a list of objects")]
    [InlineData("\"models\": [\"m\"]", "models[0] is not an object")]
    [InlineData("\"models\": []", "defaultModel is not the id of one of models")]
    [InlineData("\"defaultModel\": \"other\"", "defaultModel is not the id of one of models")]
    public void A_fact_that_is_none_is_named(string fact, string said) => Refusal(fact, "").ShouldContain(said);

    [Theory]
    [InlineData("\"refusedParameter\": [\"seed\"]", "Line 1: refusedParameter is no fact")]
    [InlineData(
        "\"refusedParameters\": [\"sed\"]",
        "refusedParameters of m has sed, which is no field of generationConfig. Did you mean seed?"
    )]
    [InlineData("\"outputMediaTypes\": [\"image/jpg\"]", "outputMediaTypes has image/jpg, which is written image/jpeg")]
    [InlineData("\"outputMediaTypes\": [\"png\"]", "outputMediaTypes has what is no media type of a picture")]
    [InlineData(
        "\"refusedParameters\": [\"top_p\"]",
        "refusedParameters of m has what is no field of generationConfig"
    )]
    [InlineData("\"sizes\": \"1K\"", "sizes is not a list of texts")]
    [InlineData("\"sizes\": null", "A provider's file has no models[0].sizes")]
    [InlineData("\"sizes\": [null]", "sizes is not a list of texts")]
    [InlineData("\"defaultSize\": \"2K\"", "defaultSize of m is not one of its sizes")]
    [InlineData(
        "\"thinkingLevels\": [\"LOW\"], \"defaultThinkingLevel\": \"HIGH\"",
        "defaultThinkingLevel of m is not one of its"
    )]
    [InlineData("\"maxInputImages\": -1", "maxInputImages is not a whole number, 0 or more")]
    [InlineData("\"maxInputImages\": 1.5", "maxInputImages is not a whole number, 0 or more")]
    [InlineData("\"nominalSeconds\": 1e300", "nominalSeconds is not a number")]
    [InlineData("\"nominalSeconds\": 1e9", "nominalSeconds is not a time in seconds")]
    [InlineData("\"nominalSeconds\": 0", "nominalSeconds is not a time in seconds")]
    [InlineData("\"pricePerImageUsd\": { \"1K\": -1 }", "pricePerImageUsd is not a number, 0 or more")]
    [InlineData("\"pricePerImageUsd\": { \"1K\": \"0.05\" }", "pricePerImageUsd is not a number")]
    [InlineData("\"pricePerImageUsd\": 0.05", "pricePerImageUsd is not an object")]
    [InlineData("\"tokensPerImage\": { \"1K\": 1.5 }", "tokensPerImage is not a whole number, 1 or more")]
    [InlineData("\"tokenPricesUsd\": { \"input\": 1 }", "Line 1: input is no fact")]
    [InlineData("\"retired\": \"2026-01-01\"", "retired is not an object")]
    [InlineData(
        "\"retired\": { \"since\": \"10/29/2026\", \"use\": \"m\" }",
        "since of retired is not a day, written 2026-10-29"
    )]
    [InlineData(
        "\"retired\": { \"since\": \"2026-10-29\", \"use\": \"m\" }",
        "use of retired (m) is not the id of one of models that is not"
    )]
    public void A_fact_of_a_model_that_is_none_is_named(string fact, string said) =>
        Refusal("", fact).ShouldContain(said);

    [Theory]
    [InlineData("sizes")]
    [InlineData("aspectRatios")]
    [InlineData("defaultSize")]
    public void What_a_model_takes_is_not_left_out(string fact) =>
        Should
            .Throw<FormatException>(() =>
                ProviderInfo.Parse(Text("", "").Replace($"\"{fact}\"", "\"notes\"", StringComparison.Ordinal))
            )
            .Message.ShouldContain($"A provider's file has no models[0].{fact}.");

    [Fact]
    public void The_line_is_that_of_the_fact() =>
        Refusal("\n\"headers\": {},\n\"maxRequestBytes\":\n-1,\n\"notes\": []", "")
            .ShouldContain("cannot be used: Line 4: maxRequestBytes is not a whole number, 1 or more.");

    [Fact]
    public void Two_models_do_not_have_one_id() =>
        Refusal(
                """
                "models": [{ "id": "m", "sizes": [], "aspectRatios": [], "defaultSize": "1K" },
                           { "id": "m", "sizes": [], "aspectRatios": [], "defaultSize": "1K" }]
                """,
                ""
            )
            .ShouldContain("Two of models have the id m.");

    [Theory]
    [InlineData("{}")]
    [InlineData("garbage")]
    public void Nothing_stands_behind_the_object(string more) =>
        Should
            .Throw<FormatException>(() => ProviderInfo.Parse(Text("", "") + more))
            .Message.ShouldContain("after a single JSON value");

    [Fact]
    public void What_is_null_is_left_out() =>
        ProviderInfo
            .Parse(
                Text(
                    """
                    "pathTemplate": null, "apiKeyScheme": null, "headers": null, "placeholders": null, "maxRequestBytes": null,
                    "refusedFields": null, "tierPriceFactors": { "flex": null }, "billsRepliesWithoutImage": null
                    """,
                    """
                    "retired": null, "defaultAspectRatio": null, "maxInputImages": null, "nominalSeconds": null,
                    "pricePerImageUsd": { "1K": null }, "tokenPricesUsd": null, "tokensPerImage": null
                    """
                )
            )
            .Models[0]
            .PricePerImageUsd(ImageSize.Size1K)
            .ShouldBeNull();

    [Fact]
    public void Every_file_of_ours_is_read()
    {
        var folder = Repository.Path("schema/providers");
        foreach (var file in Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) is not ("provider.schema.json" or "dimensions.json"))
            {
                ProviderInfo.FromFile(file).Id.ShouldBe(Path.GetFileNameWithoutExtension(file));
            }
        }
    }

    private static string Refusal(string fact, string ofModel) =>
        Should.Throw<FormatException>(() => ProviderInfo.Parse(Text(fact, ofModel))).Message;

    /// <summary>A whole file; of a fact that is there twice, the last counts.</summary>
    private static string Text(string fact, string ofModel) =>
        """{ "id": "mine", "name": "Mine", "dialect": "google", "baseAddress": "https://mine.example", """
        + """ "apiKeyHeader": "x-goog-api-key", "apiKeyVariable": "MINE_KEY", "apiKeyPage": "https://mine.example/keys", """
        + """ "defaultModel": "m", "models": [{ "id": "m", "sizes": ["1K"], "aspectRatios": ["1:1"], "defaultSize": "1K" """
        + (ofModel.Length > 0 ? ", " : "")
        + ofModel
        + "}]"
        + (fact.Length > 0 ? ", " : "")
        + fact
        + "}";
}
