using Amazon.Runtime;
using Amazon.S3;
using NanoBananaContracts.Batch;
using NanoBananaContracts.Batch.S3;

namespace BatchWorker;

/// <summary>Where pictures go: a folder that all workers see, or a bucket.</summary>
public static class Stores
{
    private const string Bucket = "s3://";

    /// <summary>Opens a store.</summary>
    /// <param name="place">A folder, or <c>s3://bucket/prefix/</c>.</param>
    /// <param name="endpoint">The address of another service than Amazon's. Credentials are the SDK's to find.</param>
    public static IPictureStore Open(string place, Uri? endpoint)
    {
        if (!place.StartsWith(Bucket, StringComparison.Ordinal))
        {
            return new FolderStore(Path.GetFullPath(place));
        }

        var config = new AmazonS3Config();
        if (endpoint is not null)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.ForcePathStyle = true;
            config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
            config.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        }

        var parts = place[Bucket.Length..].Split('/', 2);
        return new S3PictureStore(new AmazonS3Client(config), parts[0], parts.Length == 1 ? "" : parts[1]);
    }
}
