using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using NanoBananaContracts.Batch.Tests.Harness;
using NanoBananaContracts.BatchServers;

namespace NanoBananaContracts.Batch.Tests.Servers;

/// <summary>An S3 service of the tests' own, on a loopback port, with its data in a temporary folder.</summary>
internal sealed class S3Server : IDisposable
{
    public const string Bucket = "pictures";
    private const string Program = "build/s3/node_modules/s3rver/bin/s3rver.js";

    // What this service takes, and no other.
    private const string Name = "S3RVER";

    private readonly TestFolder folder = new();
    private readonly ChildProcess process;

    private S3Server(int port)
    {
        process = ChildProcess.Start(
            "node",
            [
                Repository.Path(Program),
                "--directory",
                folder.Path,
                "--address",
                "127.0.0.1",
                "--port",
                port.ToString(CultureInfo.InvariantCulture),
                "--configure-bucket",
                Bucket,
            ]
        );
        Client = new(
            new BasicAWSCredentials(Name, Name),
            new AmazonS3Config
            {
                ServiceURL = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
                ForcePathStyle = true,
                UseHttp = true,
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            }
        );
    }

    public AmazonS3Client Client { get; }

    /// <summary>Starts one; the test is skipped where there is none to start.</summary>
    public static async Task<S3Server> StartAsync()
    {
        Assert.SkipUnless(
            File.Exists(Repository.Path(Program)) && HasNode(),
            "There is no S3 service: install Node, and run 'npm ci --ignore-scripts' in build/s3, as .ci/run does."
        );
        var server = new S3Server(FreePort.Take());
        using var http = new HttpClient();
        await Answering.WaitAsync(
            server.process,
            async () =>
            {
                using var _ = await http.GetAsync(new Uri(server.Client.Config.ServiceURL));
            },
            exception => exception is HttpRequestException
        );
        return server;
    }

    public void Dispose()
    {
        Client.Dispose();
        process.Dispose();
        folder.Dispose();
    }

    private static bool HasNode() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "node")));
}
