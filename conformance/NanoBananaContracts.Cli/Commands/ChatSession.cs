using System.Globalization;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>A conversation that is being held: every turn that succeeds is in its file before anything else happens.</summary>
internal sealed class ChatSession : IDisposable
{
    private readonly CommandHost host;
    private readonly PaintingOrder order;
    private readonly PaintingService service;
    private readonly string file;
    private readonly FileClaim claim;
    private readonly Budget budget;
    private readonly List<Part> pending = [];
    private Conversation conversation;

    private ChatSession(
        CommandHost host,
        PaintingOrder order,
        PaintingService service,
        string file,
        FileClaim claim,
        Conversation conversation
    )
    {
        (this.host, this.order, this.service, this.file, this.claim) = (host, order, service, file, claim);
        this.conversation = conversation;
        budget = new Budget(order.MaxCost);
    }

    private int Turns => conversation.History.Count / 2;

    /// <summary>Takes up the conversation of a file, or begins one.</summary>
    /// <exception cref="CommandException">The file is no conversation, or cannot be read or written.</exception>
    public static async Task<ChatSession> OpenAsync(
        CommandHost host,
        PaintingOrder order,
        PaintingService service,
        string file,
        CancellationToken cancellationToken
    )
    {
        TextFile.RefuseFolder(host, file);
        var claim = FileClaim.Take(host, file);
        try
        {
            var isThere = File.Exists(host.FullPath(file));
            var conversation = isThere
                ? await LoadAsync(host, service, file, cancellationToken).ConfigureAwait(false)
                : new Conversation(service.Client);
            conversation.Template = conversation.Template with
            {
                Model = order.Model ?? conversation.Template.Model,
                GenerationConfig = Shaped(conversation.Template.GenerationConfig, order),
            };
            var session = new ChatSession(host, order, service, file, claim, conversation);
            var state = isThere ? $"{file}: {Counting.Of(session.Turns, "turn")} so far" : $"{file} is new";
            await session.NoteAsync($"{state}. A line is a turn; /help shows the rest.").ConfigureAwait(false);
            return session;
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    /// <summary>Gives the file to the next one.</summary>
    public void Dispose() => claim.Dispose();

    /// <summary>Takes a turn: says its price, sends it, keeps it, saves its picture beside the file.</summary>
    /// <exception cref="CommandException">It failed; the file is as it was.</exception>
    public async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        var turn = Content.User([Part.FromText(text), .. pending]);
        var request = conversation.Next(turn);
        var price = PicturePrice.Of(service.Client, request, order.AssumedPrice);
        if (service.Client.CheckRequest(request) is { } refused)
        {
            throw await FailedAsync(refused, price, isKept: false, cancellationToken).ConfigureAwait(false);
        }

        await NoteAsync(service.Plan(1, request, price, budget)).ConfigureAwait(false);
        budget.Require(price, 1);
        using var picture = NewPictureFile.Prepare(host, PictureName(), text);
        var turns = Turns;
        NanoBananaReply reply;
        try
        {
            using (new WaitingLine(host, "", service.UsualTime(request)))
            {
                reply = await conversation.SendAsync(turn, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (NanoBananaException failure)
        {
            throw await FailedAsync(failure, price, isKept: Turns > turns, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!service.IsEmulated)
        {
            await NoteAsync($"The call was given up, and {file} is as it was; the service may bill it.")
                .ConfigureAwait(false);
            throw;
        }

        budget.Add(reply.CostUsd ?? reply.PriceUsd, price);
        pending.Clear();

        // It is paid for: also where Ctrl+C was pressed meanwhile.
        await KeepAsync(CancellationToken.None).ConfigureAwait(false);
        await ShowAsync(reply, picture).ConfigureAwait(false);
    }

    /// <summary>Adds a picture to the next turn.</summary>
    public async Task AddImageAsync(string path, CancellationToken cancellationToken)
    {
        pending.Add(await InputPicture.ReadAsync(host, path, cancellationToken).ConfigureAwait(false));
        await NoteAsync($"{Counting.Of(pending.Count, "picture")} for the next turn. Say what to do with it.")
            .ConfigureAwait(false);
    }

    /// <summary>Saves the latest picture under a name, which gets a number where it is taken.</summary>
    public async Task SaveAsync(string name, CancellationToken cancellationToken)
    {
        var image = LatestPicture() ?? throw CommandException.Usage("There is no picture yet. Say what to paint.");
        using var picture = NewPictureFile.Prepare(host, name, "");
        var (shown, _) = picture.Keep(await image.SaveAsync(picture.Arriving, cancellationToken).ConfigureAwait(false));
        await NoteAsync($"Saved {shown}.").ConfigureAwait(false);
    }

    /// <summary>Takes back the last turn; pictures that were saved stay.</summary>
    public async Task UndoAsync(CancellationToken cancellationToken)
    {
        if (Turns == 0)
        {
            throw CommandException.Usage("There is no turn to take back.");
        }

        conversation = new Conversation(
            service.Client,
            conversation.Template with
            {
                Contents = [.. conversation.History.SkipLast(2)],
            }
        );
        await KeepAsync(cancellationToken).ConfigureAwait(false);
        await NoteAsync($"The last turn is taken back; {Counting.Of(Turns, "turn")} left.").ConfigureAwait(false);
    }

    private static async Task<Conversation> LoadAsync(
        CommandHost host,
        PaintingService service,
        string file,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await Conversation
                .LoadAsync(service.Client, host.FullPath(file), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (FormatException exception)
        {
            throw new CommandException(
                ExitCodes.Usage,
                $"{file} is no conversation: {exception.Message.Replace($"'{host.FullPath(file)}' is no conversation: ", "", StringComparison.Ordinal)} A file that is not there is begun.",
                exception
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"{file} cannot be read: {exception.Message}",
                exception
            );
        }
    }

    /// <summary>The configuration with the shape and size that were asked for; the file's own where they were not.</summary>
    private static GenerationConfig Shaped(GenerationConfig? config, PaintingOrder order)
    {
        var known = config ?? GenerationConfig.ForImage();
        return order is { AspectRatio: null, ImageSize: null }
            ? known
            : known with
            {
                ImageConfig = (known.ImageConfig ?? new()) with
                {
                    AspectRatio = order.AspectRatio ?? known.ImageConfig?.AspectRatio,
                    ImageSize = order.ImageSize ?? known.ImageConfig?.ImageSize,
                },
            };
    }

    /// <summary>Beside the file, with the number of the turn: <c>fox-2</c> for the second of <c>fox.json</c>.</summary>
    private string PictureName() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(Path.GetExtension(file) == ".json" ? Path.ChangeExtension(file, null) : file)}-{Turns + 1}"
        );

    private async Task<CommandException> FailedAsync(
        NanoBananaException failure,
        PicturePrice price,
        bool isKept,
        CancellationToken cancellationToken
    )
    {
        budget.Add(failure, price);
        if (order.IsJson)
        {
            await host
                .Out.WriteLineAsync(
                    ForeignText.Line(PaintingJson.Failure(service, failure, isKept ? Turns : Turns + 1))
                )
                .ConfigureAwait(false);
        }

        if (isKept)
        {
            // The model may have asked something back: that exchange is part of the conversation.
            pending.Clear();
            await KeepAsync(cancellationToken).ConfigureAwait(false);
        }

        return new(PaintingFailure.ExitCode(failure), PaintingFailure.Text(failure, service), failure);
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await conversation.SaveAsync(host.FullPath(file), cancellationToken).ConfigureAwait(false);
        }
        catch (NanoBananaException exception)
        {
            throw new CommandException(ExitCodes.HarnessTrouble, exception.Message, exception);
        }
    }

    private async Task ShowAsync(NanoBananaReply reply, NewPictureFile place)
    {
        var image = reply.FinalImage;
        var (shown, full) = place.Keep(
            await image.SaveAsync(place.Arriving, CancellationToken.None).ConfigureAwait(false)
        );
        var picture = new PaintedPicture
        {
            Path = shown,
            FullPath = full,
            Format = image.Format,
            Width = image.Width,
            Height = image.Height,
            Length = image.Length,
            Text = reply.Text,
            CostUsd = reply.CostUsd ?? reply.PriceUsd ?? order.AssumedPrice,
            Elapsed = reply.Elapsed,
            RequestId = reply.RequestId,
        };
        if (order.IsJson)
        {
            await host
                .Out.WriteLineAsync(ForeignText.Line(PaintingJson.Picture(service, picture, Turns)))
                .ConfigureAwait(false);
            return;
        }

        foreach (var line in picture.ToLines(host, service))
        {
            await host.Out.WriteLineAsync(line).ConfigureAwait(false);
        }
    }

    /// <summary>The picture of the model's last turn that has one.</summary>
    private GeneratedImage? LatestPicture() =>
        conversation
            .History.Reverse()
            .Where(turn => turn.Role == Role.Model && turn.Parts.Any(part => part.InlineData is not null))
            .Select(turn =>
                NanoBananaReply
                    .FromPieces([
                        new GenerateContentResponse
                        {
                            Candidates = [new Candidate { Content = turn, FinishReason = FinishReason.Stop }],
                        },
                    ])
                    .FinalImage
            )
            .FirstOrDefault();

    private Task NoteAsync(string text) => host.Error.WriteLineAsync(ForeignText.Line(text));
}
