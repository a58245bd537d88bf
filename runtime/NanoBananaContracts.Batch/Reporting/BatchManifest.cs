using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NanoBananaContracts.Batch;

/// <summary>
/// What became of every item, as JSON for scripts: one object a line, by line and picture, every key always there. Money is in US
/// dollars, exact to a millionth.
/// </summary>
/// <example>
/// <code>
/// {"line":7,"picture":1,"state":"done","file":"00007-a-red-fox.png","sha256":"9f2c...","mediaType":"image/png","width":1024,
/// "height":1024,"bytes":266102,"costUsd":0.058,"promptTokens":12,"outputTokens":1120,"attempts":1,"interrupted":0,
/// "adopted":false,"requestId":"...","seconds":21.4,"failure":null}
/// </code>
/// </example>
public static class BatchManifest
{
    /// <summary>The name of the file in a batch's folder.</summary>
    public const string FileName = "manifest.jsonl";

    private const int FlushedAt = 64 * 1024;

    // It is a file of data, not markup: a prompt in another script stays what it is.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static ReadOnlySpan<byte> LineEnd => "\n"u8;

    /// <summary>Writes all items, in memory that does not grow with them. The file is replaced whole or stays as it was.</summary>
    /// <param name="journal">Where they stand.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static Task WriteAsync(IBatchJournal journal, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return WholeFile.WriteAsync(path, file => WriteAsync(journal, file, cancellationToken));
    }

    /// <summary>One item, as its line has it.</summary>
    /// <param name="entry">The item.</param>
    /// <returns>A JSON object without a line end.</returns>
    public static string ToJson(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            WriteMembers(json, entry);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>The members of an item's object, for whoever has an object of its own around them.</summary>
    /// <param name="json">Stands inside an object.</param>
    /// <param name="entry">The item.</param>
    public static void WriteMembers(Utf8JsonWriter json, JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(entry);
        json.WriteNumber("line", entry.Item.Line);
        json.WriteNumber("picture", entry.Item.Picture);
        json.WriteString("state", StateOf(entry.State));
        var picture = entry.Picture;
        json.WriteString("file", picture?.File);
        json.WriteString("sha256", picture?.Sha256);
        json.WriteString("mediaType", picture?.MediaType);
        WriteNumber(json, "width", picture?.Width);
        WriteNumber(json, "height", picture?.Height);
        WriteNumber(json, "bytes", picture?.Bytes);
        json.WriteNumber("costUsd", PicturePrices.ToUsd(entry.CostMicroUsd));
        WriteNumber(json, "promptTokens", picture?.PromptTokens);
        WriteNumber(json, "outputTokens", picture?.OutputTokens);
        json.WriteNumber("attempts", entry.Attempts);
        json.WriteNumber("interrupted", entry.Interrupted);
        json.WriteBoolean("adopted", picture?.Adopted ?? false);
        json.WriteString("requestId", picture?.RequestId ?? entry.Failure?.RequestId);
        if (picture?.Elapsed is { } elapsed)
        {
            json.WriteNumber("seconds", Math.Round((decimal)elapsed.TotalSeconds, 3));
        }
        else
        {
            json.WriteNull("seconds");
        }

        // Why a picture that is there came back before is nobody's concern any more.
        WriteFailure(json, entry.State == ItemState.Done ? null : entry.Failure);
    }

    private static async Task WriteAsync(IBatchJournal journal, Stream file, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream(FlushedAt + 4096);
        using var json = new Utf8JsonWriter(buffer, Options);
        await foreach (var entry in journal.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            json.WriteStartObject();
            WriteMembers(json, entry);
            json.WriteEndObject();
            json.Flush();
            buffer.Write(LineEnd);
            json.Reset();
            if (buffer.Length >= FlushedAt)
            {
                await EmptyAsync(buffer, file, cancellationToken).ConfigureAwait(false);
            }
        }

        await EmptyAsync(buffer, file, cancellationToken).ConfigureAwait(false);
    }

    private static async Task EmptyAsync(MemoryStream buffer, Stream file, CancellationToken cancellationToken)
    {
        await file.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken)
            .ConfigureAwait(false);
        buffer.SetLength(0);
    }

    private static void WriteFailure(Utf8JsonWriter json, FailureEntry? failure)
    {
        if (failure is null)
        {
            json.WriteNull("failure");
            return;
        }

        json.WriteStartObject("failure");
        json.WriteString("kind", failure.Kind.ToString());
        json.WriteString("message", failure.Message);
        WriteNumber(json, "status", failure.StatusCode);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string StateOf(ItemState state) =>
        state switch
        {
            ItemState.Waiting => "waiting",
            ItemState.UnderWay => "under way",
            ItemState.Done => "done",
            _ => "failed",
        };
}
