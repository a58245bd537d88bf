using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Tests.Cases;

/// <summary>A corpus of one case that keeps every rule, in a folder of its own, to be broken one way at a time.</summary>
internal sealed class CorpusFolder : IDisposable
{
    public const string CaseId = "http/teapot";

    private readonly string root = Directory.CreateTempSubdirectory("corpus").FullName;

    public CorpusFolder()
    {
        Write(
            "cases/http/teapot/case.json",
            """
            {
              "id": "http/teapot",
              "title": "A teapot is a failure",
              "why": "A client that takes any answer for a picture pours tea over it.",
              "sources": [{ "where": "RFC 2324" }],
              "level": "MUST",
              "tags": ["tea"],
              "requirements": ["NBR-301"],
              "since": "2026.1",
              "scored": true,
              "timeBudget": "30s",
              "task": { "operation": "generate", "provider": "wisgate", "model": "m", "prompt": "Tea" }
            }
            """
        );
        Write(
            "cases/http/teapot/stub.json",
            """
            { "request": { "method": "POST", "urlPath": "/v1beta/models/m:generateContent" },
              "response": { "status": 418, "jsonBody": { "error": { "code": 418, "message": "I'm a teapot" } } } }
            """
        );
        Write(
            "cases/http/teapot/expect.json",
            """
            { "outcome": { "failure": { "class": "server", "messageContains": ["teapot"] } },
              "attempts": 1,
              "requests": [{ "why": "The prompt goes along.", "request": { "bodyPatterns": [{ "contains": "Tea" }] } }] }
            """
        );
        Write(
            "requirements.json",
            """{ "requirements": [{ "id": "NBR-301", "text": "An error status is a failure." }] }"""
        );
    }

    /// <summary>The folder that holds a folder per family.</summary>
    public string Cases => Path.Combine(root, "cases");

    public void Write(string file, string text)
    {
        var path = Path.Combine(root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Delete(string file) => File.Delete(Path.Combine(root, file));

    /// <summary>Replaces a text that must stand in a file.</summary>
    public void Edit(string file, string old, string replacement)
    {
        var path = Path.Combine(root, file);
        var text = File.ReadAllText(path);
        if (!text.Contains(old, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{file} does not hold {old}.");
        }
        File.WriteAllText(path, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    /// <summary>The rest of the line from the place of a problem on; empty for a file that is not there.</summary>
    public string TextAt(CaseProblem problem)
    {
        var path = Path.Combine(Cases, problem.File);
        return File.Exists(path) && File.ReadAllLines(path) is { Length: > 0 } lines
            ? lines[problem.Line - 1][(problem.Column - 1)..]
            : "";
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
