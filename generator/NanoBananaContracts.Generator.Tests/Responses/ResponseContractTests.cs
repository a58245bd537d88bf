using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Responses;

/// <summary>Records with <c>[ResponseContract]</c>: the schema they give, and what they read.</summary>
public sealed class ResponseContractTests
{
    private const string Caption = """
        #pragma warning disable CS1591, CS1573
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations;
        using System.Text.Json.Serialization;
        using NanoBananaContracts;

        namespace My.App;

        /// <summary>Words for a picture, see <see cref="Studio"/>.</summary>
        /// <param name="AltText">What a screen reader says,
        /// in <c>one</c> sentence.</param>
        /// <param name="Tags">Words to find it by.</param>
        [ResponseContract]
        public sealed partial record Caption(
            [StringLength(10, MinimumLength = 2)] string AltText,
            [property: MinLength(1), MaxLength(3)] string[] Tags,
            [Range(1, 5)] int Stars,
            Mood Mood,
            Place? Place = null
        )
        {
            /// <summary>A "quoted" \ thing.</summary>
            [JsonPropertyName("hex-colour"), RegularExpression("#[0-9a-f]{6}")]
            public required string Colour { get; init; }

            [Required]
            public string? Title { get; set; }

            public IReadOnlyList<Place>? Others { get; init; }

            [Range(-1.5, 1.5)]
            public double? Tilt { get; init; }

            public List<List<long>> Grid { get; init; } = [];

            public bool IsWhole => true;

            public static string Ignored { get; set; } = "";
        }

        /// <summary>How it feels.</summary>
        public enum Mood
        {
            Calm,
            Wild,
        }

        /// <summary>Somewhere.</summary>
        [ResponseContract]
        public partial record Place(string Name, decimal? Price, Mood? Mood);

        public partial class Studio
        {
            [ResponseContract]
            internal partial record @class(bool @is, float X, long Y);
        }
        """;

    private const string Whole =
        """{"extra":{"a":[1]},"altText":"a fox","tags":["x","\u00e4"],"stars":5.0,"mood":"Wild","hex-colour":"#00ff00","title":"t","others":[{"name":"n","price":1.25,"mood":null},{"name":"m"}],"grid":[[1,2],[]],"tilt":1.5,"place":null}""";

    public static TheoryData<string> Targets => [.. ConsumerReferences.Targets];

    [Fact]
    public void The_schema_has_descriptions_bounds_and_inner_types() =>
        Probe("My.App.Caption.JsonSchemaText")
            .ShouldBe(
                """
                {"type":"object","title":"Caption","description":"Words for a picture, see Studio.","properties":{
                "altText":{"type":"string","description":"What a screen reader says, in one sentence.","minLength":2,"maxLength":10},
                "tags":{"type":"array","description":"Words to find it by.","minItems":1,"maxItems":3,"items":{"type":"string"}},
                "stars":{"type":"integer","format":"int32","minimum":1,"maximum":5},
                "mood":{"type":"string","title":"Mood","description":"How it feels.","enum":["Calm","Wild"]},
                "place":{"type":["object","null"],"title":"Place","description":"Somewhere.","properties":{"name":{"type":"string"},"price":{"type":["number","null"]},"mood":{"type":["string","null"],"title":"Mood","description":"How it feels.","enum":["Calm","Wild",null]}},"required":["name"],"additionalProperties":false},
                "hex-colour":{"type":"string","description":"A \"quoted\" \\ thing.","pattern":"^(?:#[0-9a-f]{6})$"},
                "title":{"type":"string","minLength":1},
                "others":{"type":["array","null"],"items":{"type":"object","title":"Place","description":"Somewhere.","properties":{"name":{"type":"string"},"price":{"type":["number","null"]},"mood":{"type":["string","null"],"title":"Mood","description":"How it feels.","enum":["Calm","Wild",null]}},"required":["name"],"additionalProperties":false}},
                "tilt":{"type":["number","null"],"format":"double","minimum":-1.5,"maximum":1.5},
                "grid":{"type":"array","items":{"type":"array","items":{"type":"integer","format":"int64"}}}},
                "required":["altText","tags","stars","mood","hex-colour","title","grid"],"additionalProperties":false}
                """.ReplaceLineEndings("")
            );

    [Theory]
    [MemberData(nameof(Targets))]
    public void It_compiles_on_every_target_and_reads(string target) =>
        Probe(
                $$""""
                Text(My.App.Caption.Parse("""{{Whole}}"""))
                    + My.App.Caption.JsonSchema.ValueKind
                    + My.App.Caption.TryRead("{}", out _, out var problem) + problem
                    + (My.App.Caption.TryRead("""{{Whole}}""", out var read, out var none) ? read!.Mood : default) + (none ?? "-")
                """",
                target
            )
            .ShouldBe("""a fox|x,ä|5|Wild||#00ff00|t|n:1.25:,m::|1.5|1,2;ObjectFalse"altText" is missing.Wild-""");

    [Theory]
    [InlineData("\"altText\":\"a fox\"", "\"altText\":\"a\"", "altText: must have at least 2 characters, and has 1.")]
    [InlineData(
        "\"altText\":\"a fox\"",
        "\"altText\":\"12345678901\"",
        "altText: must have at most 10 characters, and has 11."
    )]
    [InlineData("\"altText\":\"a fox\"", "\"altText\":\"🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊\"", null)]
    [InlineData("\"altText\":\"a fox\"", "\"altText\":5", "altText: must be a text.")]
    [InlineData("\"altText\":\"a fox\"", "\"altText\":null", "altText: must be a text, and is null.")]
    [InlineData(
        "\"altText\":\"a fox\"",
        "\"altText\":\"\\ud800x\"",
        "altText: must be a text, and has half of a surrogate pair."
    )]
    [InlineData("[\"x\",\"\\u00e4\"]", "[]", "tags: must have at least 1 item, and has 0.")]
    [InlineData("[\"x\",\"\\u00e4\"]", "[\"1\",\"2\",\"3\",\"4\"]", "tags: must have at most 3 items, and has 4.")]
    [InlineData("[\"x\",\"\\u00e4\"]", "[\"1\",{}]", "tags[1]: must be a text.")]
    [InlineData("[\"x\",\"\\u00e4\"]", "{}", "tags: must be a list.")]
    [InlineData("5.0", "6", "stars: must be a whole number from 1 to 5.")]
    [InlineData("5.0", "4.5", "stars: must be a whole number.")]
    [InlineData("\"Wild\"", "\"wild\"", "mood: must be one of Calm, Wild.")]
    [InlineData("#00ff00", "#00ff00 ", "hex-colour: must match the pattern of the schema, and does not.")]
    [InlineData("\"title\":\"t\"", "\"title\":\"\"", "title: must have at least 1 character, and has 0.")]
    [InlineData("{\"name\":\"m\"}", "{}", "others[1]: \"name\" is missing.")]
    [InlineData("{\"name\":\"m\"}", "[]", "others[1]: must be an object.")]
    [InlineData("1.25", "\"1.25\"", "others[0].price: must be a number.")]
    [InlineData("1.25", "1e400", "others[0].price: must be a number from -Infinity to Infinity.")]
    [InlineData("[1,2]", "[1,true]", "grid[0][1]: must be a whole number.")]
    [InlineData("1.5,", "1.6,", "tilt: must be a number from -1.5 to 1.5.")]
    [InlineData(
        "\"place\":null}",
        "\"place\":null",
        "The JSON is cut: it ends before its last value is complete (line 1, byte 224, offset 223, in place)."
    )]
    [InlineData("{\"extra\"", "Here it is: {\"extra\"", "The text is not JSON (line 1, byte 1, offset 0).")]
    public void What_breaks_the_schema_is_told_with_its_place(string old, string @new, string? problem)
    {
        Whole.ShouldContain(old);
        var json = Whole.Replace(old, @new, StringComparison.Ordinal);
        var told = Parser(json);
        if (problem is null)
        {
            told.ShouldBe("");
        }
        else
        {
            told.ShouldEndWith(problem);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void A_reply_without_words_is_told_as_such(string? json) =>
        Parser(json!).ShouldStartWith("The reply has no words where JSON was expected.");

    [Fact]
    public void A_reply_is_read_by_its_words() =>
        Probe(
                """
                My.App.Place.Read(
                    NanoBananaContracts.NanoBananaReply.FromPieces(
                        new[] { NanoBananaContracts.GenerateContentResponse.Parse("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"{\\\"na\"},{\"text\":\"me\\\":\\\"here\\\"}\"}]},\"finishReason\":\"STOP\"}]}") },
                        new NanoBananaContracts.GenerateContentRequest { Contents = default, GenerationConfig = new() { ResponseModalities = new[] { NanoBananaContracts.ResponseModality.Text } } }
                    )
                ).Name
                """
            )
            .ShouldBe("here");

    [Theory]
    [InlineData("public record R(string A);", "NBC3101", "R cannot become a response contract: it is not partial.")]
    [InlineData(
        "public partial class R { public string A { get; set; } = \"\"; }",
        "NBC3101",
        "without the members of a record"
    )]
    [InlineData("public partial record R<T>(string A);", "NBC3101", "has type parameters")]
    [InlineData("public abstract partial record R(string A);", "NBC3101", "is abstract")]
    [InlineData("public partial record R(System.Uri A);", "NBC3102", "R.A is of type System.Uri")]
    [InlineData("public partial record R(System.Collections.Generic.Dictionary<string, int> A);", "NBC3102", "R.A")]
    [InlineData("public partial record R(object[] A);", "NBC3102", "of type object")]
    [InlineData("public partial record R(string A, string a);", "NBC3103", "R.A has that name in JSON")]
    [InlineData("public partial record R(string Read);", "NBC3103", "the generator adds a member of that name")]
    [InlineData(
        "public partial record R(string A) { public static R Parse(string? json) => null!; }",
        "NBC3103",
        "R.Parse cannot be named"
    )]
    [InlineData(
        "public partial record R(string A) { public static string JsonSchema => \"\"; }",
        "NBC3103",
        "R.JsonSchema cannot be named"
    )]
    [InlineData(
        "public partial record R { public R(string a) => A = a; public string A { get; init; } }",
        "NBC3101",
        "it has no constructor that takes nothing"
    )]
    [InlineData("public partial record R([property: Range(double.NaN, 1)] double A);", "NBC3104", "are no numbers")]
    [InlineData("public partial record R([property: Range(5, 1)] int A);", "NBC3104", "its smallest number is larger")]
    [InlineData("public partial record R([property: Range(1, 5)] string A);", "NBC3104", "its type is no number")]
    [InlineData(
        "public partial record R([property: StringLength(5, MinimumLength = 6)] string A);",
        "NBC3104",
        "the smallest length is larger"
    )]
    [InlineData("public partial record R([property: MaxLength(3)] bool A);", "NBC3104", "its type has no length")]
    [InlineData(
        "public partial record R([property: RegularExpression(\"(\")] string A);",
        "NBC3104",
        "[RegularExpression] of R.A"
    )]
    [InlineData("public partial record R;", "NBC3105", "R has no property that can be set")]
    [InlineData("public partial record R(R? A);", "NBC3106", "R.A contains R again")]
    [InlineData(
        "public partial record R(Q? A); [ResponseContract] public partial record Q(R[] B);",
        "NBC3106",
        "Q.B contains R again"
    )]
    public void A_mistake_is_told_at_its_place(string code, string id, string says)
    {
        var run = Run(
            "#pragma warning disable CS1591\nusing System.ComponentModel.DataAnnotations; using NanoBananaContracts;\n[ResponseContract] "
                + code
        );

        run.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Id == id);
        run.Diagnostics.ShouldContain(diagnostic => diagnostic.ToString().Contains(says, StringComparison.Ordinal));
        run.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Location.GetLineSpan().Path == "Source0.cs");
        run.Sources.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_inherited_is_asked_for_and_what_is_ignored_is_not()
    {
        var run = Run(
            """
            #pragma warning disable CS1591
            using System.Text.Json.Serialization;
            using NanoBananaContracts;
            public abstract record Answer(string Handed) { public required string Language { get; init; } }
            [ResponseContract] public partial record Title(string Words, string Handed) : Answer(Handed)
            {
                [JsonIgnore] public System.Uri? Where { get; set; }
                [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Mood { get; init; }
                public int this[int index] { get => index; set { } }
                public static Title Parse(int words) => new("", "") { Language = "" };
            }
            [ResponseContract] public sealed partial record Long(string Words, string Rest) : Title(Words, Rest);
            public static class Probe
            {
                public static string Run() =>
                    Long.JsonSchema + "\n" + Long.Parse("{\"words\":\"w\",\"rest\":\"r\",\"language\":\"l\"}") + Title.JsonSchemaText.Contains("where");
            }
            """
        );

        run.Probe()
            .ShouldBe(
                """
                {"type":"object","title":"Long","properties":{"words":{"type":"string"},"rest":{"type":"string"},"mood":{"type":["string","null"]},"language":{"type":"string"}},"required":["words","rest","language"],"additionalProperties":false}
                Long { Handed = r, Language = l, Words = w, Where = , Mood = , Rest = r }False
                """
            );
    }

    /// <summary>ASP.NET takes a TryParse for how a parameter of an endpoint is read, and refuses the whole application over one that it cannot call.</summary>
    [Fact]
    public void No_member_is_called_as_what_ASP_NET_looks_for()
    {
        var type = Run(Caption).Load().GetType("My.App.Caption", throwOnError: true)!;
        type.GetMembers().Select(member => member.Name).ShouldNotContain("TryParse");
        type.GetMembers().Select(member => member.Name).ShouldNotContain("BindAsync");
    }

    [Fact]
    public void Of_a_struct_the_compiler_alone_speaks()
    {
        var run = Run("[NanoBananaContracts.ResponseContract] public partial record struct R(string A);");
        run.Diagnostics.ShouldBeEmpty();
        run.Sources.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_wrong_in_an_inner_record_is_told_once()
    {
        var run = Run(
            "#pragma warning disable CS1591\nusing NanoBananaContracts;\n[ResponseContract] public partial record Outer(Inner A);\n[ResponseContract] public partial record Inner(object B);"
        );
        run.Diagnostics.ShouldHaveSingleItem().ToString().ShouldContain("Inner.B");
        run.Sources.ShouldBeEmpty();
    }

    [Fact]
    public void An_edit_elsewhere_makes_nothing_again_and_one_of_a_comment_does()
    {
        var run = Run(Caption);
        Rerun(run, run.Project with { Sources = [Caption, "public class Other;"] })
            .ShouldAllBe(reason =>
                reason == IncrementalStepRunReason.Cached || reason == IncrementalStepRunReason.Unchanged
            );
        var edited = Caption.Replace("How it feels", "How it is", StringComparison.Ordinal);
        Rerun(run, run.Project with { Sources = [edited] }).ShouldContain(IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void A_record_of_a_library_is_an_inner_one()
    {
        var library = Run(new ConsumerProject { Name = "Library", Sources = [Caption] }).Compile();
        var run = Run(
            new ConsumerProject
            {
                Sources =
                [
                    "#pragma warning disable CS1591\n[NanoBananaContracts.ResponseContract] public partial record Map(My.App.Place[] Places);",
                ],
                References = [.. ConsumerReferences.For("net10.0"), MetadataReference.CreateFromImage(library)],
            }
        );
        run.Compile();
        run.Sources["Map-response.g.cs"].ShouldContain("""\"name\":{\"type\":\"string\"}""");
    }

    // Compiled once: what a text is told by its parser.
    private static readonly Lazy<Func<string?, string>> Compiled = new(() =>
        Run(
                Caption
                    + """

                    public static class Told
                    {
                        public static string Of(string? json)
                        {
                            try { return My.App.Caption.Parse(json) is null ? "null" : ""; }
                            catch (ResponseContractException exception) { return exception.Message; }
                        }
                    }
                    """
            )
            .Load()
            .GetType("My.App.Told", throwOnError: true)!
            .GetMethod("Of")!
            .CreateDelegate<Func<string?, string>>()
    );

    private static Func<string?, string> Parser => Compiled.Value;

    private static IEnumerable<IncrementalStepRunReason> Rerun(GeneratorRun run, ConsumerProject edited) =>
        GeneratorRun.Reasons(run.Driver.RunGenerators(edited.Compile()).GetRunResult().Results.Single());

    private static GeneratorRun Run(string code) => Run(new ConsumerProject { Sources = [code] });

    private static GeneratorRun Run(ConsumerProject project) =>
        GeneratorRun.Of(project with { Language = LanguageVersion.CSharp12 }, new ResponseContractGenerator());

    private static string Probe(string expression, string target = "net10.0") =>
        Run(
                new ConsumerProject
                {
                    Target = target,
                    Sources =
                    [
                        Caption,
                        $$"""
                        #pragma warning disable CS1591
                        using System.Globalization;
                        using System.Linq;

                        public static class Probe
                        {
                            public static string Run() => "" + ({{expression}});

                            public static string Text(My.App.Caption it) =>
                                string.Join("|", it.AltText, string.Join(",", it.Tags), it.Stars, it.Mood, it.Place, it.Colour, it.Title,
                                    string.Join(",", it.Others!.Select(place => place.Name + ":" + place.Price?.ToString(CultureInfo.InvariantCulture) + ":" + place.Mood)),
                                    it.Tilt?.ToString(CultureInfo.InvariantCulture), string.Join(";", it.Grid.Select(row => string.Join(",", row))));
                        }
                        """,
                    ],
                }
            )
            .Probe();
}
