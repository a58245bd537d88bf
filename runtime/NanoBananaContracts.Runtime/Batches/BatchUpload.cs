using System.Globalization;
using System.Text;
using NanoBananaContracts.Http;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>One upload of a file that can be taken up again (<c>X-Goog-Upload-Protocol: resumable</c>).</summary>
internal sealed class BatchUpload(BatchCalls calls, string path, long length)
{
    private const string MediaType = "application/jsonl";
    private const int MostTries = 4;

    /// <summary>Uploads it.</summary>
    /// <returns>The name of the file at the provider.</returns>
    public async Task<string> RunAsync(string displayName, CancellationToken cancellationToken)
    {
        var address = await BeginAsync(displayName, cancellationToken).ConfigureAwait(false);
        long offset = 0;
        for (var tries = 1; ; tries++)
        {
            try
            {
                offset = tries == 1 ? 0 : await ReceivedAsync(address, cancellationToken).ConfigureAwait(false);
                return await SendAsync(address, offset, cancellationToken).ConfigureAwait(false);
            }
            catch (NanoBananaException failure)
                when (failure.RetryAdvice != RetryAdvice.Never
                    && failure.Kind != FailureKind.Timeout
                    && tries < MostTries
                )
            {
                // Nothing is billed by it: the service is asked how far it has come, and it goes on from there.
            }
        }
    }

    private async Task<Uri> BeginAsync(string displayName, CancellationToken cancellationToken)
    {
        using var writer = new ContractWriter();
        writer.BeginObject();
        writer.WriteName("file");
        writer.BeginObject();
        writer.WriteName("displayName");
        writer.WriteStringValue(displayName);
        writer.EndObject();
        writer.EndObject();
        var json = Encoding.UTF8.GetString(writer.WrittenMemory.ToArray());
        var start = calls.Address("/upload/v1beta/files");
        var (header, _) = await calls
            .UploadAsync(
                start,
                [
                    new("X-Goog-Upload-Protocol", "resumable"),
                    new("X-Goog-Upload-Command", "start"),
                    new("X-Goog-Upload-Header-Content-Length", length.ToString(CultureInfo.InvariantCulture)),
                    new("X-Goog-Upload-Header-Content-Type", MediaType),
                ],
                () => new StringContent(json, Encoding.UTF8, "application/json"),
                "X-Goog-Upload-URL",
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!Uri.TryCreate(header, UriKind.Absolute, out var address))
        {
            throw new NanoBananaException(
                FailureKind.NotJson,
                "The service did not say where the file is to be uploaded to.",
                "Check the base address: this is not the service's reply."
            );
        }

        // The key goes along with each call.
        return Redirects.SameOrigin(start, address)
            ? address
            : throw new NanoBananaException(
                FailureKind.RedirectRefused,
                $"The service asks for the file at another origin, {address.Scheme}://{address.Authority}, which the key must not go to."
            );
    }

    private async Task<long> ReceivedAsync(Uri address, CancellationToken cancellationToken)
    {
        var (header, _) = await calls
            .UploadAsync(
                address,
                [new("X-Goog-Upload-Command", "query")],
                () => new ByteArrayContent([]),
                "X-Goog-Upload-Size-Received",
                cancellationToken
            )
            .ConfigureAwait(false);
        return
            long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var received)
            && received <= length
            ? received
            : 0;
    }

    private async Task<string> SendAsync(Uri address, long offset, CancellationToken cancellationToken)
    {
        var (_, body) = await calls
            .UploadAsync(
                address,
                [
                    new("X-Goog-Upload-Command", "upload, finalize"),
                    new("X-Goog-Upload-Offset", offset.ToString(CultureInfo.InvariantCulture)),
                ],
                () =>
                {
                    var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
                    file.Position = offset;
                    return new StreamContent(file); // It disposes the file.
                },
                "X-Goog-Upload-Status",
                cancellationToken
            )
            .ConfigureAwait(false);
        return BatchReader.TextAt(body, "file", "name")
            ?? throw new NanoBananaException(FailureKind.NotJson, "The reply to the upload names no file.");
    }
}
