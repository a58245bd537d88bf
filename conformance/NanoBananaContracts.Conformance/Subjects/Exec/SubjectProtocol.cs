using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
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

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Hello() => JsonSerializer.Serialize(new { type = "hello", protocol = Version }, Options);

    public static string Bye() => """{"type":"bye"}""";

    public static string Run(SubjectAssignment assignment)
    {
        CaseTask task = assignment.Task;
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
    public static SubjectDescription ReadHello(string line)
    {
        HelloLine hello = Read<HelloLine>(line);
        if (hello.Type != "hello" || hello.Protocol != Version)
        {
            throw new InvalidDataException(
                $"The first line must be {{\"type\":\"hello\",\"protocol\":{Version},...}}, not type '{hello.Type}', protocol {hello.Protocol}."
            );
        }

        Check("reports", hello.Reports, ["class", "text"]);
        Check("takes", hello.Takes, ["deadline", "retries"]);
        return new SubjectDescription
        {
            Name = hello.Name,
            Version = hello.Version,
            Language = hello.Language,
            Operations = [.. hello.Operations.Select(ReadOperation)],
            ReportsFailureClass = hello.Reports.Contains("class"),
            ReportsText = hello.Reports.Contains("text"),
            TakesDeadline = hello.Takes.Contains("deadline"),
            TakesRetries = hello.Takes.Contains("retries"),
            ScalesTime = hello.ScalesTime,
            Parallelism = Math.Clamp(hello.Processes, 1, 64),
        };
    }

    /// <summary>Reads a result.</summary>
    /// <exception cref="InvalidDataException">It is not one, or belongs to another assignment.</exception>
    public static SubjectReport ReadResult(string line, string id)
    {
        ResultLine result = Read<ResultLine>(line);
        if (result.Type != "result" || result.Id != id)
        {
            throw new InvalidDataException(
                $"Expected a result for '{id}', got type '{result.Type}' for '{result.Id}'."
            );
        }

        int facts =
            (result.Failure is null ? 0 : 1)
            + (result.Skipped is null ? 0 : 1)
            + (result.Pictures is null && result.Text is null ? 0 : 1);
        if (facts != 1)
        {
            throw new InvalidDataException(
                "A result holds exactly one of 'failure', 'skipped', or 'pictures' with or without 'text'."
            );
        }

        if (result.Skipped is { } reason)
        {
            return new SubjectSkip(reason);
        }

        if (result.Failure is { } failure)
        {
            return new SubjectFailure
            {
                Class = failure.Class is { } word
                    ? FailureClasses.TryParse(word, out FailureClass failureClass)
                        ? failureClass
                        : throw new InvalidDataException(
                            $"'{word}' is no failure class. There are: {string.Join(", ", FailureClasses.Words)}."
                        )
                    : null,
                Kind = failure.Kind,
                Message = failure.Message,
                Retryable = failure.Retryable,
                Unexpected = failure.Unexpected,
            };
        }

        return new SubjectSuccess { Text = result.Text, Pictures = [.. (result.Pictures ?? []).Select(ReadPicture)] };
    }

    public static string OperationName(CaseOperation operation) =>
        JsonNamingPolicy.CamelCase.ConvertName(operation.ToString());

    private static ReportedPicture ReadPicture(PictureLine picture)
    {
        if (picture.Sha256.Length != 64 || !picture.Sha256.All(char.IsAsciiHexDigitLower))
        {
            throw new InvalidDataException("'sha256' of a picture is not 64 lower-case hexadecimal digits.");
        }

        byte[]? bytes = null;
        if (picture.Base64 is { } text)
        {
            try
            {
                bytes = Convert.FromBase64String(text);
            }
            catch (FormatException exception)
            {
                throw new InvalidDataException("'base64' of a picture is not Base64.", exception);
            }
        }

        return new ReportedPicture
        {
            Sha256 = picture.Sha256,
            Size = picture.Size,
            MediaType = picture.MediaType,
            FileName = picture.FileName,
            Bytes = bytes,
        };
    }

    private static CaseOperation ReadOperation(string name) =>
        Enum.GetValues<CaseOperation>()
            .Where(o => OperationName(o) == name)
            .Select(o => (CaseOperation?)o)
            .FirstOrDefault()
        ?? throw new InvalidDataException($"'{name}' is no operation. There are: generate, stream, save, edit.");

    private static void Check(string key, IReadOnlyList<string> words, string[] known)
    {
        if (words.FirstOrDefault(w => !known.Contains(w)) is { } unknown)
        {
            throw new InvalidDataException(
                $"'{unknown}' is not known under '{key}'. There are: {string.Join(", ", known)}."
            );
        }
    }

    private static T Read<T>(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Options)
                ?? throw new InvalidDataException("The line is JSON null.");
        }
        catch (JsonException exception)
        {
            string start = line.Length <= 200 ? line : string.Concat(line.AsSpan(0, 200), "...");
            throw new InvalidDataException($"{exception.Message} The line: {start}", exception);
        }
    }

    private sealed record HelloLine
    {
        [JsonRequired]
        public string Type { get; init; } = "";

        [JsonRequired]
        public int Protocol { get; init; }

        [JsonRequired]
        public string Name { get; init; } = "";

        public string? Version { get; init; }

        public string? Language { get; init; }

        [JsonRequired]
        public IReadOnlyList<string> Operations { get; init; } = [];

        public IReadOnlyList<string> Reports { get; init; } = [];

        public IReadOnlyList<string> Takes { get; init; } = [];

        public bool ScalesTime { get; init; }

        public int Processes { get; init; } = 1;
    }

    private sealed record ResultLine
    {
        [JsonRequired]
        public string Type { get; init; } = "";

        [JsonRequired]
        public string Id { get; init; } = "";

        public IReadOnlyList<PictureLine>? Pictures { get; init; }

        public string? Text { get; init; }

        public FailureLine? Failure { get; init; }

        public string? Skipped { get; init; }
    }

    private sealed record PictureLine
    {
        [JsonRequired]
        public string Sha256 { get; init; } = "";

        [JsonRequired]
        public long Size { get; init; }

        public string? MediaType { get; init; }

        public string? FileName { get; init; }

        public string? Base64 { get; init; }
    }

    private sealed record FailureLine
    {
        public string? Class { get; init; }

        public string? Kind { get; init; }

        [JsonRequired]
        public string Message { get; init; } = "";

        public bool? Retryable { get; init; }

        public bool Unexpected { get; init; }
    }
}
