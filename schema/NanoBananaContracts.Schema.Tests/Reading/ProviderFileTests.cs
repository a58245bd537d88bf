using System.Text.Json;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>The provider files: values are the contract's, in the provider's own spelling; every fact has a source.</summary>
public sealed class ProviderFileTests
{
    private const string SchemaPath = "schema/generate-content.schema.json";

    /// <summary>Members that are names, structure or words, and no facts about the provider.</summary>
    private static readonly string[] NoFacts = ["$schema", "id", "name", "models", "sources", "notes", "aliases"];

    private static readonly SchemaModel Contract = SchemaReader.Read(SchemaPath, Repository.Text(SchemaPath)).Model;

    private static readonly string[] RetiredOnGoogle =
    [
        "gemini-3.1-flash-image-preview",
        "gemini-3-pro-image-preview",
        "gemini-3.1-flash-image",
    ];

    public static TheoryData<string> Providers =>
        [
            "wisgate",
            "google",
            "vertex-express",
            "vertex",
            "laozhang",
            "cometapi",
            "templates/new-api",
            "templates/litellm",
            "templates/aihubmix",
        ];

    [Theory]
    [MemberData(nameof(Providers))]
    public void Sizes_and_ratios_are_values_of_the_contract_as_the_provider_spells_them(string id)
    {
        var provider = Provider(id);
        var dialect = provider.GetProperty("dialect").GetString()!;
        foreach (var model in provider.GetProperty("models").EnumerateArray())
        {
            var sizes = Texts(model, "sizes").ToList();
            foreach (var size in sizes.Append(model.GetProperty("defaultSize").GetString()!))
            {
                Respelt("ImageSize", size, dialect).ShouldBe(size, $"{id} {Id(model)}");
            }

            foreach (var ratio in Texts(model, "aspectRatios"))
            {
                Respelt("AspectRatio", ratio, dialect).ShouldBe(ratio, $"{id} {Id(model)}");
            }

            // A table may not speak of sizes the model does not make; one it leaves out is owned up to in a note.
            var made = sizes.Count > 0 ? sizes : [model.GetProperty("defaultSize").GetString()!];
            foreach (var table in new[] { "pricePerImageUsd", "tokensPerImage" })
            {
                if (model.TryGetProperty(table, out var entries))
                {
                    var told = entries.EnumerateObject().Select(entry => entry.Name).ToList();
                    told.ShouldBe(made.Where(told.Contains), $"{id} {Id(model)} {table}");
                    foreach (var untold in made.Except(told))
                    {
                        Notes(model).ShouldContain(note => note.Contains($"`{untold}`"), $"{id} {Id(model)} {table}");
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Every_fact_has_a_source_and_every_source_a_fact(string id)
    {
        var provider = Provider(id);
        HasSources(provider, id, needsId: false);
        foreach (var model in provider.GetProperty("models").EnumerateArray())
        {
            HasSources(model, id + " " + Id(model), needsId: true);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Ids_are_unique_and_the_default_model_and_replacements_are_among_them(string id)
    {
        var provider = Provider(id);
        var models = provider.GetProperty("models").EnumerateArray().ToList();
        var ids = models.Select(Id).Concat(models.SelectMany(model => Texts(model, "aliases"))).ToList();
        ids.ShouldBeUnique();

        var inUse = models.Where(model => !model.TryGetProperty("retired", out _)).Select(Id).ToList();
        inUse.ShouldContain(provider.GetProperty("defaultModel").GetString());
        foreach (var model in models)
        {
            if (model.TryGetProperty("retired", out var retired))
            {
                inUse.ShouldContain(retired.GetProperty("use").GetString());
                DateOnly.TryParse(retired.GetProperty("since").GetString(), out _).ShouldBeTrue();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Refused_parameters_are_fields_of_the_configuration(string id)
    {
        var fields = Contract
            .Messages.Single(message => message.Name == "GenerationConfig")
            .Properties.Select(property => property.JsonName)
            .ToList();
        foreach (var model in Provider(id).GetProperty("models").EnumerateArray())
        {
            if (model.TryGetProperty("refusedParameters", out _))
            {
                Texts(model, "refusedParameters").ShouldBeSubsetOf(fields, $"{id} {Id(model)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Thinking_levels_and_tiers_are_values_of_the_contract(string id)
    {
        var levels = Values("ThinkingLevel");
        foreach (var model in Provider(id).GetProperty("models").EnumerateArray())
        {
            if (model.TryGetProperty("thinkingLevels", out _))
            {
                Texts(model, "thinkingLevels").ShouldBeSubsetOf(levels, $"{id} {Id(model)}");
            }

            if (model.TryGetProperty("defaultThinkingLevel", out var level))
            {
                Texts(model, "thinkingLevels").ShouldContain(level.GetString(), $"{id} {Id(model)}");
            }
        }

        if (Provider(id).TryGetProperty("tierPriceFactors", out var factors))
        {
            factors.EnumerateObject().Select(factor => factor.Name).ShouldBeSubsetOf(Values("ServiceTier"), id);
        }

        static List<string> Values(string name) =>
            Contract.Enums.Single(definition => definition.Name == name).Values.Select(value => value.Text).ToList();
    }

    [Fact]
    public void Googles_default_refuses_what_three_clients_say_and_has_a_price_at_1K_alone()
    {
        var model = Provider("google")
            .GetProperty("models")
            .EnumerateArray()
            .Single(model => Id(model) == "gemini-nano-banana-2.1");
        Provider("google").GetProperty("defaultModel").GetString().ShouldBe(Id(model));
        Texts(model, "refusedParameters").ShouldBe(["seed", "temperature", "topP", "topK"]);
        Texts(model, "sizes").ShouldBe(["1K", "2K", "4K"]);
        Texts(model, "outputMediaTypes").ShouldBe(["image/jpeg"]);
        model.GetProperty("pricePerImageUsd").GetRawText().ShouldBe("""{ "1K": 0.0336 }""");
    }

    [Fact]
    public void The_previews_are_retired_on_Google_and_live_on_WisGate()
    {
        Retired("google").ShouldBe(RetiredOnGoogle, ignoreOrder: true);
        Retired("wisgate").ShouldBeEmpty();
        Provider("wisgate").GetProperty("models").EnumerateArray().Select(Id).ShouldContain(RetiredOnGoogle[0]);
    }

    [Fact]
    public void One_size_has_a_spelling_for_each_provider()
    {
        Respelt("ImageSize", "512", "google").ShouldBe("512");
        Respelt("ImageSize", "512", "wisgate").ShouldBe("0.5K");
        Respelt("ImageSize", "0.5K", "google").ShouldBe("512");
        Respelt("ImageSize", "0.5K", "responseFormat").ShouldBe("IMAGE_SIZE_FIVE_TWELVE");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Pixels_are_known_for_every_size_and_ratio_whose_model_has_a_table(string id)
    {
        var provider = Provider(id);
        var tables = Json("schema/providers/dimensions.json").GetProperty("tables").EnumerateArray().ToList();
        var known = 0;
        foreach (var model in provider.GetProperty("models").EnumerateArray())
        {
            var table = tables.SingleOrDefault(table => Texts(table, "models").Contains(Id(model)));
            table.ValueKind.ShouldBe(JsonValueKind.Object, $"{id} {Id(model)}");
            foreach (var ratio in Texts(model, "aspectRatios"))
            {
                foreach (var size in table.GetProperty("pixels").GetProperty(ratio).EnumerateObject())
                {
                    size.Value.GetArrayLength().ShouldBe(2);
                    Respelt("ImageSize", size.Name, "google").ShouldBe(size.Name);
                    LooksLike(ratio, size.Value)
                        .ShouldBe(ratio != "21:9" || size.Name != "512", $"{ratio} {size.Name}");
                    known++;
                }
            }
        }

        known.ShouldBeGreaterThan(20);
    }

    /// <summary>Within a tenth of the ratio; the one cell that Google's table prints wrong is known to be off.</summary>
    private static bool LooksLike(string ratio, JsonElement pixels)
    {
        var sides = ratio.Split(':');
        var wanted = double.Parse(sides[0]) / double.Parse(sides[1]);
        return Math.Abs((pixels[0].GetDouble() / pixels[1].GetDouble() / wanted) - 1) < 0.1;
    }

    private static void HasSources(JsonElement node, string path, bool needsId)
    {
        var facts = node.EnumerateObject()
            .Select(member => member.Name)
            .Where(name => !NoFacts.Contains(name) || (needsId && name == "id"))
            .ToList();
        var sources = node.GetProperty("sources").EnumerateObject().ToList();
        sources.ShouldAllBe(source => source.Value.GetString()!.Length > 10, path);

        // An empty list of other addresses is no claim that would need a source.
        var claimed = facts.Where(name =>
            node.GetProperty(name) is not { ValueKind: JsonValueKind.Array } list
            || list.GetArrayLength() > 0
            || name == "sizes"
        );
        claimed.Except(sources.Select(source => source.Name)).ShouldBeEmpty(path);
        sources.Select(source => source.Name).Except(facts).ShouldBeEmpty(path);
    }

    private static IEnumerable<string> Notes(JsonElement model) =>
        model.TryGetProperty("notes", out var notes)
            ? notes.EnumerateArray().Select(note => note.GetProperty("note").GetString()!)
            : [];

    private static IEnumerable<string> Retired(string id) =>
        Provider(id)
            .GetProperty("models")
            .EnumerateArray()
            .Where(model => model.TryGetProperty("retired", out _))
            .Select(Id);

    /// <summary>A text read as a value in any spelling, and written in one.</summary>
    private static string? Respelt(string name, string text, string dialect)
    {
        var value = Contract
            .Enums.Single(definition => definition.Name == name)
            .Values.SingleOrDefault(value => value.Text == text || value.Spellings.Any(other => other.Text == text));
        return value is null
            ? null
            : value.Spellings.FirstOrDefault(other => other.Spelling == dialect)?.Text ?? value.Text;
    }

    private static string Id(JsonElement model) => model.GetProperty("id").GetString()!;

    private static IEnumerable<string> Texts(JsonElement node, string name) =>
        node.GetProperty(name).EnumerateArray().Select(item => item.GetString()!);

    private static JsonElement Provider(string id) => Json($"schema/providers/{id}.json");

    private static JsonElement Json(string path) => JsonDocument.Parse(Repository.Text(path)).RootElement;
}
