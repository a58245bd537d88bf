using System.Text;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Cases.Reading;
using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Secrets;
using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Recording;

/// <summary>Turns what a proxy kept into cases: sanitized, scanned, replayed, and only then written.</summary>
public sealed class RecordingSession
{
    private readonly RecordingProxy proxy;
    private readonly ProviderInfo provider;
    private readonly string[] secrets;
    private readonly IReadOnlyList<Sanitizer> sanitizers;
    private readonly TimeProvider time;
    private readonly List<string> problems = [];
    private readonly SortedDictionary<string, int> changes = new(StringComparer.Ordinal);

    /// <summary>Creates a session.</summary>
    /// <param name="proxy">What was recorded.</param>
    /// <param name="provider">The provider behind it.</param>
    /// <param name="secrets">Secrets that may occur, beyond those that were seen in their places; short ones are left out.</param>
    /// <param name="time">The clock; <see langword="null"/> for the system's.</param>
    public RecordingSession(
        RecordingProxy proxy,
        ProviderInfo provider,
        IEnumerable<string> secrets,
        TimeProvider? time = null
    )
    {
        ArgumentNullException.ThrowIfNull(proxy);
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(secrets);
        this.proxy = proxy;
        this.provider = provider;
        this.time = time ?? TimeProvider.System;
        this.secrets =
        [
            .. proxy
                .Secrets.Concat(secrets)
                .Where(secret => secret.Length >= SecretScanner.ShortestSecret)
                .Distinct(StringComparer.Ordinal),
        ];
        sanitizers = Sanitizers.For(this.secrets);
    }

    /// <summary>Writes the cases.</summary>
    /// <param name="root">A folder of cases; made where it does not exist.</param>
    /// <param name="cancellationToken">Gives up; nothing half-written is left.</param>
    /// <returns>What was kept, what was not and why.</returns>
    public async Task<RecordingResult> WriteAsync(string root, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        var cases = new List<RecordedCase>();
        foreach (var chain in CallChain.Of(proxy.Exchanges.Select(Read).OfType<CaseDraft>().ToArray()))
        {
            if (await MakeAsync(chain, root, cases, cancellationToken).ConfigureAwait(false) is { } made)
            {
                cases.Add(made);
            }
        }

        // The last word before anything reaches a disk: one hit, and nothing is written at all.
        var scanner = new SecretScanner(secrets);
        var hits = cases
            .SelectMany(one => one.Files.Select(file => (Place: $"{one.Id}/{file.Key}", Text: file.Value)))
            .SelectMany(file => scanner.Scan(file.Place, file.Text))
            .ToArray();
        if (hits.Length > 0)
        {
            return Result([], hits);
        }

        var kept = await ReplayAndWriteAsync(cases, root, cancellationToken).ConfigureAwait(false);
        return Result(kept, []);
    }

    private RecordingResult Result(IReadOnlyList<string> kept, IReadOnlyList<SecretHit> hits) =>
        new()
        {
            Kept = kept,
            Problems = [.. proxy.Problems, .. problems],
            Hits = hits,
            Sanitized = changes,
        };

    /// <summary>Cleans an exchange and reads it; null, with a problem noted, where it cannot become a case.</summary>
    private CaseDraft? Read(RecordedExchange exchange)
    {
        foreach (var sanitizer in sanitizers)
        {
            sanitizer.Apply(exchange);
        }

        foreach (var (id, times) in exchange.Changes)
        {
            changes[id] = changes.GetValueOrDefault(id) + times;
        }

        var (draft, problem) = CaseDraft.Read(exchange);
        if (draft is null)
        {
            problems.Add(problem!);
        }

        return draft;
    }

    private async Task<RecordedCase?> MakeAsync(
        CallChain chain,
        string root,
        List<RecordedCase> before,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var name = Name(chain, now, root, before);
        var id = $"{chain.Family}/{name}";
        var files = CaseFiles.Of(chain, provider, id, now);
        var (expect, trouble) = await ExpectAsync(id, files, chain, cancellationToken).ConfigureAwait(false);
        if (expect is null)
        {
            problems.Add($"{id} is not kept: {trouble}.");
            return null;
        }

        files["expect.json"] = expect;
        return new RecordedCase(chain.Family, name, files);
    }

    private static async Task<(string? Expect, string? Problem)> ExpectAsync(
        string id,
        Dictionary<string, string> files,
        CallChain chain,
        CancellationToken cancellationToken
    )
    {
        var stubs = StubReader.Read(Encoding.UTF8.GetBytes(files["stub.json"]), idSeed: id);
        if (stubs.Stubs is null)
        {
            return (null, $"its stub does not read: {stubs.Problems[0].Message}");
        }

        var found = new List<CaseProblem>();
        var file = new JsonFile("case.json", Encoding.UTF8.GetBytes(files["case.json"]), found);
        return new CaseReader(file, id, stubs.Stubs.Files).Read() is not { } one
            ? (null, $"its task does not read: {found[0].Message}")
            : await CaseProof.ExpectAsync(one.Task, stubs.Stubs, chain, cancellationToken).ConfigureAwait(false);
    }

    private static string Name(CallChain chain, DateTimeOffset now, string root, List<RecordedCase> before)
    {
        for (var number = 1; ; number++)
        {
            var name = FormattableString.Invariant($"recorded-{now:yyyyMMdd}-{chain.Last.Status}-{number}");
            if (
                !Directory.Exists(Path.Combine(root, chain.Family, name))
                && before.All(one => one.Name != name || one.Family != chain.Family)
            )
            {
                return name;
            }
        }
    }

    private async Task<IReadOnlyList<string>> ReplayAndWriteAsync(
        List<RecordedCase> cases,
        string root,
        CancellationToken cancellationToken
    )
    {
        if (cases.Count == 0)
        {
            return [];
        }

        var folder = Directory.CreateTempSubdirectory("nanobanana-recording-").FullName;
        // One deeper: the rules look beside the folder of the cases for its lists.
        var trial = Path.Combine(folder, "cases");
        try
        {
            foreach (var one in cases)
            {
                await one.WriteAsync(trial, cancellationToken).ConfigureAwait(false);
            }

            var red = await CaseProof.ReplayAsync(trial, cancellationToken).ConfigureAwait(false);
            var kept = new List<string>();
            foreach (var one in cases)
            {
                if (red.TryGetValue(one.Id, out var reason))
                {
                    problems.Add($"{one.Id} is not kept: {reason}");
                    continue;
                }

                await one.WriteAsync(root, cancellationToken).ConfigureAwait(false);
                kept.Add(one.Id);
            }

            return kept;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
