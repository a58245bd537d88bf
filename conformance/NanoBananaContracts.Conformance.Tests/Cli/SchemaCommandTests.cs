using NanoBananaContracts.Cli;

namespace NanoBananaContracts.Conformance.Tests.Cli;

public sealed class SchemaCommandTests : IDisposable
{
    private const string File = "my.schema.json";

    private static readonly string Committed = Repository.Text("schema/generate-content.schema.json");

    private readonly string folder = Directory.CreateTempSubdirectory("schema-commands-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Export_writes_the_committed_schema_to_the_output_or_a_file()
    {
        var shown = await Run("schema", "export");
        shown.ExitCode.ShouldBe(ExitCodes.Conforms);
        shown.Out.ShouldBe(Committed);

        var written = await Run("schema", "export", "--out", File);
        written.ExitCode.ShouldBe(ExitCodes.Conforms);
        Text().ShouldBe(Committed);
    }

    [Fact]
    public async Task Export_replaces_a_file_only_when_told_to()
    {
        Write(File, "mine");

        var refused = await Run("schema", "export", "--out", File);
        refused.ExitCode.ShouldBe(ExitCodes.Usage);
        refused.Error.ShouldContain("--force");
        Text().ShouldBe("mine");

        (await Run("schema", "export", "--out", File, "--force")).ExitCode.ShouldBe(ExitCodes.Conforms);
        Text().ShouldBe(Committed);
    }

    [Theory]
    [InlineData("missing/my.json", "missing/my.json cannot be written: there is no folder missing.")]
    [InlineData(".", ". is a folder. Name a file.")]
    public async Task Export_says_why_it_cannot_write_and_leaves_nothing_behind(string name, string message)
    {
        var run = await Run("schema", "export", "--out", name);

        run.ExitCode.ShouldBe(ExitCodes.HarnessTrouble);
        run.Error.ShouldContain(message);
        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Import_changes_the_file_and_says_how_once()
    {
        await Run("schema", "export", "--out", File);
        var source = TestData.Path("schema/discovery-20260325.json");

        var first = await Run("schema", "import", source, "--into", File);
        first.ExitCode.ShouldBe(ExitCodes.Conforms);
        first.Out.ShouldContain("- Part.mediaProcessing\n");
        first.Out.ShouldEndWith("28 marked as vanished, 2 under another name, from revision 20260325.\n");
        first.Error.ShouldContain("warning NBC1904");
        Text().ShouldContain("\"x-vanished\": \"20260325\"");

        var stamp = System.IO.File.GetLastWriteTimeUtc(Path.Combine(folder, File));
        var second = await Run("schema", "import", source, "--into", File);
        second.ExitCode.ShouldBe(ExitCodes.Conforms);
        second.Out.ShouldEndWith("2 under another name, from revision 20260325.\n");
        System.IO.File.GetLastWriteTimeUtc(Path.Combine(folder, File)).ShouldBe(stamp);
    }

    [Fact]
    public async Task Import_of_something_else_is_a_finding_at_its_place_and_changes_nothing()
    {
        await Run("schema", "export", "--out", File);
        Write("other.json", "{ \"swagger\": \"2.0\" }");

        var run = await Run("schema", "import", "other.json", "--into", File);

        run.ExitCode.ShouldBe(ExitCodes.DoesNotConform);
        run.Error.ShouldStartWith("other.json(1,1): error NBC1901: ");
        run.Out.ShouldBeEmpty();
        Text().ShouldBe(Committed);
    }

    [Theory]
    [InlineData("missing.json", File, "There is no file missing.json.")]
    [InlineData(File, "missing.json", "There is no file missing.json.")]
    [InlineData("latin1.json", File, "latin1.json is not UTF-8 text")]
    [InlineData(".", File, ". is a folder. Name a file.")]
    [InlineData(File, ".", ". is a folder. Name a file.")]
    [InlineData("", File, "The name of a file is empty.")]
    [InlineData("--sorce", File, "There is no option --sorce.")]
    public async Task Import_names_the_file_it_cannot_read(string source, string into, string message)
    {
        await Run("schema", "export", "--out", File);
        System.IO.File.WriteAllBytes(Path.Combine(folder, "latin1.json"), [(byte)'"', 0xE4, (byte)'"']);

        var run = await Run("schema", "import", source, "--into", into);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain(message);
    }

    [Fact]
    public async Task Import_that_would_make_a_file_wrong_leaves_it_and_says_why()
    {
        // No C# name can be made of the empty value of the new enum.
        Write(
            File,
            """
            {
              "x-operations": { "Do": { "method": "POST", "path": "/do", "request": "#/$defs/Thing", "response": "#/$defs/Thing" } },
              "$defs": { "Thing": { "type": "object", "properties": { "a": { "type": "string" } } } }
            }
            """
        );
        Write(
            "source.json",
            """
            {
              "kind": "discovery#restDescription", "revision": "1",
              "schemas": { "Thing": { "type": "object", "properties": { "a": { "type": "string" }, "new": { "type": "string", "enum": ["A", ""] } } } }
            }
            """
        );

        var before = Text();
        var run = await Run("schema", "import", "source.json", "--into", File);

        run.ExitCode.ShouldBe(ExitCodes.DoesNotConform);
        run.Out.ShouldBeEmpty();
        Text().ShouldBe(before);
        run.Error.ShouldStartWith(File + "(1,1): error NBC1305");
        run.Error.ShouldContain("nothing was changed");
        run.Error.TrimEnd().ShouldNotContain('\n');
    }

    private Task<CommandRun> Run(params string[] args) =>
        CommandRun.Of(args, workingDirectory: folder, cancellationToken: TestContext.Current.CancellationToken);

    private string Text() => System.IO.File.ReadAllText(Path.Combine(folder, File));

    private void Write(string name, string text) => System.IO.File.WriteAllText(Path.Combine(folder, name), text);
}
