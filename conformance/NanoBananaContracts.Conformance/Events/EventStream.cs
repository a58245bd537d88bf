using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Conformance.Events;

/// <summary>Writes and reads event streams: one JSON object a line, UTF-8.</summary>
public static class EventStream
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        // The stream is read by people too.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        // The event's name need not be the first key in a stream another tool wrote.
        AllowOutOfOrderMetadataProperties = true,
    };

    /// <summary>One event as a line, without its end.</summary>
    /// <param name="runEvent">The event.</param>
    // What is hidden can only stand in a string, where its escape means the same: a terminal that shows the file obeys none.
    public static string ToLine(RunEvent runEvent) =>
        HiddenCharacters.Escaped(JsonSerializer.Serialize(runEvent, Options));

    /// <summary>Reads one line.</summary>
    /// <param name="line">The line.</param>
    /// <exception cref="InvalidDataException">The line is no event.</exception>
    public static RunEvent FromLine(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<RunEvent>(line, Options)
                ?? throw new InvalidDataException("The line is JSON null and no event.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            // The exception's own words name types of this program.
            var place = exception is JsonException { Path: { Length: > 1 } path } ? $"; see {path}" : "";
            throw new InvalidDataException($"The line is no event of this format{place}.", exception);
        }
    }

    /// <summary>Reads a whole stream and holds it to its own rules.</summary>
    /// <param name="reader">The stream.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The events of a complete run.</returns>
    /// <exception cref="InvalidDataException">
    /// A line is no event, the header or the footer is missing or not where it belongs, the format is unknown, or the
    /// counts of the footer are not those of the verdicts. The message names the line.
    /// </exception>
    public static async Task<RecordedRun> ReadAsync(TextReader reader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var verdicts = new List<CaseVerdict>();
        var notices = new List<RunNotice>();
        RunStarted? started = null;
        RunFinished? finished = null;
        var number = 0;
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            number++;
            if (line.Length == 0)
            {
                continue;
            }

            RunEvent runEvent;
            try
            {
                runEvent = FromLine(line);
            }
            catch (InvalidDataException exception)
            {
                throw Bad(number, exception.Message, exception);
            }

            if (finished is not null)
            {
                throw Bad(number, "There is something behind the footer.");
            }

            if ((started is null) != runEvent is RunStarted)
            {
                throw Bad(number, started is null ? "The first line must be the header." : "There is a second header.");
            }

            switch (runEvent)
            {
                case RunStarted header when header.Format != RunStarted.CurrentFormat:
                    throw Bad(
                        number,
                        $"The format is '{header.Format}'; this version reads '{RunStarted.CurrentFormat}'."
                    );
                case RunStarted header:
                    started = header;
                    break;
                case CaseVerdict verdict:
                    verdicts.Add(verdict);
                    break;
                case RunNotice notice:
                    notices.Add(notice);
                    break;
                case RunFinished footer:
                    finished = footer;
                    break;
            }
        }

        if (started is null)
        {
            throw new InvalidDataException("The event stream is empty.");
        }

        if (finished is null)
        {
            throw new InvalidDataException($"The event stream has no footer behind line {number}: the run broke off.");
        }

        var counted = VerdictCounts.Of(verdicts);
        if (counted != finished.Counts)
        {
            throw Bad(number, $"The footer counts {finished.Counts}; the verdicts are {counted}.");
        }

        return new RecordedRun(
            started,
            verdicts.OrderBy(v => v.Id, StringComparer.Ordinal).ThenBy(v => v.Repetition).ToArray(),
            notices,
            finished
        );
    }

    private static InvalidDataException Bad(int line, string message, Exception? inner = null) =>
        new($"Event stream, line {line}: {message}", inner);
}

/// <summary>A complete run, as read from its event stream: what reports are made from.</summary>
/// <param name="Started">The header.</param>
/// <param name="Verdicts">The verdicts by id, then repetition.</param>
/// <param name="Notices">What else was said.</param>
/// <param name="Finished">The footer.</param>
public sealed record RecordedRun(
    RunStarted Started,
    IReadOnlyList<CaseVerdict> Verdicts,
    IReadOnlyList<RunNotice> Notices,
    RunFinished Finished
);
