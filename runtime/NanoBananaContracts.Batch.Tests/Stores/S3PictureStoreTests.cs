using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using NanoBananaContracts.Batch.S3;
using NanoBananaContracts.Batch.Tests.Servers;
using NanoBananaContracts.BatchServers;

namespace NanoBananaContracts.Batch.Tests.Stores;

/// <summary>Pictures in a bucket.</summary>
public sealed class S3PictureStoreTests : StoreContract
{
    private const string Prefix = "catalogue/";
    private S3Server? server;

    [Fact]
    public async Task A_name_that_begins_as_another_is_another()
    {
        var store = await CreateAsync();
        await server!.Client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = S3Server.Bucket,
                Key = Prefix + "fox.2.png",
                ContentBody = "2",
            },
            TestContext.Current.CancellationToken
        );

        (await store.FindAsync("fox")).ShouldBeNull();
        (await store.FindAsync("fox.2")).ShouldBe(new StoredPicture("fox.2.png", "")); // not put there by a store
    }

    [Fact]
    public async Task A_service_that_is_gone_is_an_input_output_error()
    {
        await CreateAsync();
        using var client = new AmazonS3Client(
            "name",
            "secret-of-this-test",
            new AmazonS3Config
            {
                ServiceURL = $"http://127.0.0.1:{FreePort.Take()}",
                MaxErrorRetry = 0,
                ForcePathStyle = true,
            }
        );

        var failure = await Should.ThrowAsync<IOException>(() =>
            new S3PictureStore(client, S3Server.Bucket).FindAsync("fox")
        );

        failure.Message.ShouldContain(S3Server.Bucket);
        failure.ToString().ShouldNotContain("secret-of-this-test");
    }

    protected override async Task<IPictureStore> CreateAsync()
    {
        server = await S3Server.StartAsync();
        return new S3PictureStore(server.Client, S3Server.Bucket, Prefix);
    }

    protected override async Task<byte[]?> ReadAsync(string name)
    {
        try
        {
            using var found = await server!.Client.GetObjectAsync(
                S3Server.Bucket,
                Prefix + name,
                TestContext.Current.CancellationToken
            );
            using var bytes = new MemoryStream();
            await found.ResponseStream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            return bytes.ToArray();
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    protected override void Dispose(bool disposing)
    {
        server?.Dispose();
        base.Dispose(disposing);
    }
}
