using System.Diagnostics;
using NanoBananaContracts;
using NanoBananaContracts.Conformance.Cases;

namespace Studio;

/// <summary>Has a picture made, and keeps what came as a turn.</summary>
internal sealed class Painter(StudioOptions options, Services services, Gallery gallery)
{
    /// <summary>Paints. Words in the place of a picture are a turn, too: the model may have asked something back.</summary>
    public async Task<(Turn Turn, decimal? CostUsd)> PaintAsync(
        Job job,
        ReadyOrder ready,
        HttpClient http,
        CancellationToken cancel
    )
    {
        using var client = new NanoBananaClient(await services.OptionsAsync(ready.Provider), http);
        var before = ready.Request.Contents.SkipLast(1).ToArray();
        var conversation = new Conversation(client, ready.Request with { Contents = [.. before] });
        var clock = Stopwatch.StartNew();
        NanoBananaReply reply;
        try
        {
            reply = await conversation.SendAsync(ready.Said, cancel);
        }
        catch (NanoBananaException failure)
            when (failure.Kind == FailureKind.TextInsteadOfImage && conversation.History.Count > before.Length)
        {
            var isBilled = Failures.Of(failure, ready.Provider).Billed == "yes";
            var said = TurnOf(job, ready.Provider.Id, ready.Model.Id, ready.Inputs, failure.Response!) with
            {
                Text = string.Concat(
                    conversation.History[^1].Parts.Where(part => part.Thought != true).Select(part => part.Text)
                ),
                // Words have no price of their own here.
                CostUsd = isBilled ? ready.PriceUsd : null,
                Seconds = Math.Round(clock.Elapsed.TotalSeconds, 1),
            };
            await KeepAsync(said, ready.Said, conversation.History[^1], [], ready.Inputs);
            return (said, isBilled ? ready.PriceUsd : 0);
        }

        return (
            await KeepAsync(job, ready.Provider.Id, ready.Model.Id, ready.Said, ready.Inputs, reply),
            reply.CostUsd ?? reply.PriceUsd
        );
    }

    /// <summary>Plays a documented failure; some of them end in a picture.</summary>
    public async Task<Turn> PlayAsync(Job job, ConformanceCase one, HttpClient http, CancellationToken cancel)
    {
        var (said, reply) = await Faults.PlayAsync(one, http, cancel);
        return await KeepAsync(job, one.Task.Provider, one.Task.Model, said, [], reply);
    }

    private static KeptPicture PictureOf(GeneratedImage image, int number) =>
        new(
            FormattableString.Invariant($"{(image.IsDraft ? "draft" : "picture")}-{number}"),
            image.MediaType,
            image.Width,
            image.Height,
            image.Length,
            image.IsDraft
        );

    private async Task<Turn> KeepAsync(
        Job job,
        string provider,
        string model,
        Content said,
        IReadOnlyList<InputPicture> inputs,
        NanoBananaReply reply
    )
    {
        // Without a finished picture this says why.
        var final = reply.FinalImage;
        GeneratedImage[] images = [final, .. reply.Images.Where(image => image != final), .. reply.Drafts];
        var made = reply.Response.Candidates[0].Content!;
        var turn = TurnOf(job, provider, model, inputs, reply.Response) with
        {
            Text = reply.Text,
            Pictures = [.. images.Select(PictureOf)],
            CostUsd = reply.CostUsd ?? reply.PriceUsd,
            Seconds = Math.Round(reply.Elapsed.TotalSeconds, 1),
        };
        await KeepAsync(turn, said, made.Role is null ? made with { Role = Role.Model } : made, images, inputs);
        return turn;
    }

    private Task KeepAsync(
        Turn turn,
        Content said,
        Content made,
        IReadOnlyList<GeneratedImage> images,
        IReadOnlyList<InputPicture> inputs
    ) =>
        gallery.AddAsync(
            turn,
            said,
            made,
            [
                .. images.Select((image, i) => (turn.Pictures[i].File, image.ToArray())),
                .. inputs.Select((picture, i) => (turn.Inputs[i].File, picture.Bytes)),
            ]
        );

    /// <summary>What is known of a turn whatever came back.</summary>
    private Turn TurnOf(
        Job job,
        string provider,
        string model,
        IReadOnlyList<InputPicture> inputs,
        GenerateContentResponse response
    )
    {
        var thoughts = string.Join(
            "\n",
            response.Candidates[0].Content!.Parts.Where(part => part.Thought == true).Select(part => part.Text)
        );
        return new Turn
        {
            Id = job.Id,
            Parent = string.IsNullOrEmpty(job.Order.Parent) ? null : job.Order.Parent,
            At = DateTimeOffset.UtcNow,
            Provider = provider,
            Model = model,
            AspectRatio = job.Order.AspectRatio,
            ImageSize = job.Order.ImageSize,
            Drafts = job.Order.Drafts,
            Prompt = job.Order.Prompt!,
            Inputs = [.. inputs.Select((picture, i) => picture.Facts with { File = $"input-{i}" })],
            Thoughts = string.IsNullOrWhiteSpace(thoughts) ? null : thoughts,
            Tokens = response.UsageMetadata?.TotalTokenCount,
            Live = options.Live && job.Order.Fault is null,
            Fault = job.Order.Fault,
        };
    }
}
