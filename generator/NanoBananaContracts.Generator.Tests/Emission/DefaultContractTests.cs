using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Tests.Harness;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Tests.Emission;

/// <summary>The contract the package is made from, emitted into a consumer's own namespace.</summary>
public class DefaultContractTests
{
    private static readonly string Schema = Repository.Text("schema/generate-content.schema.json");

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Sources = new(() =>
        GeneratorRun.Of(Schema).Sources
    );

    public static TheoryData<string> Targets => [.. ConsumerReferences.Targets];

    [Theory]
    [MemberData(nameof(Targets))]
    public void It_compiles_on_every_target_with_warnings_as_errors_and_runs(string target)
    {
        var answer = GeneratorRun
            .Of(
                ConsumerProject.With(
                    Schema,
                    """
                    #pragma warning disable CS1591
                    public static class Probe
                    {
                        public static string Run()
                        {
                            var request = new Test.Contract.GenerateContentRequest
                            {
                                Contents = new[] { new Test.Contract.Content { Role = Test.Contract.Role.User, Parts = new[] { Test.Contract.Part.FromText("A red fox") } } },
                                GenerationConfig = new() { ImageConfig = new() { ImageSize = Test.Contract.ImageSize.Size512 } },
                            };
                            return request.ToJson("wisgate") + request.Validate().Count;
                        }
                    }
                    """
                ) with
                {
                    Target = target,
                    Language = LanguageVersion.CSharp11,
                }
            )
            .Probe();
        answer.ShouldBe(
            """{"contents":[{"role":"user","parts":[{"text":"A red fox"}]}],"generationConfig":{"imageConfig":{"imageSize":"0.5K"}}}0"""
        );
    }

    [Fact]
    public void Its_source_is_under_900_kB()
    {
        var sources = Sources.Value;
        var bytes = sources.Values.Sum(text => (long)System.Text.Encoding.UTF8.GetByteCount(text));
        TestContext.Current.TestOutputHelper!.WriteLine(
            FormattableString.Invariant($"emitted source: {bytes / 1000.0:F1} kB in {sources.Count} files")
        );
        bytes.ShouldBeLessThan(900_000);
    }

    /// <summary>That the contract has all of Google's list of messages is held by the schema's own tests.</summary>
    [Fact]
    public void Every_message_property_and_enum_of_the_schema_is_emitted()
    {
        var model = SchemaReader.Read("schema", Schema).Model;
        var types = Types(Sources.Value.Values);

        var fields =
            from message in model.Messages
            from property in message.Properties
            where !(property.ReadOnly && message.Direction == MessageDirection.Request)
            where !(property.WriteOnly && message.Direction == MessageDirection.Response)
            select (Type: message.Name, Text: $"\"\\\"{property.JsonName}\\\":\"u8");
        var values =
            from definition in model.Enums
            from value in definition.Values
            from text in value.Spellings.Select(spelling => spelling.Text).Append(value.Text)
            select (Type: definition.Name, Text: $"\"{text}\"");
        fields
            .Where(place => !types.TryGetValue(place.Type, out var source) || !source.Contains(place.Text, Exact))
            .ShouldBeEmpty();
        values
            .Where(place => !types.TryGetValue(place.Type, out var source) || !TextsOf(source).Contains(place.Text))
            .ShouldBeEmpty();
        model.Messages.Select(message => message.Name).Except(types.Keys).ShouldBeEmpty();
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"emitted: {model.Messages.Count} messages, {fields.Count()} properties, {model.Enums.Count} enums, {values.Count()} texts"
        );
    }

    /// <summary>The texts of an emitted enum, as C# literals.</summary>
    private static string[] TextsOf(string source) =>
        Regex.Match(source, @"string\[\] texts = \{ (.*) \};").Groups[1].Value.Split(", ");

    private const StringComparison Exact = StringComparison.Ordinal;

    /// <summary>Text of each type by its name; a type ends at the first brace that stands at the margin.</summary>
    private static Dictionary<string, string> Types(IEnumerable<string> sources) =>
        sources
            .SelectMany(source =>
                Regex.Matches(
                    source,
                    @"^public (?:sealed partial record|readonly partial struct) (\w+) .*?^\}$",
                    RegexOptions.Multiline | RegexOptions.Singleline
                )
            )
            .ToDictionary(match => match.Groups[1].Value, match => match.Value);
}
