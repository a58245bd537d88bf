namespace NanoBananaContracts.Emulator;

/// <summary>One request that an emulator has answered, for a log. It holds no key and no query.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, without the query.</param>
/// <param name="Model">The model that the path names; <see langword="null"/> where it names none.</param>
/// <param name="StatusCode">The HTTP status of the answer.</param>
/// <param name="Verdict">
/// What the answer was: <c>picture</c>, <c>text</c>, <c>refused: IMAGE_SAFETY</c>, <c>models</c>, <c>options</c>,
/// <c>hung up</c>, or status and message of the error.
/// </param>
public sealed record EmulatedExchange(string Method, string Path, string? Model, int StatusCode, string Verdict)
{
    /// <summary>How long it took to answer, on <see cref="EmulatorOptions.Time"/>: latency included.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Method, path, status, verdict and milliseconds in one line, as <c>nanobanana serve</c> shows them.</summary>
    /// <returns><c>POST /v1beta/models/m:generateContent (m) 200 picture, 41 ms</c>.</returns>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Method} {Path} {(Model is null ? "" : $"({Model}) ")}{StatusCode} {Verdict.TrimEnd('.')}, {Elapsed.TotalMilliseconds:0} ms"
        );
}
