using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>A conversation on disk: the request that it has become, as JSON.</summary>
internal static class ConversationFile
{
    private const int BufferBytes = 81920;

    /// <summary>Writes it, whole or not at all.</summary>
    public static async Task WriteAsync(
        string path,
        GenerateContentRequest conversation,
        CancellationToken cancellationToken
    )
    {
        // No dialect: values stay as they were read, and any client writes its provider's when it sends them.
        var json = ContractWriter.ToUtf8Json(conversation);
        using var file = AtomicFile.Create(Given(path), what: "conversation");
        await file.WriteAsync(
                (stream, token) => stream.WriteBytesAsync(json, json.Length, token).AsTask(),
                cancellationToken
            )
            .ConfigureAwait(false);
        file.Commit(path);
    }

    /// <summary>Reads it.</summary>
    public static async Task<GenerateContentRequest> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var file = new FileStream(
            Given(path),
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            bufferSize: 1,
            useAsync: true
        );
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, BufferBytes, cancellationToken).ConfigureAwait(false);
        var conversation = GenerateContentRequest.Parse(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
        return conversation is { Contents.IsAbsent: false, UnknownFields: not { IsReplacement: true } }
            ? conversation
            : throw new ContractFormatException(
                $"'{path}' is no conversation: it is not a JSON object with contents. Name a file that was saved as one."
            );
    }

    private static string Given(string path) =>
        path is null ? throw new ArgumentNullException(nameof(path))
        : string.IsNullOrWhiteSpace(path) ? throw new ArgumentException("The path is empty.", nameof(path))
        : path;
}
