using System.Globalization;
using System.Text;
using NanoBananaContracts;

namespace BatchWorker;

/// <summary>Makes images for a list of prompts, and stops before the money runs out.</summary>
public sealed class Batch(NanoBananaClient client, TextWriter output)
{
    private readonly Lock gate = new();
    private int made;
    private int failed;
    private int leftOut;

    public required string Folder { get; init; }

    public required decimal Budget { get; init; }

    public required int Parallel { get; init; }

    public required ImageSize Size { get; init; }

    /// <summary>What one image costs, in USD; <see langword="null"/> for the price that is known of the model.</summary>
    public required decimal? Price { get; init; }

    /// <summary>Runs the batch; 0 when every prompt has its image, 2 when no budget can be kept.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> prompts, CancellationToken cancellationToken)
    {
        if ((Price ?? client.Provider.FindModel(client.Model)?.PricePerImageUsd(Size)) is not { } price)
        {
            // A price that is not known is not zero: the budget would stop nothing.
            Say($"The price of {Size.Value} by {client.Model} is not known: give one with --price USD");
            return 2;
        }

        Directory.CreateDirectory(Folder);
        var purse = new Purse(Budget);
        await System.Threading.Tasks.Parallel.ForEachAsync(
            prompts.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
            async (prompt, token) => await MakeAsync(prompt.Index + 1, prompt.Item, price, purse, token)
        );
        Say($"{made} made, {leftOut} left out, {failed} failed, {Usd(purse.Spent)} spent");
        return failed == 0 && leftOut == 0 ? 0 : 1;
    }

    private async Task MakeAsync(
        int number,
        string prompt,
        decimal price,
        Purse purse,
        CancellationToken cancellationToken
    )
    {
        var path = Path.Combine(Folder, FormattableString.Invariant($"{number:000}-{Slug(prompt)}"));
        if (Directory.EnumerateFiles(Folder, Path.GetFileName(path) + ".*").Any())
        {
            Say($"{number, 4} is there already");
            return;
        }

        if (!await purse.ReserveAsync(price, cancellationToken))
        {
            Count(ref leftOut);
            Say($"{number, 4} left out: {Usd(price)} more would exceed the budget of {Usd(Budget)}");
            return;
        }

        var cost = price; // What may have been billed is counted as if it had been.
        try
        {
            var request = GenerateContentRequest.ForImage(prompt, imageSize: Size);
            var saved = await client.SaveImageAsync(request, path, cancellationToken);
            Count(ref made);
            cost = saved.Reply.PriceUsd ?? price;
            Say($"{number, 4} {saved.Path} ({saved.Width} x {saved.Height}, {saved.Reply.Elapsed.TotalSeconds:0.0} s)");
        }
        catch (NanoBananaException failure)
        {
            Count(ref failed);
            cost = MayHaveBeenBilled(failure) ? price : 0;

            Say($"{number, 4} {failure.Kind}: {failure.Message}");
        }
        finally
        {
            purse.Settle(price, cost);
        }
    }

    // "Do not ask again" says nothing of it: a reply that no client can use was generated all the same.
    private static bool MayHaveBeenBilled(NanoBananaException failure) =>
        failure.RetryAdvice == RetryAdvice.MayBillTwice
        || failure.StatusCode is >= 200 and < 300
        || failure.Kind is FailureKind.ResendRefused or FailureKind.ResponseTooLarge or FailureKind.FileNotWritten;

    private static void Count(ref int counter) => Interlocked.Increment(ref counter);

    private void Say(FormattableString line)
    {
        lock (gate)
        {
            output.WriteLine(FormattableString.Invariant(line));
        }
    }

    private static string Usd(decimal amount) => amount.ToString("0.000", CultureInfo.InvariantCulture) + " USD";

    /// <summary>The first words of a prompt as a file name.</summary>
    private static string Slug(string prompt)
    {
        var slug = new StringBuilder();
        foreach (var c in prompt)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }

            if (slug.Length >= 40)
            {
                break;
            }
        }

        return slug.ToString().Trim('-');
    }
}
