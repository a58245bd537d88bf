using System.CommandLine;
using BatchWorker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NanoBananaContracts;

// One image for each line of a file, several at a time, within a budget. A line whose image is there already is left
// out, so that a run that was stopped, or ran out of money, is simply run again.

var prompts = new Argument<FileInfo>("PROMPTS") { Description = "A text file with one prompt a line." };
var folder = new Option<DirectoryInfo>("--out")
{
    Description = "Where the images go.",
    DefaultValueFactory = _ => new DirectoryInfo("pictures"),
};
var budget = new Option<decimal>("--budget")
{
    Description = "The most it may cost, in USD.",
    DefaultValueFactory = _ => 1m,
};
var price = new Option<decimal?>("--price")
{
    Description = "What one image costs, in USD, where it is not known of the model and size.",
};
var parallel = new Option<int>("--parallel")
{
    Description = "How many images are made at a time.",
    DefaultValueFactory = _ => 4,
};
var size = new Option<string>("--image-size")
{
    Description = "0.5K, 1K, 2K or 4K, as the model makes them.",
    DefaultValueFactory = _ => ImageSize.Size1K.Value,
};
var address = new Option<string?>("--base-address")
{
    Description = "Another address than the provider's: the emulator's, for trying without a key.",
};
address.Validators.Add(result =>
{
    if (result.Tokens is [var token] && !Uri.TryCreate(token.Value, UriKind.Absolute, out _))
    {
        result.AddError($"--base-address {token.Value} is no address; write it as http://127.0.0.1:8787.");
    }
});

var root = new RootCommand("Makes one image for each line of a file, within a budget.")
{
    prompts,
    folder,
    budget,
    price,
    parallel,
    size,
    address,
};
root.SetAction(
    async (parsed, cancellationToken) =>
    {
        var services = new ServiceCollection();
        services.AddNanoBanana(options =>
        {
            if (parsed.GetValue(address) is { } other)
            {
                options.BaseAddress = new Uri(other);
                var found = options.WithEnvironment();
                (options.Provider, options.ApiKey) = (found.Provider, found.ApiKey ?? "emulator");
            }
        });
        try
        {
            await using var provider = services.BuildServiceProvider();
            var batch = new Batch(provider.GetRequiredService<NanoBananaClient>(), Console.Out)
            {
                Folder = parsed.GetRequiredValue(folder).FullName,
                Budget = parsed.GetValue(budget),
                Price = parsed.GetValue(price),
                Parallel = Math.Max(1, parsed.GetValue(parallel)),
                Size = ImageSize.Undocumented(parsed.GetRequiredValue(size)),
            };
            var lines = await File.ReadAllLinesAsync(parsed.GetRequiredValue(prompts).FullName, cancellationToken);
            return await batch.RunAsync([.. lines.Where(line => !string.IsNullOrWhiteSpace(line))], cancellationToken);
        }
        catch (Exception exception) when (exception is NanoBananaException or OptionsValidationException or IOException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }
    }
);
return await root.Parse(args).InvokeAsync();
