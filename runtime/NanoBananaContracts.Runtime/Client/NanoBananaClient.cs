using System.Diagnostics;
using System.Runtime.CompilerServices;
using NanoBananaContracts.Http;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// Generates images with the Nano Banana models of Google, or of a gateway that speaks the same contract. Safe to use
/// from many threads at once; make one and keep it.
/// </summary>
/// <remarks>
/// Its members are virtual for the tests of applications: a derived class, or one that a mocking library makes, answers with
/// what <see cref="NanoBananaModelFactory"/> makes, and sends nothing.
/// </remarks>
/// <example>
/// <code>
/// using var client = NanoBananaClient.FromEnvironment();
/// var request = GenerateContentRequest.ForImage("A red fox in snow", AspectRatio.Ratio16x9, ImageSize.Size2K);
/// var reply = await client.GenerateContentAsync(request);
/// await reply.FinalImage.SaveAsync("fox");
/// </code>
/// </example>
[DebuggerDisplay("{ToString(),nq}")]
public class NanoBananaClient : IDisposable
{
    private readonly CallRunner? runner;
    private readonly ContentCalls? calls;

    /// <summary>Makes a client.</summary>
    /// <param name="options">
    /// Where to call, with which key, and how long; copied. What they leave open is the environment's, as
    /// <see cref="NanoBananaOptions.WithEnvironment"/> says. <see langword="null"/>: all of it.
    /// </param>
    /// <param name="httpClient">
    /// A client of your own, which stays yours: its handler must not follow redirects by itself, and its
    /// <see cref="HttpClient.Timeout"/> cuts calls short if it is shorter than <see cref="CallOptions.Deadline"/>.
    /// <see langword="null"/> for one that is made, and disposed, here.
    /// </param>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.MissingApiKey"/>: neither the options nor the provider's variable have a key;
    /// <see cref="FailureKind.InvalidRequest"/>: a value that stands in the provider's address is missing, or cannot;
    /// <see cref="FailureKind.InsecureEndpoint"/>: the address is plain http, or <c>NANOBANANA_BASE_ADDRESS</c> is a host
    /// that a variable may not send the key to, or the key is one provider's and the host another's.
    /// </exception>
    /// <exception cref="ArgumentException">An option cannot be used, or <paramref name="httpClient"/> follows redirects.</exception>
    public NanoBananaClient(NanoBananaOptions? options = null, HttpClient? httpClient = null)
    {
        var known = (options ?? new()).WithEnvironment();
        if (known.AddressProblem() is { } problem)
        {
            throw problem;
        }

        Provider = known.Provider!;
        var endpoint = new ContractEndpoint(known.BaseAddress ?? Provider.BaseAddress, known.AllowInsecureHttp)
        {
            ApiKeyHeader = Provider.ApiKeyHeader,
            ApiKeyScheme = Provider.ApiKeyScheme,
            Headers = Provider.Headers,
            Dialect = Provider.Dialect,
            ApiKey = known.ApiKey,
            AccessTokenProvider = known.AccessTokenProvider,
        };
        known.ThrowIfWrong();
        if (known.ApiKey is null && known.AccessTokenProvider is null)
        {
            throw ApiKeys.Missing(options);
        }

        runner = new CallRunner(endpoint, known, httpClient);
        Model = ModelId.Bare(known.Model ?? Provider.DefaultModel);
        calls = new ContentCalls(known, Provider, runner, Model);
        if (
            options?.BaseAddress is ConfiguredAddress configured
            && ServiceAddress.WithoutOperation(configured, Provider) != known.BaseAddress
        )
        {
            Log.AddressOfVariable(
                runner.Logger,
                BaseAddressVariable.Name,
                endpoint.BaseAddress.Authority,
                configured.Authority
            );
        }

        if (Provider.FindModel(Model) is { Retired: { } retired })
        {
            Log.RetiredModel(runner.Logger, Model, Provider.Name, retired.Since, retired.Use);
        }
    }

    /// <summary>
    /// Makes a stand-in for tests, which has no key and no connection: of WisGate, unless it overrides
    /// <see cref="Provider"/>. A call that it does not override is a <see cref="NotSupportedException"/>.
    /// </summary>
    protected NanoBananaClient()
    {
        Provider = ProviderInfo.WisGate;
        Model = Provider.DefaultModel;
    }

    /// <summary>The provider that is called.</summary>
    public virtual ProviderInfo Provider { get; }

    /// <summary>The address that is called: of the options, of the environment, or the provider's own.</summary>
    public virtual Uri BaseAddress => runner?.Endpoint.BaseAddress ?? Provider.BaseAddress;

    /// <summary>The model that is called when a request names none.</summary>
    public virtual string Model { get; }

    /// <summary>
    /// Makes a client for the provider whose variable holds a key: WisGate (<c>WISDOM_GATE_KEY</c>), else Google
    /// (<c>GEMINI_API_KEY</c>). <c>NANOBANANA_BASE_ADDRESS</c>, where it is set, is called instead of the provider's
    /// address: an emulator on this machine, or another address of the same provider. A client that is made any other way
    /// has the same for what its options leave open.
    /// </summary>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.MissingApiKey"/>: neither does; <see cref="FailureKind.InsecureEndpoint"/>: the address is
    /// another host, which a variable may not send the key to.
    /// </exception>
    public static NanoBananaClient FromEnvironment() => new(options: null);

    /// <summary>
    /// Holds a request to the contract, the provider and the model as a call would before sending it. Nothing is sent: for lists
    /// of requests whose mistakes are to be known before the first one costs anything.
    /// </summary>
    /// <param name="request">What would be generated. Its <c>model</c>, where set, is meant instead of <see cref="Model"/>.</param>
    /// <returns>
    /// The failure that <see cref="GenerateContentAsync"/> would have before anything is sent; <see langword="null"/> where it
    /// would send the request.
    /// </returns>
    /// <exception cref="ArgumentNullException">There is no request.</exception>
    public virtual NanoBananaException? CheckRequest(GenerateContentRequest request) => Calls.Problem(request);

    /// <summary>Sends a request and returns the whole reply, with the images as Base64 text until they are asked for.</summary>
    /// <param name="request">What to generate. Its <c>model</c>, where set, is called instead of <see cref="Model"/>.</param>
    /// <param name="cancellationToken">Cancels the call. What was generated until then may be billed.</param>
    /// <exception cref="NanoBananaException">
    /// Every failure, by its <see cref="NanoBananaException.Kind"/>: of the request before it is sent, of the
    /// connection, of the service, and of the reply. An image that was asked for and did not come is one.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public virtual Task<NanoBananaReply> GenerateContentAsync(
        GenerateContentRequest request,
        CancellationToken cancellationToken = default
    ) =>
        Calls.RunAsync(
            request,
            async (call, clock, reply) =>
            {
                using (reply)
                {
                    var body = await BodyBuffer.ReadAsync(reply, clock.Token).ConfigureAwait(false);
                    var judged = new JudgedImages();
                    var outcome = ReplyOutcome.Classify(
                        reply.StatusCode,
                        reply.ContentType,
                        body,
                        call.Context,
                        judged.Judge
                    );
                    return outcome.Failure is { } failure
                        ? throw failure.With(reply.RequestId)
                        : ContentCalls.CreateReply(outcome.Response!, call, clock, reply, judged);
                }
            },
            result => (result.Response, result.StatusCode),
            cancellationToken
        );

    /// <summary>
    /// Sends a request and returns the pieces of the reply as they come: words first, the image in one piece when it
    /// is done. <see cref="NanoBananaReply.FromPieces"/> and <see cref="StreamedReplyExtensions.ToReplyAsync"/> make one
    /// reply of them, with its final image; <see cref="GenerateContentResponse.Assemble"/> puts the bare message together.
    /// </summary>
    /// <param name="request">What to generate.</param>
    /// <param name="cancellationToken">Cancels the call; so does leaving the loop.</param>
    /// <returns>The pieces. A request is sent for every enumeration.</returns>
    /// <exception cref="NanoBananaException">
    /// Every failure of <see cref="GenerateContentAsync"/>. One in mid-stream, and one that only the whole reply shows
    /// (no image came, or a cut one), is thrown after the pieces that came before it. A stream is retried only until
    /// it begins.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public virtual async IAsyncEnumerable<GenerateContentResponse> StreamGenerateContentAsync(
        GenerateContentRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (calls, runner) = (Calls, this.runner!);
        using var writer = new ContractWriter(Provider.Dialect);
        var call = calls.Create(ContractOperations.StreamGenerateContent, request, writer);
        using var clock = runner.StartClock(cancellationToken);
        using var observer = CallObserver.Start(call, clock, runner.Logger);
        var stream = new StreamedCall(call, clock, runner, observer);
        await using (stream.ConfigureAwait(false))
        {
            while (await stream.NextAsync().ConfigureAwait(false) is { } piece)
            {
                yield return piece;
            }
        }
    }

    /// <summary>
    /// Generates an image and saves it, whole or not at all. The image is decoded from the network to the file: memory
    /// does not grow with it.
    /// </summary>
    /// <param name="request">What to generate. IMAGE must be among its modalities.</param>
    /// <param name="path">
    /// Where to; the extension follows the bytes, as <see cref="GeneratedImage.SaveAsync"/> says. A name that leaves no room
    /// for it is shortened, as the image is paid for by then; one that is too long by itself is refused before.
    /// </param>
    /// <param name="cancellationToken">Cancels the call; no file is left behind.</param>
    /// <returns>What was written, and where.</returns>
    /// <exception cref="NanoBananaException">
    /// Every failure of <see cref="GenerateContentAsync"/>; <see cref="FailureKind.MissingImageModality"/> and
    /// <see cref="FailureKind.FileNotWritten"/>, where they can be known, before anything is sent, and billed.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public virtual Task<SavedImage> SaveImageAsync(
        GenerateContentRequest request,
        string path,
        CancellationToken cancellationToken = default
    ) => SaveImageAsync(request, path, null, cancellationToken);

    /// <inheritdoc cref="SaveImageAsync(GenerateContentRequest, string, CancellationToken)"/>
    /// <param name="request">What to generate. IMAGE must be among its modalities.</param>
    /// <param name="path">Where to; the extension follows the bytes, as <see cref="GeneratedImage.SaveAsync"/> says.</param>
    /// <param name="progress">Told how far the reply has come; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Cancels the call; no file is left behind.</param>
    public virtual async Task<SavedImage> SaveImageAsync(
        GenerateContentRequest request,
        string path,
        IProgress<ImageProgress>? progress,
        CancellationToken cancellationToken = default
    )
    {
        PicturePath.Check(path, nameof(path));
        PicturePath.CheckDestination(path);
        var saved = await ImageSaving
            .RunAsync(Calls, request, new FileDestination(path), progress, cancellationToken)
            .ConfigureAwait(false);
        return saved[0];
    }

    /// <summary>
    /// Generates an image and writes it to a stream, whole or not at all: nothing is written before the image is known to
    /// be whole, and until then it is in a temporary file. Memory does not grow with the image. If the stream itself
    /// fails, or the call is cancelled while it is written to, what was written is taken back and what it replaced is put
    /// back; a stream that cannot seek, or that is written over and cannot be read, cannot be set back, and the failure
    /// says so.
    /// </summary>
    /// <param name="request">What to generate. IMAGE must be among its modalities.</param>
    /// <param name="destination">Where to; written from its position on, and not closed.</param>
    /// <param name="progress">Told how far the reply has come; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="NanoBananaException">
    /// Every failure of <see cref="GenerateContentAsync"/>; <see cref="FailureKind.FileNotWritten"/>, where the stream or
    /// the temporary file fails; and <see cref="FailureKind.MissingImageModality"/> before anything is sent, and billed.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> cannot be written to.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public virtual async Task<SavedImage> SaveImageAsync(
        GenerateContentRequest request,
        Stream destination,
        IProgress<ImageProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        if (destination is null)
        {
            throw new ArgumentNullException(nameof(destination));
        }

        if (!destination.CanWrite)
        {
            throw new ArgumentException("The stream cannot be written to.", nameof(destination));
        }

        return await SaveImageAsync(request, _ => destination, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Generates an image and writes it to a stream that is asked for when the image is whole, before its first byte: the
    /// place to set the media type and the length of an HTTP response. Otherwise as
    /// <see cref="SaveImageAsync(GenerateContentRequest, Stream, IProgress{ImageProgress}, CancellationToken)"/>.
    /// </summary>
    /// <param name="request">What to generate. IMAGE must be among its modalities.</param>
    /// <param name="open">
    /// Is told format, length in bytes and pixels of the image, and returns where to write it; the stream is not closed. It
    /// is called once, and not at all where no whole image came. What it throws is thrown as it is.
    /// </param>
    /// <param name="progress">Told how far the reply has come; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="NanoBananaException">
    /// Every failure of <see cref="GenerateContentAsync"/>; <see cref="FailureKind.FileNotWritten"/>, where the stream or
    /// the temporary file fails; and <see cref="FailureKind.MissingImageModality"/> before anything is sent, and billed.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <example>
    /// <code>
    /// await client.SaveImageAsync(
    ///     request,
    ///     image =>
    ///     {
    ///         response.ContentType = image.Format.MediaType();
    ///         response.ContentLength = image.Length;
    ///         return response.Body;
    ///     },
    ///     cancellationToken: context.RequestAborted
    /// );
    /// </code>
    /// </example>
    public virtual async Task<SavedImage> SaveImageAsync(
        GenerateContentRequest request,
        Func<PictureInspection, Stream> open,
        IProgress<ImageProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        if (open is null)
        {
            throw new ArgumentNullException(nameof(open));
        }

        new SpoolSink().Dispose(); // A temporary folder that cannot be written to is found before the call is billed.
        var saved = await ImageSaving
            .RunAsync(Calls, request, new StreamDestination(open), progress, cancellationToken)
            .ConfigureAwait(false);
        return saved[0];
    }

    /// <summary>
    /// Generates and saves every image of the reply that is no draft, numbered: <c>fox-1.jpg</c>, <c>fox-2.jpg</c>. All
    /// are whole and saved, or none is: if one cannot be, files that others replaced are put back.
    /// </summary>
    /// <param name="request">What to generate. IMAGE must be among its modalities.</param>
    /// <param name="path">
    /// Where to: the path whose name the numbers are added to. It is shortened where it leaves no room for them.
    /// </param>
    /// <param name="progress">Told how far the reply has come; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Cancels the call; no file is left behind.</param>
    /// <returns>What was written, in the order of the reply; at least one. Where there are only drafts, the last of them.</returns>
    /// <exception cref="NanoBananaException">As <see cref="SaveImageAsync(GenerateContentRequest, string, CancellationToken)"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public virtual Task<IReadOnlyList<SavedImage>> SaveImagesAsync(
        GenerateContentRequest request,
        string path,
        IProgress<ImageProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        PicturePath.Check(path, nameof(path));
        PicturePath.CheckDestination(PicturePath.Numbered(path, 1));
        return ImageSaving.RunAsync(Calls, request, new NumberedFileDestination(path), progress, cancellationToken);
    }

    /// <summary>Provider, model and address; never the key.</summary>
    public override string ToString() => $"{Provider.Name} {Model} at {BaseAddress.AbsoluteUri.TrimEnd('/')}";

    /// <summary>Disposes the connections, unless they are the caller's own.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes the connections, unless they are the caller's own.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called; there is nothing to do otherwise.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            calls?.Close();
            runner?.Dispose();
        }
    }

    /// <summary>Who sends.</summary>
    internal CallRunner Runner => runner ?? throw NotOverridden();

    /// <summary>Who checks requests and writes them down.</summary>
    internal ContentCalls Calls => calls ?? throw NotOverridden();

    private static NotSupportedException NotOverridden() =>
        new(
            "This client is a stand-in for tests, and does not override what was called. NanoBananaModelFactory makes what to return."
        );
}
