using System.CommandLine;
using Amazon.Runtime;
using BatchWorker;
using NanoBananaContracts;
using NanoBananaContracts.Batch;
using NanoBananaContracts.Batch.RabbitMq;
using Npgsql;
using RabbitMQ.Client.Exceptions;

// A list of pictures made by any number of workers on any number of machines. PostgreSQL keeps what is known and what is
// spent, RabbitMQ hands out the items, and the pictures go to a folder that all workers see, or to a bucket.
//
//   BatchWorker enqueue prompts.jsonl --max-cost 25
//   BatchWorker work --store s3://catalogue/        as often as you like, wherever you like
//   BatchWorker status

var batch = new Option<string>("--batch")
{
    Description = "The name of the batch: lower-case letters, digits and underscores.",
    DefaultValueFactory = _ => "pictures",
};

// Not as a default value: the help would show it, with its password.
var database = new Option<string?>("--database")
{
    Description = "PostgreSQL, as Host=...;Username=...;Password=...; by default what BATCH_DATABASE says.",
};
var broker = Address("--broker", "RabbitMQ, as amqp://user:password@host/; by default what BATCH_BROKER says.");
var address = Address(
    "--base-address",
    "Another address than the provider's: the emulator's, for trying without a key."
);
var list = new Argument<FileInfo>("LIST") { Description = "A list, one JSON object a line." };
var maxCost = new Option<decimal>("--max-cost")
{
    Description = "The most that all of it may cost, in USD.",
    Required = true,
};
var price = new Option<decimal?>("--assume-price")
{
    Description = "What a picture costs, in USD, where it is not known of the model and size.",
};
var again = new Option<bool>("--again")
{
    Description = "Queue everything that is not done or failed once more, as after the queue was lost.",
};
var retryFailed = new Option<bool>("--retry-failed") { Description = "Try again what has failed." };
var place = new Option<string>("--store")
{
    Description = "Where the pictures go: a folder that all workers see, or s3://bucket/prefix/.",
    DefaultValueFactory = _ => "pictures",
};
var endpoint = Address("--s3-endpoint", "The address of another service than Amazon's.");
var images = new Option<DirectoryInfo>("--images")
{
    Description =
        "The folder that relative paths of pictures in the list begin at, as this machine has it: say the list's own.",
    DefaultValueFactory = _ => new DirectoryInfo("."),
};
var parallel = new Option<int>("--parallel")
{
    Description = "How many calls this worker makes at a time.",
    DefaultValueFactory = _ => 4,
};
var rate = new Option<double?>("--requests-a-minute")
{
    Description = "The most calls a minute of all workers together.",
};
var lease = new Option<double>("--lease")
{
    Description = "After how many seconds a worker that is not heard of counts as dead.",
    DefaultValueFactory = _ => 30,
};
var untilDone = new Option<bool>("--until-done") { Description = "End when nothing is left to do." };

var enqueue = new Command("enqueue", "Checks a list and queues it.")
{
    list,
    maxCost,
    price,
    again,
    retryFailed,
    address,
};
enqueue.SetAction(
    (parsed, cancellationToken) =>
        RunAsync(
            parsed,
            async servers =>
            {
                using var client = Client(parsed);
                return await Enqueue.RunAsync(
                    servers,
                    new BatchList(client, parsed.GetRequiredValue(list).FullName)
                    {
                        AssumedPriceUsd = parsed.GetValue(price),
                    },
                    parsed.GetValue(maxCost),
                    parsed.GetValue(again),
                    parsed.GetValue(retryFailed),
                    Console.Out,
                    cancellationToken
                );
            },
            cancellationToken
        )
);

var work = new Command("work", "Makes what is queued, until it is told to end.")
{
    place,
    endpoint,
    images,
    parallel,
    rate,
    lease,
    untilDone,
    address,
};
work.SetAction(
    (parsed, cancellationToken) =>
        RunAsync(
            parsed,
            async servers =>
            {
                using var client = Client(parsed);
                var store = Stores.Open(parsed.GetRequiredValue(place), parsed.GetValue(endpoint));
                var arriving = Directory.CreateTempSubdirectory("batch-worker-");
                try
                {
                    return await new Work(servers, client, store, Console.Out)
                    {
                        Options = new BatchOptions
                        {
                            Parallel = parsed.GetValue(parallel),
                            ImageFolder = parsed.GetRequiredValue(images).FullName,
                            ArrivingFolder = arriving.FullName,
                        },
                        Worker = new WorkerOptions { Lease = TimeSpan.FromSeconds(parsed.GetValue(lease)) },
                        Limits = new RateLimits { RequestsAMinute = parsed.GetValue(rate) },
                        UntilDone = parsed.GetValue(untilDone),
                    }.RunAsync();
                }
                finally
                {
                    if (!arriving.EnumerateFileSystemInfos().Any())
                    {
                        arriving.Delete(); // What the store did not take stays, and its dead letter says where.
                    }
                }
            },
            cancellationToken
        )
);

var status = new Command("status", "Says how a batch stands.");
status.SetAction(
    (parsed, cancellationToken) =>
        RunAsync(parsed, servers => Status.RunAsync(servers, Console.Out, cancellationToken), cancellationToken)
);

var root = new RootCommand("Makes pictures from a list on any number of machines.") { enqueue, work, status };
foreach (var shared in new Option[] { batch, database, broker })
{
    shared.Recursive = true;
    root.Options.Add(shared);
}

// The worker itself says what a signal means.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

static Option<Uri?> Address(string name, string description) =>
    new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address))
            {
                return address;
            }

            // Its value may hold a password: it is not repeated.
            result.AddError($"{name} is no address; write it with its scheme, host and port.");
            return null;
        },
    };

// The batch does the repeating, and counts it.
NanoBananaClient Client(ParseResult parsed)
{
    var options = new NanoBananaOptions { MaxAttempts = 1, MaxBilledAttempts = 1 };
    if (parsed.GetValue(address) is { } other)
    {
        options.BaseAddress = other;
    }

    return new NanoBananaClient(options);
}

async Task<int> RunAsync(ParseResult parsed, Func<Servers, Task<int>> run, CancellationToken cancellationToken)
{
    try
    {
        await using var servers = await Servers.ConnectAsync(
            parsed.GetValue(database)
                ?? Variable("BATCH_DATABASE", "Host=127.0.0.1;Username=postgres;Database=postgres"),
            parsed.GetValue(broker) ?? BrokerOf(Variable("BATCH_BROKER", "amqp://guest:guest@127.0.0.1/")),
            parsed.GetRequiredValue(batch),
            cancellationToken
        );
        return await run(servers);
    }
    catch (BrokerUnreachableException exception)
    {
        // Its own message says nothing; what is within says whether it was away, or refused the password.
        return Fail(exception.InnerException ?? exception);
    }
    catch (Exception exception)
        when (exception
                is BatchException
                    or NanoBananaException
                    or NpgsqlException
                    or RabbitMQClientException
                    or AmazonServiceException
                    or AmazonClientException
                    or IOException
                    or UnauthorizedAccessException
                    or ArgumentException
                    or OverflowException
        )
    {
        return Fail(exception);
    }

    static int Fail(Exception exception)
    {
        Console.Error.WriteLine(PlainText.Of(exception.Message));
        return 2;
    }
}

static string Variable(string name, string otherwise) =>
    Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : otherwise;

// Its value may hold a password: it is not repeated.
static Uri BrokerOf(string address) =>
    Uri.TryCreate(address, UriKind.Absolute, out var broker)
        ? broker
        : throw new ArgumentException(
            "BATCH_BROKER is no address; write it as amqp://user:password@host:5672/, with what is special in a password escaped."
        );
