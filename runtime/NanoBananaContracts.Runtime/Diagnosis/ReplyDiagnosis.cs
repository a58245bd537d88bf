using System.Text;
using NanoBananaContracts.Http;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// Everything there is to say about a reply body that somebody pasted: what it is, which images are in it, what the
/// contract does not know of it, and whether it survives being read and written.
/// </summary>
public sealed class ReplyDiagnosis
{
    // Of an error, that is all; and behind it, of a success, come pictures.
    private const int LookedAt = 256 * 1024;

    private ReplyDiagnosis(ReplyOutcome outcome, IReadOnlyList<ApiKey> keys)
    {
        Outcome = outcome;
        Pictures = outcome.Response is { } response ? DiagnosedPicture.AllOf(response, keys) : [];
        var documents = outcome.Failure?.Error is null ? outcome.Documents : [];
        Unknown = [.. documents.SelectMany(UnknownIn).Select(unknown => ShownViolation.Of(unknown, keys))];
        ReadAndWrite(outcome.Documents);
    }

    /// <summary>Success, or the one failure it is.</summary>
    public ReplyOutcome Outcome { get; }

    /// <summary>The images in the reply, drafts and cut ones too, in order.</summary>
    public IReadOnlyList<DiagnosedPicture> Pictures { get; }

    /// <summary>
    /// Fields the contract does not have, values it does not list, and values of another type than promised. They are
    /// kept, and harm nothing; they tell that the service has moved on, or that a gateway rewrote the reply. What is shaped
    /// like a key, and a key in use that was named, reads <c>[API key]</c> here, as in every text of the failure.
    /// </summary>
    public IReadOnlyList<ContractViolation> Unknown { get; }

    /// <summary>
    /// Whether each document of the body is the same JSON after being read and written; <see langword="null"/> where there
    /// is no whole JSON document. Names count as the service counts them: see <see cref="IsRespelled"/>.
    /// </summary>
    public bool? RoundTrip { get; private set; }

    /// <summary>
    /// Whether names in snake_case, as some gateways write them, come back in camelCase. The service reads either as the
    /// same name.
    /// </summary>
    public bool IsRespelled { get; private set; }

    /// <summary>Diagnoses a body.</summary>
    /// <param name="body">The whole body: JSON, an event stream, an array, or whatever came. It is kept: do not change it.</param>
    /// <param name="status">
    /// The HTTP status; <see langword="null"/> where it is not known: then it is taken from the error in the body, or from
    /// the title of a page, else it is 200.
    /// </param>
    /// <param name="contentType">The declared media type; <see langword="null"/> where it is not known.</param>
    /// <param name="request">The request, where it is known.</param>
    /// <param name="keys">The keys in use: a service may quote one, in whatever disguise, and it is shown in none.</param>
    public static ReplyDiagnosis Diagnose(
        ReadOnlyMemory<byte> body,
        int? status = null,
        string? contentType = null,
        GenerateContentRequest? request = null,
        IEnumerable<ApiKey>? keys = null
    )
    {
        IReadOnlyList<ApiKey> known = keys is null ? [] : [.. keys];
        var context = new CallContext { Request = request, Key = InUse(body, known) };
        var outcome = ReplyOutcome.Classify(status ?? StatusGuess.Of(body), contentType, body, context);
        return new(
            new ReplyOutcome(
                outcome.Form,
                outcome.StatusCode,
                known.Aggregate(outcome.Failure, (failure, key) => failure?.WithoutKey(key)),
                outcome.Response,
                outcome.Documents
            ),
            known
        );
    }

    /// <summary>The key to be taken out before a text is cut: cut through, it would not be found.</summary>
    private static ApiKey? InUse(ReadOnlyMemory<byte> body, IReadOnlyList<ApiKey> keys)
    {
        if (keys.Count < 2)
        {
            return keys.Count == 0 ? null : keys[0];
        }

        var beginning = Encoding.UTF8.GetString(body.Slice(0, Math.Min(body.Length, LookedAt)).ToArray());
        return keys.FirstOrDefault(key => key.IsIn(beginning)) ?? keys[0];
    }

    private static IEnumerable<ContractViolation> UnknownIn(ReadOnlyMemory<byte> document)
    {
        if (TryRead(document) is not { } response)
        {
            return [];
        }

        var validator = new ContractValidator(ContractDirection.Response) { ReportAllUnknownFields = true };
        response.Validate(validator);
        return validator.Violations.Where(violation =>
            violation.Rule is ViolationRule.UnknownField or ViolationRule.UndocumentedValue or ViolationRule.WrongType
        );
    }

    private void ReadAndWrite(IReadOnlyList<ReadOnlyMemory<byte>> documents)
    {
        foreach (var document in documents)
        {
            if (TryRead(document) is not { } response)
            {
                continue;
            }

            var written = response.ToUtf8Json();
            var isSame = JsonSameness.AreSame(document, written);
            IsRespelled |= !isSame && JsonSameness.AreSameInCamelCase(document, written);
            RoundTrip = RoundTrip is not false && (isSame || IsRespelled);
        }
    }

    private static GenerateContentResponse? TryRead(ReadOnlyMemory<byte> document)
    {
        try
        {
            return ContractOperations.GenerateContent.ParseResponse(document, CallContext.None.NewBudget());
        }
        catch (Exception exception)
            when (exception is ContractFormatException or NanoBananaException { Kind: FailureKind.ResponseTooLarge })
        {
            return null; // The outcome says that it is broken, and where.
        }
    }
}
