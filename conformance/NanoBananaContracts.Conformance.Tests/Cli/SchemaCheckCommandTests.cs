using System.Text.Json;
using NanoBananaContracts.Cli;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary><c>schema validate</c> and <c>schema diff</c>.</summary>
public sealed class SchemaCheckCommandTests : IDisposable
{
    private const string Before = """
        {
          "x-operations": {
            "Draw": { "method": "POST", "path": "/v1/draw", "request": "#/$defs/Ask", "response": "#/$defs/Answer" }
          },
          "$defs": {
            "Ask": { "type": "object", "properties": { "prompt": { "type": "string" }, "size": { "type": "string" } } },
            "Answer": { "type": "object", "properties": { "image": { "type": "string", "format": "byte" } } }
          }
        }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("schema-checks-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Validate_says_what_a_sound_schema_holds()
    {
        Write("a.json", Before);

        var run = await Run("schema", "validate", "a.json");

        run.ExitCode.ShouldBe(ExitCodes.Conforms);
        run.Out.ShouldBe("a.json: sound; 2 messages, 0 enums, 1 operations." + Environment.NewLine);
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Validate_gives_a_line_a_mistake_and_exit_code_1()
    {
        Write("a.json", "{\n  \"titel\": \"a\",\n  \"$defs\": { \"A\": { \"type\": \"objct\" } }\n}\n");

        var run = await Run("schema", "validate", "a.json");

        run.ExitCode.ShouldBe(ExitCodes.DoesNotConform);
        run.Out.ReplaceLineEndings("\n")
            .ShouldBe(
                """
                a.json(2,3): error NBC1101: 'titel' is not a keyword. Did you mean 'title'?
                a.json(3,29): error NBC1105: The string 'objct' is not a type. Did you mean 'object'?

                """.ReplaceLineEndings("\n")
            );
    }

    [Fact]
    public async Task Diff_of_equal_schemas_is_empty_and_succeeds()
    {
        Write("a.json", Before);
        Write("b.json", Before.Replace("  ", "\t", StringComparison.Ordinal));

        var run = await Run("schema", "diff", "a.json", "b.json");

        run.ExitCode.ShouldBe(ExitCodes.Conforms);
        run.Out.ShouldBe("No changes.\n");
    }

    [Fact]
    public async Task Diff_that_breaks_something_has_exit_code_1()
    {
        Write("a.json", Before);
        Write("b.json", Before.Replace("\"size\"", "\"imageSize\"", StringComparison.Ordinal));

        var run = await Run("schema", "diff", "a.json", "b.json");

        run.ExitCode.ShouldBe(ExitCodes.DoesNotConform);
        run.Out.ShouldBe(
            """
            Breaking
              Ask.size: The property is gone. [sent: breaking]

            Compatible
              Ask.imageSize: The property is new. [sent: compatible]

            1 breaking, 1 compatible, 0 informational.

            """.ReplaceLineEndings("\n")
        );
    }

    [Fact]
    public async Task Diff_that_breaks_nothing_succeeds_in_every_format()
    {
        Write("a.json", Before);
        Write(
            "b.json",
            Before.Replace("\"size\":", "\"seed\": { \"type\": \"integer\" }, \"size\":", StringComparison.Ordinal)
        );

        var markdown = await Run("schema", "diff", "a.json", "b.json", "--format", "markdown");
        markdown.ExitCode.ShouldBe(ExitCodes.Conforms);
        markdown.Out.ShouldContain("| `Ask.seed` | The property is new. | compatible | - |");

        var json = await Run("schema", "diff", "a.json", "b.json", "--format", "json");
        json.ExitCode.ShouldBe(ExitCodes.Conforms);
        using var document = JsonDocument.Parse(json.Out);
        document.RootElement.GetProperty("compatible").GetInt32().ShouldBe(1);
        document.RootElement.GetProperty("changes")[0].GetProperty("kind").GetString().ShouldBe("propertyAdded");
    }

    [Fact]
    public async Task Diff_of_a_schema_with_mistakes_proves_nothing()
    {
        Write("a.json", Before);
        Write("b.json", "{ \"titel\": \"a\" }");

        var run = await Run("schema", "diff", "a.json", "b.json");

        run.ExitCode.ShouldBe(ExitCodes.HarnessTrouble);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain("b.json(1,3): error NBC1101");
    }

    private Task<CommandRun> Run(params string[] args) =>
        CommandRun.Of(args, workingDirectory: folder, cancellationToken: TestContext.Current.CancellationToken);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
