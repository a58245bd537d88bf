using System.Text;
using System.Text.Json;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Json;

/// <summary>One JSON file of a corpus: read strictly, and what is wrong with it told with file, line and column.</summary>
/// <param name="name">The name problems are told under.</param>
/// <param name="utf8">The text.</param>
/// <param name="problems">Where to add what is wrong.</param>
internal sealed class JsonFile(string name, ReadOnlyMemory<byte> utf8, List<CaseProblem> problems)
{
    /// <summary>Opens a file of the disk.</summary>
    public JsonFile(string name, string path, List<CaseProblem> problems)
        : this(name, File.ReadAllBytes(path), problems) { }

    /// <summary>The text.</summary>
    public ReadOnlyMemory<byte> Utf8 => utf8;

    /// <summary>Whether nothing was reported about this file.</summary>
    public bool IsGood { get; private set; } = true;

    /// <summary>Reads the file as a record; null, with a report, when it is anything else.</summary>
    /// <param name="format">How such files are written.</param>
    public T? Read<T>(JsonSerializerOptions format)
        where T : class
    {
        var record = format.GetTypeInfo(typeof(T));
        try
        {
            if (utf8.Span.StartsWith(Encoding.UTF8.Preamble))
            {
                Report(LintRules.NotJson, "", "The file starts with a byte order mark; save it as UTF-8 without.");
            }
            else if (JsonPlaces.OffsetOfHalfCharacter(utf8.Span) is { } offset)
            {
                // Also where nothing here looks: nobody could play it, show it or write it again.
                Add(
                    new JsonProblem(LintRules.NotJson, "", "This text holds half a character, which is not UTF-8."),
                    offset
                );
            }
            else if (JsonSerializer.Deserialize(utf8.Span, record) is T value)
            {
                return value;
            }
            else
            {
                Report(LintRules.WrongType, "", "This must be an object, not null.");
            }
        }
        catch (JsonException refusal)
        {
            var (problem, offset) = JsonRefusal.Explain(refusal, utf8, record);
            Add(problem, offset);
        }

        return null;
    }

    /// <summary>Reports a problem of the value a JSON Pointer leads to.</summary>
    public void Report(string rule, string pointer, string message) =>
        Add(new JsonProblem(rule, pointer, message), JsonPlaces.OffsetOf(utf8.Span, pointer));

    private void Add(JsonProblem problem, int offset)
    {
        IsGood = false;
        var (line, column) = JsonPlaces.Of(utf8.Span, offset);
        problems.Add(new CaseProblem(problem.Rule, name, problem.Pointer, line, column, problem.Message));
    }
}
