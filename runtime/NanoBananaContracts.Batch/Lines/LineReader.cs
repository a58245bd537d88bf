using System.Text.Json;
using System.Text.Unicode;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Batch;

/// <summary>Reads one line of a list strictly: what it does not know, it does not pass over.</summary>
internal sealed class LineReader(Action<BatchMistake> report)
{
    private const string Example = """{"prompt": "A red fox in snow"}""";

    // What people write who know other tools.
    private static readonly Dictionary<string, string> OtherWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text"] = "prompt",
        ["picture"] = "images",
        ["pictures"] = "images",
        ["image"] = "images",
        ["input"] = "images",
        ["ratio"] = "aspectRatio",
        ["aspect"] = "aspectRatio",
        ["size"] = "imageSize",
        ["resolution"] = "imageSize",
        ["n"] = "count",
        ["id"] = "name",
        ["file"] = "name",
        ["out"] = "name",
    };

    private static readonly string[] Names = ["prompt", "images", "aspectRatio", "imageSize", "model", "count", "name"];

    private readonly Suggestion suggestion = new();
    private int number;
    private bool isSound;

    /// <summary>Reads a line.</summary>
    /// <returns>The line; <see langword="null"/> where it has mistakes, all of which are reported.</returns>
    public BatchLine? Read(ListBytes bytes)
    {
        (number, isSound) = (bytes.Number, true);
        if (bytes.IsTooLong)
        {
            Report(null, $"The line is longer than {ListReader.LongestLine / 1024} KiB. Write one JSON object a line.");
            return null;
        }

        if (!Utf8.IsValid(bytes.Utf8.Span))
        {
            Report(null, "The line is not UTF-8. Save the list as UTF-8.");
            return null;
        }

        var reader = new Utf8JsonReader(bytes.Utf8.Span);
        try
        {
            return Read(ref reader);
        }
        catch (JsonException exception)
        {
            Report(
                exception.BytePositionInLine + 1,
                $"This is no JSON: {FirstSentence(exception)} Write one object a line, such as {Example}."
            );
            return null;
        }
    }

    private BatchLine? Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            var hint = reader.TokenType == JsonTokenType.StartArray ? " A list of them has no brackets around it." : "";
            Report(1, $"A line is a JSON object, such as {Example}.{hint}");
            reader.Skip();
            _ = reader.Read(); // what stands behind it is no JSON either
            return null;
        }

        var line = new BatchLine(number, "");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = reader.TokenStartIndex + 1;
            var name = reader.GetString()!;
            reader.Read();
            if (!Names.Contains(name))
            {
                Report(column, $"There is no property {Wording.Shown(name)}. {Cure(name)}");
                reader.Skip();
            }
            else if (!seen.Add(name))
            {
                Report(column, $"'{name}' is there twice. Leave one of them out.");
                reader.Skip();
            }
            else
            {
                line = With(line, name, ref reader);
            }
        }

        _ = reader.Read(); // throws where something stands behind the object
        if (!seen.Contains("prompt"))
        {
            Report(null, $"There is no prompt. Say what to paint: {Example}.");
        }

        return isSound ? line : null;
    }

    private BatchLine With(BatchLine line, string name, ref Utf8JsonReader reader) =>
        name switch
        {
            "prompt" => line with { Prompt = Text(name, ref reader) ?? "" },
            "images" => line with { Images = Texts(name, ref reader) },
            "aspectRatio" => line with { AspectRatio = Text(name, ref reader) },
            "imageSize" => line with { ImageSize = Text(name, ref reader) },
            "model" => line with { Model = Text(name, ref reader) },
            "count" => line with { Count = Count(ref reader) },
            _ => line with { Name = FileName(ref reader) },
        };

    private string? Text(string name, ref Utf8JsonReader reader)
    {
        var column = reader.TokenStartIndex + 1;
        if (reader.TokenType != JsonTokenType.String)
        {
            Report(column, $"'{name}' is a text in double quotes{(name == "prompt" ? "" : ", or left out")}.");
            reader.Skip();
            return null;
        }

        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException) // half of a surrogate pair, as an escape
        {
            Report(column, $"'{name}' has an escape that is no character. Write the character itself.");
            return null;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            Report(
                column,
                name == "prompt" ? "The prompt is empty. Say what to paint." : $"'{name}' is empty. Leave it out."
            );
        }

        return text;
    }

    private List<string> Texts(string name, ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Report(
                reader.TokenStartIndex + 1,
                $$"""'{{name}}' is a list of paths in square brackets, such as ["fox.png"]."""
            );
            reader.Skip();
            return texts;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Text(name, ref reader) is { } text)
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    private int Count(ref Utf8JsonReader reader)
    {
        if (
            reader.TokenType == JsonTokenType.Number
            && reader.TryGetInt32(out var count)
            && count is >= 1 and <= BatchLine.MostPictures
        )
        {
            return count;
        }

        Report(reader.TokenStartIndex + 1, $"'count' is a whole number from 1 to {BatchLine.MostPictures}.");
        reader.Skip();
        return 1;
    }

    private string? FileName(ref Utf8JsonReader reader)
    {
        var column = reader.TokenStartIndex + 1;
        var name = Text("name", ref reader);
        if (!string.IsNullOrWhiteSpace(name) && PictureNames.Problem(name) is { } problem)
        {
            Report(column, $"The name {Wording.Shown(name)} {problem}");
        }

        return name;
    }

    private string Cure(string name) =>
        OtherWords.TryGetValue(name, out var meant) ? $"Did you mean '{meant}'?"
        : suggestion.DidYouMean(name, Names) is { } question ? question
        : $"There are {string.Join(", ", Names)}.";

    // Behind it stands where it is, which is said in a form of its own.
    private static string FirstSentence(JsonException exception)
    {
        // Two that people make often, and that are told to programmers.
        if (exception.Message.Contains("trailing comma", StringComparison.Ordinal))
        {
            return "A comma stands behind the last property.";
        }

        if (exception.Message.Contains("depth to be zero", StringComparison.Ordinal))
        {
            return "The object does not end on this line.";
        }

        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return Wording.Line(end < 0 ? exception.Message : exception.Message[..end]);
    }

    private void Report(long? column, string message)
    {
        isSound = false;
        report(new BatchMistake(number, (int?)column, message));
    }
}
