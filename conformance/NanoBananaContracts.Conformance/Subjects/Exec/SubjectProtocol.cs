using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Subjects.Exec;

/// <summary>
/// The lines between the suite and an executable under test. <c>conformance/PROTOCOL.md</c> describes them for people,
/// <c>conformance/schemas/protocol.schema.json</c> for tools.
/// </summary>
internal static class SubjectProtocol
{
    public const int Version = 1;

    private static readonly string[] ResultKeys = ["type", "id", "pictures", "text", "failure", "skipped"];

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Hello() => JsonSerializer.Serialize(new { type = "hello", protocol = Version }, Options);

    public static string Bye() => """{"type":"bye"}""";

    public static string Run(SubjectAssignment assignment)
    {
        var task = assignment.Task;
        return JsonSerializer.Serialize(
            new
            {
                type = "run",
                id = assignment.Id,
                baseAddress = assignment.BaseAddress.GetLeftPart(UriPartial.Authority),
                apiKey = assignment.ApiKey,
                timeScale = assignment.TimeScale,
                outputFolder = assignment.OutputFolder,
                task = new
                {
                    operation = OperationName(task.Operation),
                    provider = task.Provider,
                    model = task.Model,
                    prompt = task.Prompt,
                    followUps = task.FollowUps.Count > 0 ? task.FollowUps : null,
                    inputImages = task.InputImages.Count > 0
                        ? task.InputImages.Select(i => new
                        {
                            mediaType = i.MediaType,
                            base64 = Convert.ToBase64String(i.Data.Span),
                        })
                        : null,
                    aspectRatio = task.AspectRatio,
                    imageSize = task.ImageSize,
                    modalities = task.Modalities,
                    googleSearch = task.GoogleSearch ? true : (bool?)null,
                    deadlineMilliseconds = (long?)task.Deadline?.TotalMilliseconds,
                    retries = task.Retries,
                    saveAs = task.SaveAs,
                },
            },
            Options
        );
    }

    /// <summary>Reads the subject's answer to hello.</summary>
    /// <exception cref="InvalidDataException">It is not one, or of another version; the message says what is wrong.</exception>
    public static SubjectDescription ReadHello(string line) => Quoting(line, () => HelloOf(line));

    /// <summary>Reads a result. An optional value that cannot be read is passed over, with a warning.</summary>
    /// <exception cref="InvalidDataException">It is not one, or belongs to another assignment.</exception>
    public static SubjectReport ReadResult(string line, string id) => Quoting(line, () => ResultOf(line, id));

    /// <summary>The assignment that a line answers; null where the line is no result.</summary>
    public static string? IdOfResult(string line)
    {
        try
        {
            var result = ProtocolLine.Parse(line, "the result", ResultKeys);
            return result.Text("type") == "result" ? result.Text("id") : null;
        }
        catch (InvalidDataException)
        {
            // Whoever reads it as a result says what is wrong with it.
            return null;
        }
    }

    private static SubjectDescription HelloOf(string line)
    {
        var hello = ProtocolLine.Parse(
            line,
            "the hello",
            "type",
            "protocol",
            "name",
            "version",
            "language",
            "operations",
            "reports",
            "takes",
            "scalesTime",
            "processes"
        );
        var type = hello.Text("type");
        var protocol = hello.Number("protocol");
        if (type != "hello" || protocol != Version)
        {
            throw new InvalidDataException(
                FormattableString.Invariant(
                    $"The first line must be {{\"type\":\"hello\",\"protocol\":{Version},...}}, not type '{type}', protocol {protocol}."
                )
            );
        }

        if (!hello.Has("operations"))
        {
            throw new InvalidDataException("the hello lacks 'operations'.");
        }

        var reports = hello.Words("reports", "class", "text");
        var takes = hello.Words("takes", "deadline", "retries");
        return new SubjectDescription
        {
            Name = hello.Text("name"),
            Version = hello.OptionalText("version"),
            Language = hello.OptionalText("language"),
            Operations =
            [
                .. hello
                    .Words("operations", [.. Enum.GetValues<CaseOperation>().Select(OperationName)])
                    .Select(name => Enum.GetValues<CaseOperation>().First(o => OperationName(o) == name)),
            ],
            ReportsFailureClass = reports.Contains("class"),
            ReportsText = reports.Contains("text"),
            TakesDeadline = takes.Contains("deadline"),
            TakesRetries = takes.Contains("retries"),
            ScalesTime = hello.OptionalBoolean("scalesTime") ?? false,
            Parallelism = hello.Has("processes") ? (int)Math.Clamp(hello.Number("processes"), 1, 64) : 1,
        };
    }

    private static SubjectReport ResultOf(string line, string id)
    {
        var result = ProtocolLine.Parse(line, "the result", ResultKeys);
        var type = result.Text("type");
        var answered = result.Text("id");
        if (type != "result" || answered != id)
        {
            throw new InvalidDataException($"Expected a result for '{id}', got type '{type}' for '{answered}'.");
        }

        var isSuccess = result.Has("pictures") || result.Has("text");
        if (new[] { result.Has("failure"), result.Has("skipped"), isSuccess }.Count(has => has) != 1)
        {
            throw new InvalidDataException(
                "A result holds exactly one of 'failure', 'skipped', or 'pictures' with or without 'text'."
            );
        }

        SubjectReport report =
            result.Has("skipped") ? new SubjectSkip(result.Text("skipped"))
            : result.Has("failure")
                ? ReadFailure(result.Object("failure", "class", "kind", "message", "retryable", "unexpected"))
            : new SubjectSuccess
            {
                // Beside pictures the words are optional; alone they are the answer.
                Text = result.Has("pictures") ? result.OptionalText("text") : result.Text("text"),
                Pictures = result.Has("pictures")
                    ?
                    [
                        .. result
                            .Objects("pictures", "sha256", "size", "mediaType", "fileName", "base64")
                            .Select(ReadPicture),
                    ]
                    : [],
            };
        return report with { Warnings = result.Warnings };
    }

    public static string OperationName(CaseOperation operation) =>
        JsonNamingPolicy.CamelCase.ConvertName(operation.ToString());

    private static T Quoting<T>(string line, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException(
                $"{char.ToUpperInvariant(exception.Message[0])}{exception.Message[1..]} The line: {ProtocolLine.Shorten(line)}",
                exception
            );
        }
    }

    private static SubjectFailure ReadFailure(ProtocolLine failure)
    {
        FailureClass? failureClass = null;
        if (failure.OptionalText("class") is { } word)
        {
            if (FailureClasses.TryParse(word, out var known))
            {
                failureClass = known;
            }
            else
            {
                failure.PassOver(
                    "class",
                    $"'{word}' is no failure class. There are: {string.Join(", ", FailureClasses.Words)}."
                );
            }
        }

        return new SubjectFailure
        {
            Class = failureClass,
            Kind = failure.OptionalText("kind"),
            Message = failure.Text("message"),
            Retryable = failure.OptionalBoolean("retryable"),
            Unexpected = failure.OptionalBoolean("unexpected") ?? false,
        };
    }

    private static ReportedPicture ReadPicture(ProtocolLine picture)
    {
        var sha256 = picture.Text("sha256");
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower))
        {
            throw new InvalidDataException("'sha256' of a picture is not 64 lower-case hexadecimal digits.");
        }

        byte[]? bytes = null;
        if (picture.OptionalText("base64") is { } text)
        {
            try
            {
                bytes = Convert.FromBase64String(text);
            }
            catch (FormatException)
            {
                picture.PassOver("base64", "it is not Base64. The report has no thumbnail.");
            }
        }

        return new ReportedPicture
        {
            Sha256 = sha256,
            Size = picture.Number("size"),
            MediaType = picture.OptionalText("mediaType"),
            FileName = picture.OptionalText("fileName"),
            Bytes = bytes,
        };
    }
}
