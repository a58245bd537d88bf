using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Tests.Cases;

/// <summary>What the framework refuses is told with file, line and column, in words for the author of the file.</summary>
public sealed class FileErrorTests
{
    private const string Case = "http/teapot/case.json";
    private const string Expect = "http/teapot/expect.json";

    public static TheoryData<string, string, string, string> Faults { get; } =
        new()
        {
            // Unknown.
            {
                Case,
                "\"level\"",
                "\"levle\"",
                "(6,3): error NBL002: The key \"levle\" is unknown here; did you mean \"level\"?"
            },
            {
                Case,
                "\"level\"",
                "\"Level\"",
                "(6,3): error NBL002: The key \"Level\" is unknown here; did you mean \"level\"?"
            },
            {
                Case,
                "\"where\"",
                "\"wh ere\"",
                "(5,17): error NBL002: The key \"wh ere\" is unknown here; did you mean \"where\"?"
            },
            {
                Case,
                "\"where\"",
                "\"it's ['x'].y\"",
                "(5,17): error NBL002: The key \"it's ['x'].y\" is unknown here; known are note, where."
            },
            {
                Expect,
                "\"class\"",
                "\"status\": 1, \"class\"",
                "(1,29): error NBL002: The key \"status\" is unknown here; known are class, kind, messageContains."
            },
            // Twice.
            {
                Case,
                "\"model\": \"m\"",
                "\"model\": \"m\", \"model\": \"n\"",
                "(12,75): error NBL006: The key \"model\" stands here twice."
            },
            {
                Case,
                "\"task\": {",
                "\"task\": { }, \"task\": {",
                "(12,16): error NBL006: The key \"task\" stands here twice."
            },
            {
                Expect,
                "\"contains\": \"Tea\"",
                "\"contains\": \"Tea\", \"contains\": \"tea\"",
                "(3,102): error NBL006: The key \"contains\" stands here twice."
            },
            // Missing.
            {
                Case,
                "\"prompt\": \"Tea\"",
                "\"imageSize\": \"1K\"",
                "(12,3): error NBL003: The key \"prompt\" is missing."
            },
            { Case, "\"where\": \"RFC 2324\"", "", "(5,15): error NBL003: The key \"where\" is missing." },
            { Case, "\"title\": \"A teapot is a failure\",", "", "(1,1): error NBL003: The key \"title\" is missing." },
            {
                Case,
                "{ \"operation\": \"generate\", \"provider\": \"wisgate\",",
                "{",
                "(12,3): error NBL003: The key \"operation\" is missing. The key \"provider\" is missing."
            },
            // Null.
            { Case, "\"A teapot is a failure\"", "null", "(3,3): error NBL004: This must be a string, not null." },
            { Case, "{ \"where\": \"RFC 2324\" }", "null", "(5,3): error NBL004: This holds null; leave it out." },
            { Case, "\"tea\"", "null", "(7,12): error NBL004: This must be a string, not null." },
            { Case, "[\"tea\"]", "null", "(7,3): error NBL004: This may not be null; leave the key out." },
            {
                Case,
                "\"prompt\": \"Tea\"",
                "\"prompt\": \"Tea\", \"retries\": null",
                "(12,92): error NBL004: This may not be null; leave the key out."
            },
            {
                Case,
                "\"prompt\": \"Tea\"",
                "\"prompt\": \"Tea\", \"imageSize\": null",
                "(12,92): error NBL004: This must be a string, not null."
            },
            // Of another type.
            { Case, "true", "\"yes\"", "(10,3): error NBL004: This must be true or false, not a string." },
            {
                Case,
                "[\"tea\"]",
                "{ \"tea\": { \"hot\": 1 } }",
                "(7,3): error NBL004: This must be an array, not an object."
            },
            {
                Case,
                "{ \"where\": \"RFC 2324\" }",
                "[1]",
                "(5,15): error NBL004: This must be an object, not an array."
            },
            {
                Case,
                "\"prompt\": \"Tea\"",
                "\"prompt\": \"Tea\", \"retries\": 1.5",
                "(12,92): error NBL004: This must be a whole number, not the number 1.5."
            },
            {
                Expect,
                "\"attempts\": 1",
                "\"attempts\": { \"min\": 1, \"mix\": 2 }",
                "(2,3): error NBL004: Write a whole number, or an object of the whole numbers \"min\" and \"max\", both."
            },
            // Another word.
            {
                Case,
                "\"MUST\"",
                "\"must\"",
                "(6,3): error NBL005: \"must\" is not allowed here (did you mean \"MUST\"?); use MUST, SHOULD."
            },
            {
                Case,
                "\"wisgate\"",
                "\"wisgat\"",
                "(12,38): error NBL005: \"wisgat\" is not allowed here (did you mean \"wisgate\"?); use wisgate, google."
            },
            {
                Expect,
                "\"server\"",
                "\"serve\"",
                "(1,29): error NBL005: \"serve\" is not allowed here (did you mean \"server\"?); use configuration, authentication, permission, invalid-request, not-found, rate-limit, quota, server, error-reply, blocked, no-image, corrupt-image, malformed-reply, connection, timeout, redirect, file."
            },
            // No JSON, whatever else is wrong.
            {
                Case,
                "\"MUST\",",
                "\"MÜST\" // tea,",
                "(6,19): error NBL001: This is not JSON: '/' is invalid after a value. Expected either ',', '}', or ']'."
            },
            {
                Case,
                "\"prompt\": \"Tea\" }\n}",
                "\"prompt\": \"Tea\" }\n} {}",
                "(13,3): error NBL001: This is not JSON: '{' is invalid after a single JSON value. Expected end of data."
            },
            {
                Case,
                "\"Tea\" }\n}",
                "\"Tea",
                "(12,89): error NBL001: This is not JSON: Expected end of string, but instead reached end of data."
            },
            {
                Case,
                "\"A teapot is a failure\"",
                "\"\\ud83d\"",
                "(3,3): error NBL001: This text holds half a character, which is not UTF-8."
            },
            {
                Case,
                "\"where\"",
                "\"\\ud83d\": 1, \"where\"",
                "(5,17): error NBL001: This text holds half a character, which is not UTF-8."
            },
            {
                Expect,
                "\"contains\": \"Tea\"",
                "\"\\ud83d\": \"Tea\"",
                "(3,83): error NBL001: This text holds half a character, which is not UTF-8."
            },
            {
                "http/teapot/stub.json",
                "\"I'm a teapot\"",
                "\"\\ud83d\"",
                "(2,70): error NBL001: This text holds half a character, which is not UTF-8."
            },
            {
                "http/teapot/stub.json",
                "\"urlPath\"",
                "\"\\ud83d\": 1, \"urlPath\"",
                "(1,34): error NBL001: This text holds half a character, which is not UTF-8."
            },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_told_with_its_place_and_its_cure(string file, string old, string replacement, string told)
    {
        using var corpus = new CorpusFolder();
        corpus.Edit("cases/" + file, old, replacement);

        CaseCatalogue.Read(corpus.Cases).Problems.ShouldHaveSingleItem().ToString().ShouldBe(file + told);
    }

    [Theory]
    [InlineData(
        "",
        "This is not JSON: The input does not contain any JSON tokens. Expected the input to start with a valid JSON token, when isFinalBlock is true."
    )]
    [InlineData("null", "This must be an object, not null.")]
    [InlineData("[]", "This must be an object, not an array.")]
    public void A_file_that_is_something_else_altogether_is_told_of_at_its_start(string text, string told)
    {
        using var corpus = new CorpusFolder();
        corpus.Write("cases/" + Case, text);

        var problem = CaseCatalogue.Read(corpus.Cases).Problems.ShouldHaveSingleItem();
        (problem.Line, problem.Column, problem.Message).ShouldBe((1, 1, told));
    }

    [Fact]
    public void Everything_wrong_with_the_values_of_a_file_is_told_at_once()
    {
        using var corpus = new CorpusFolder();
        corpus.Edit("cases/" + Case, "\"tea\"", "\"tea\", \"Tea\", \"tea\"");
        corpus.Edit("cases/" + Case, "2026.1", "now");
        corpus.Edit("cases/" + Case, "\"RFC 2324\"", "\" \"");
        corpus.Edit("cases/" + Case, "\"Tea\" }", "\"\", \"retries\": 101 }");

        CaseCatalogue
            .Read(corpus.Cases)
            .Problems.Select(problem => problem.ToString())
            .ShouldBe([
                Case + "(5,17): error NBL005: This is blank.",
                Case + "(7,19): error NBL005: \"Tea\" is not allowed here: a tag is lower case, digits and hyphens.",
                Case + "(7,26): error NBL005: \"tea\" stands here twice.",
                Case
                    + "(9,3): error NBL005: \"now\" is no contract revision; write a year and a number, for example \"2026.1\".",
                Case + "(12,75): error NBL005: This is blank.",
                Case + "(12,89): error NBL005: 101 is out of range; 0 to 100 is allowed.",
            ]);
    }

    [Theory]
    [InlineData("http/teapot/__files/cup.png")]
    [InlineData("http/teapot/__files/cups")]
    [InlineData("http/teapot/__files")]
    [InlineData("http/teapot/stub.json")]
    [InlineData("http/linked")]
    [InlineData("payload")]
    public void A_link_out_of_the_case_is_not_followed(string link)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        using var corpus = new CorpusFolder();
        corpus.Write("outside/secret", "s");
        var path = Path.Combine(corpus.Cases, link);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        File.CreateSymbolicLink(path, Path.Combine(corpus.Cases, "..", "outside"));

        CatalogueLint
            .Check(corpus.Cases)
            .ShouldContain(problem =>
                problem.ToString() == link + "(1,1): error NBL007: This is a link; a case holds its files itself."
            );
    }

    [Theory]
    [InlineData("/etc/tea")]
    [InlineData("..")]
    [InlineData("C:tea")]
    [InlineData("a\\\\b")]
    [InlineData("")]
    public void A_picture_is_saved_in_the_folder_given_and_nowhere_else(string name)
    {
        using var corpus = new CorpusFolder();
        corpus.Edit("cases/" + Case, "\"generate\"", $"\"save\", \"saveAs\": \"{name}\"");

        CaseCatalogue.Read(corpus.Cases).Problems.ShouldHaveSingleItem().Pointer.ShouldBe("/task/saveAs");
    }
}
