using NanoBananaContracts;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;

namespace Studio;

/// <summary>
/// Every documented failure, by name: the cases of the conformance suite, each played to the client as it was seen, with the
/// request that the case is about. Time runs twenty times as fast.
/// </summary>
internal static class Faults
{
    private const double TimeScale = 0.05;

    private static readonly Lazy<IReadOnlyDictionary<string, ConformanceCase>> Cases = new(() =>
        CaseCatalogue.Load(CaseFolder.Default).ToDictionary(one => one.Id, StringComparer.Ordinal)
    );

    /// <summary>All of them for the page, by group.</summary>
    public static object All =>
        CaseCatalogue.Families.Select(family => new
        {
            name = family,
            cases = Cases
                .Value.Values.Where(one => one.Family == family)
                .Select(one => new
                {
                    id = one.Id,
                    title = one.Title,
                    why = one.Why,
                }),
        });

    public static ConformanceCase? Find(string id) => Cases.Value.GetValueOrDefault(id);

    /// <summary>Plays one, and returns what was said last and what came back.</summary>
    /// <param name="one">The case.</param>
    /// <param name="http">What it is sent by.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="NanoBananaException">What most of them are there to show.</exception>
    public static async Task<(Content Said, NanoBananaReply Reply)> PlayAsync(
        ConformanceCase one,
        HttpClient http,
        CancellationToken cancellationToken
    )
    {
        var task = one.Task;
        await using var player = await InProcessPlayer.StartAsync(
            new InProcessPlayerOptions { TimeScale = TimeScale },
            cancellationToken
        );
        await player.LoadAsync(one.Stubs, cancellationToken);
        using var client = new NanoBananaClient(Options(task, player.BaseAddress), http);
        var request = CaseRequest.Of(task);
        switch (task.Operation)
        {
            case CaseOperation.Stream:
                return (
                    request.Contents[^1],
                    await client
                        .StreamGenerateContentAsync(request, cancellationToken)
                        .ToReplyAsync(request, cancellationToken)
                );
            case CaseOperation.Edit:
                var conversation = new Conversation(client, request with { Contents = [] });
                var said = request.Contents[0];
                var reply = await conversation.SendAsync(said, cancellationToken);
                foreach (var followUp in task.FollowUps)
                {
                    said = Content.User(followUp);
                    reply = await conversation.SendAsync(said, cancellationToken);
                }

                return (said, reply);
            default:
                return (request.Contents[^1], await client.GenerateContentAsync(request, cancellationToken));
        }
    }

    private static NanoBananaOptions Options(CaseTask task, Uri address)
    {
        var options = new NanoBananaOptions
        {
            Provider = ProviderInfo.Find(task.Provider),
            BaseAddress = address,
            Model = task.Model,
            // Not null where there is no key: the client would then take a real one from the environment.
            ApiKey = new ApiKey(task.HasKey ? ConformanceRunner.ApiKey : ""),
            TimeProvider = new ScaledTimeProvider(TimeScale),
        };
        options.Deadline = task.Deadline ?? options.Deadline;
        options.MaxAttempts = task.Retries + 1 ?? options.MaxAttempts;
        return options;
    }
}
