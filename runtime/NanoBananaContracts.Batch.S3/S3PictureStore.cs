using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace NanoBananaContracts.Batch.S3;

/// <summary>
/// Pictures in a bucket of S3, or of what speaks its protocol. Its credentials are the client's, and are nowhere else.
/// </summary>
public sealed class S3PictureStore : IPictureStore
{
    private const string HashName = "sha256";

    private readonly IAmazonS3 client;
    private readonly string bucket;
    private readonly string prefix;

    /// <summary>Makes a store.</summary>
    /// <param name="client">
    /// The client; it stays the caller's. Other services than Amazon's may want <c>ForcePathStyle</c>, and
    /// <c>RequestChecksumCalculation</c> and <c>ResponseChecksumValidation</c> only where required.
    /// </param>
    /// <param name="bucket">The bucket, which is there.</param>
    /// <param name="prefix">What all keys begin with, such as <c>catalogue/</c>; nothing by default.</param>
    public S3PictureStore(IAmazonS3 client, string bucket, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        ArgumentNullException.ThrowIfNull(prefix);
        (this.client, this.bucket, this.prefix) = (client, bucket, prefix);
    }

    /// <inheritdoc/>
    public async Task PutAsync(
        string name,
        string path,
        string sha256,
        string mediaType,
        CancellationToken cancellationToken = default
    )
    {
        var key = KeyOf(name);
        if (await HashAsync(key, cancellationToken).ConfigureAwait(false) is { } there)
        {
            RequireSame(there, sha256, name);
            return;
        }

        try
        {
            // One request, which the service takes whole or not at all; it refuses what another has put there meanwhile.
            var request = new PutObjectRequest
            {
                BucketName = bucket,
                Key = key,
                FilePath = path,
                ContentType = mediaType,
                IfNoneMatch = "*",
                UseChunkEncoding = false, // not every service takes that apart
                ChecksumSHA256 = Convert.ToBase64String(Convert.FromHexString(sha256)),
            };
            request.Metadata[HashName] = sha256;
            await client.PutObjectAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            RequireSame(await HashAsync(key, cancellationToken).ConfigureAwait(false) ?? "", sha256, name);
        }
        catch (Exception exception) when (IsOfService(exception) || exception is UnauthorizedAccessException)
        {
            throw Failed($"{name} could not be put into", exception);
        }
    }

    /// <inheritdoc/>
    public async Task<StoredPicture?> FindAsync(string stem, CancellationToken cancellationToken = default)
    {
        var begin = KeyOf(stem) + ".";
        try
        {
            var listed = await client
                .ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = begin }, cancellationToken)
                .ConfigureAwait(false);
            // "fox." begins the pictures of "fox", and those of "fox.2" as well.
            var key = listed
                .S3Objects?.Select(found => found.Key)
                .FirstOrDefault(found =>
                    ImageFileFormats.FromFileExtension(found[(begin.Length - 1)..]) != ImageFileFormat.Unknown
                );
            return key is not null && await HashAsync(key, cancellationToken).ConfigureAwait(false) is { } hash
                ? new(key[prefix.Length..], hash)
                : null;
        }
        catch (Exception exception) when (IsOfService(exception))
        {
            throw Failed($"{stem} could not be looked for in", exception);
        }
    }

    /// <summary>The hash of an object; null where there is none, empty where it was not put there by us.</summary>
    private async Task<string?> HashAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var found = await client
                .GetObjectMetadataAsync(
                    new GetObjectMetadataRequest { BucketName = bucket, Key = key },
                    cancellationToken
                )
                .ConfigureAwait(false);
            return found.Metadata[HashName] ?? "";
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (Exception exception) when (IsOfService(exception))
        {
            throw Failed($"{key} could not be looked at in", exception);
        }
    }

    private static void RequireSame(string there, string sha256, string name)
    {
        if (there != sha256)
        {
            throw new IOException(
                $"There is another object {name} already. Move it away, or give the line another name."
            );
        }
    }

    private IOException Failed(string what, Exception exception) =>
        new($"{what} the bucket {bucket}: {exception.Message}", exception);

    private static bool IsOfService(Exception exception) =>
        exception is AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException;

    private string KeyOf(string name) =>
        name.AsSpan().IndexOfAny('/', '\\') < 0 && name is not ("" or "." or "..")
            ? prefix + name
            : throw new ArgumentException($"'{name}' is no name of a picture.", nameof(name));
}
