using System.Runtime.CompilerServices;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// An image that is made over several turns. It keeps what was said and made, and sends it back exactly as it came:
/// the model's thought signatures, often larger than the image, are what lets it edit its own work.
/// </summary>
/// <remarks>
/// Not for use by several threads at once. A turn that fails leaves the conversation as it was, but for one that is answered
/// with words instead of an image (<see cref="FailureKind.TextInsteadOfImage"/>, and <see cref="FailureKind.ImageInText"/> for
/// words with a link): the model may have asked something back, so that turn and its answer are kept, and the next turn is the
/// reply to it. An image that stands in the text itself is not sent back as text.
/// </remarks>
/// <example>
/// <code>
/// var conversation = new Conversation(client);
/// var fox = await conversation.SendAsync("A red fox in snow");
/// var night = await conversation.SendAsync("The same, at night");
/// await night.FinalImage.SaveAsync("fox-at-night");
/// await conversation.SaveAsync("fox.json");                  // and another day:
/// var resumed = await Conversation.LoadAsync(client, "fox.json");
/// </code>
/// </example>
public sealed class Conversation
{
    private readonly NanoBananaClient client;
    private ValueList<Content> history;

    /// <summary>Begins a conversation.</summary>
    /// <param name="client">The client that sends it.</param>
    /// <param name="template">
    /// What every turn has: configuration, tools, safety settings, a model. Its contents, if any, begin the history.
    /// <see langword="null"/> asks for text and image.
    /// </param>
    public Conversation(NanoBananaClient client, GenerateContentRequest? template = null)
    {
        this.client = client ?? throw new ArgumentNullException(nameof(client));
        Template = template ?? new() { Contents = default, GenerationConfig = GenerationConfig.ForImage() };
        history = [.. Template.Contents];
    }

    /// <summary>What every turn has besides what is said in it. Change it to change shape or size from here on.</summary>
    public GenerateContentRequest Template { get; set; }

    /// <summary>What was said and made so far, turns of the user and of the model, in order; later turns are not added to it.</summary>
    public IReadOnlyList<Content> History => history;

    /// <summary>Says something, and returns what the model made of it.</summary>
    /// <param name="text">What to draw, or what to change.</param>
    /// <param name="cancellationToken">Cancels the turn.</param>
    /// <exception cref="NanoBananaException">Every failure of <see cref="NanoBananaClient.GenerateContentAsync"/>.</exception>
    public Task<NanoBananaReply> SendAsync(string text, CancellationToken cancellationToken = default) =>
        SendAsync(Content.User(text), cancellationToken);

    /// <summary>Says something with images, and returns what the model made of it.</summary>
    /// <param name="text">What to do with them.</param>
    /// <param name="images">Image parts, as <see cref="Part.FromImage(ReadOnlySpan{byte})"/> makes them.</param>
    /// <param name="cancellationToken">Cancels the turn.</param>
    /// <exception cref="NanoBananaException">Every failure of <see cref="NanoBananaClient.GenerateContentAsync"/>.</exception>
    public Task<NanoBananaReply> SendAsync(
        string text,
        IEnumerable<Part> images,
        CancellationToken cancellationToken = default
    ) => SendAsync(Content.User([Part.FromText(text), .. images]), cancellationToken);

    /// <summary>Takes a turn.</summary>
    /// <param name="turn">What the user says.</param>
    /// <param name="cancellationToken">Cancels the turn.</param>
    /// <exception cref="NanoBananaException">Every failure of <see cref="NanoBananaClient.GenerateContentAsync"/>.</exception>
    public async Task<NanoBananaReply> SendAsync(Content turn, CancellationToken cancellationToken = default)
    {
        var request = Next(turn);
        try
        {
            var reply = await client.GenerateContentAsync(request, cancellationToken).ConfigureAwait(false);
            Append(turn, reply.Response);
            return reply;
        }
        catch (NanoBananaException failure) when (Question(failure) is { } question)
        {
            Append(turn, question);
            throw;
        }
    }

    /// <summary>Says something, and returns what the model makes of it piece by piece.</summary>
    /// <param name="text">What to draw, or what to change.</param>
    /// <param name="cancellationToken">Cancels the turn; so does leaving the loop.</param>
    /// <returns>As <see cref="StreamAsync(Content, CancellationToken)"/>.</returns>
    /// <exception cref="NanoBananaException">Every failure of <see cref="NanoBananaClient.StreamGenerateContentAsync"/>.</exception>
    public IAsyncEnumerable<GenerateContentResponse> StreamAsync(
        string text,
        CancellationToken cancellationToken = default
    ) => StreamAsync(Content.User(text), cancellationToken);

    /// <summary>Takes a turn, and returns what the model makes of it piece by piece.</summary>
    /// <param name="turn">What the user says.</param>
    /// <param name="cancellationToken">Cancels the turn; so does leaving the loop.</param>
    /// <returns>
    /// The pieces; <see cref="NanoBananaReply.FromPieces"/> makes one reply of them. The turn is kept when the last one
    /// has come, also where it then turns out that they are words alone, and not at all if the loop is left before.
    /// </returns>
    /// <exception cref="NanoBananaException">Every failure of <see cref="NanoBananaClient.StreamGenerateContentAsync"/>.</exception>
    public async IAsyncEnumerable<GenerateContentResponse> StreamAsync(
        Content turn,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var pieces = new List<GenerateContentResponse>();
        var stream = client
            .StreamGenerateContentAsync(Next(turn), cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        await using (stream.ConfigureAwait(false))
        {
            while (true)
            {
                try
                {
                    if (!await stream.MoveNextAsync().ConfigureAwait(false))
                    {
                        break;
                    }
                }
                catch (NanoBananaException failure) when (Question(failure) is { } question)
                {
                    Append(turn, question);
                    throw;
                }

                pieces.Add(stream.Current);
                yield return stream.Current;
            }
        }

        Append(turn, GenerateContentResponse.Assemble(pieces));
    }

    /// <summary>The request of the next turn: for streaming, saving, or looking at it. Nothing is kept of it.</summary>
    /// <param name="turn">What the user says.</param>
    public GenerateContentRequest Next(Content turn) =>
        Template with
        {
            Contents = [.. history, turn ?? throw new ArgumentNullException(nameof(turn))],
        };

    /// <summary>Keeps a turn that was sent by other means: streamed, or saved.</summary>
    /// <param name="turn">What the user said.</param>
    /// <param name="response">
    /// What the model answered, whole: <see cref="NanoBananaReply.Response"/>, or the pieces of a stream put together by
    /// <see cref="GenerateContentResponse.Assemble"/>.
    /// </param>
    /// <exception cref="ArgumentException">The response has no content to keep.</exception>
    public void Append(Content turn, GenerateContentResponse response)
    {
        if (turn is null)
        {
            throw new ArgumentNullException(nameof(turn));
        }

        if (response is null)
        {
            throw new ArgumentNullException(nameof(response));
        }

        if (ToKeep(response) is not { } content)
        {
            throw new ArgumentException("The response has no content to keep.", nameof(response));
        }

        // Without a role the service would take the model's turn for the user's.
        history = [.. history, turn, content.Role is null ? content with { Role = Role.Model } : content];
    }

    /// <summary>
    /// Saves the conversation, whole or not at all, as the JSON of a request: <see cref="Template"/>, with
    /// <see cref="History"/> as its contents. Every turn stands in it as it came, signatures and unknown fields included;
    /// with one more turn it can be sent by anything. There is no key in it.
    /// </summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="cancellationToken">Stops writing; the file that was there stays.</param>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.FileNotWritten"/></exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public Task SaveAsync(string path, CancellationToken cancellationToken = default) =>
        ConversationFile.WriteAsync(path, Template with { Contents = history }, cancellationToken);

    /// <summary>Goes on with a conversation that <see cref="SaveAsync"/> saved.</summary>
    /// <param name="client">The client that sends it: of the same provider, as signatures are a provider's own.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ContractFormatException">It is no request in JSON: which line, and why.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not read the file.</exception>
    public static async Task<Conversation> LoadAsync(
        NanoBananaClient client,
        string path,
        CancellationToken cancellationToken = default
    ) =>
        new(
            client ?? throw new ArgumentNullException(nameof(client)),
            await ConversationFile.ReadAsync(path, cancellationToken).ConfigureAwait(false)
        );

    /// <summary>The words a model answered with instead of an image; <see langword="null"/> for any other failure.</summary>
    private static GenerateContentResponse? Question(NanoBananaException failure) =>
        failure is { Kind: FailureKind.TextInsteadOfImage or FailureKind.ImageInText, Response: { } response }
        && ToKeep(response) is { } content
        && !content.Parts.Any(part => part.Text is { } text && ErrorText.WithoutBase64(text) != text)
            ? response
            : null;

    private static Content? ToKeep(GenerateContentResponse response) =>
        response.Candidates.Count > 0 && response.Candidates[0].Content is { Parts.Count: > 0 } content
            ? content
            : null;
}
