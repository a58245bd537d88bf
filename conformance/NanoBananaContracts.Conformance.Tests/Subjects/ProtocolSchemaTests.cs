using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects.Exec;
using NanoBananaContracts.Conformance.Tests.Suite;
using NJsonSchema;

namespace NanoBananaContracts.Conformance.Tests.Subjects;

/// <summary>
/// The lines that really pass between the suite and an executable keep to <c>protocol.schema.json</c>, in both
/// directions: a recorder stands between the suite and an adapter that does every operation.
/// </summary>
public sealed class ProtocolSchemaTests : System.IDisposable
{
    /// <summary>Starts the command it is given, passes every line on, and writes it down with its direction.</summary>
    private const string Recorder = """
        import os, subprocess, sys, threading
        log = open(os.path.join(sys.argv[1], str(os.getpid()) + ".txt"), "w", encoding="utf-8")
        client = subprocess.Popen(sys.argv[2:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        def answers():
            for line in client.stdout:
                log.write("<" + line); log.flush()
                sys.stdout.write(line); sys.stdout.flush()
        thread = threading.Thread(target=answers)
        thread.start()
        for line in sys.stdin:
            log.write(">" + line); log.flush()
            client.stdin.write(line); client.stdin.flush()
        client.stdin.close()
        thread.join()
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-protocol-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_line_of_a_run_over_all_cases_keeps_to_the_schema()
    {
        var python = ScriptedSubject.Python();
        var recorder = Path.Combine(folder, "recorder.py");
        await File.WriteAllTextAsync(recorder, Recorder, Cancel);
        var client = Repository.Path("conformance/NanoBananaContracts.Conformance.Tests/Subjects/protocol-client.py");
        var lines = Directory.CreateDirectory(Path.Combine(folder, "lines")).FullName;

        await using (var subject = new ExecSubject([python, recorder, lines, python, client], folder))
        {
            await SuiteRun.OfAsync(subject, CaseFilter.None, cancellationToken: Cancel);
        }

        string[] said = [.. Directory.GetFiles(lines).SelectMany(File.ReadAllLines)];
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(Repository.Path("conformance/schemas"), "protocol.schema.json"),
            Cancel
        );
        said.Where(line => schema.Validate(line[1..]).Count > 0).ShouldBeEmpty();
        Count(">", "suiteHello").ShouldBeGreaterThan(0);
        Count(">", "run").ShouldBeGreaterThan(150);
        Count(">", "bye").ShouldBeGreaterThan(0);
        Count("<", "subjectHello").ShouldBeGreaterThan(0);
        Count("<", "result").ShouldBe(Count(">", "run"));
        // The three forms of a result, and all that a task can ask for.
        foreach (
            var word in (string[])
                [
                    "\"pictures\"",
                    "\"failure\"",
                    "\"skipped\"",
                    "\"text\"",
                    "\"fileName\"",
                    "\"unexpected\"",
                    "\"retryable\"",
                ]
        )
        {
            said.ShouldContain(line => line[0] == '<' && line.Contains(word), word);
        }

        foreach (var key in schema.Definitions["run"].Properties["task"].ActualSchema.Properties.Keys)
        {
            said.ShouldContain(line => line[0] == '>' && line.Contains($"\"{key}\":"), key);
        }

        int Count(string direction, string definition) =>
            said.Count(line =>
                line.StartsWith(direction, System.StringComparison.Ordinal)
                && schema.Definitions[definition].Validate(line[1..]).Count == 0
            );
    }

    [Theory]
    [InlineData("""{"type":"result","id":"a","failure":{"message":"no"},"text":"yes"}""")]
    [InlineData("""{"type":"result","id":"a"}""")]
    [InlineData("""{"type":"result","id":"a","skipped":"no","pictures":[]}""")]
    [InlineData("""{"type":"result","id":"a","pictures":[{"sha256":"ABC","size":1}]}""")]
    [InlineData("""{"type":"hello","protocol":2,"name":"x","operations":[]}""")]
    [InlineData("""{"type":"hello","protocol":1,"name":"x","operations":[],"colour":"red"}""")]
    public async Task The_schema_refuses_what_the_suite_refuses(string line)
    {
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(Repository.Path("conformance/schemas"), "protocol.schema.json"),
            Cancel
        );

        schema.Validate(line).ShouldNotBeEmpty();
        Should.Throw<InvalidDataException>(() =>
        {
            if (line.Contains("hello"))
            {
                SubjectProtocol.ReadHello(line);
            }
            else
            {
                SubjectProtocol.ReadResult(line, "a");
            }
        });
    }
}
