using System.Text;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// What an error body says, whoever wrote it: Google with typed details, a gateway with its own code, or a proxy
/// with a page of HTML. Everything that was not said is <see langword="null"/> or empty.
/// </summary>
public sealed class ProviderError
{
    /// <summary>The numeric code of the innermost error: 400, 429, 503, ...</summary>
    public int? Code { get; init; }

    /// <summary>The code where it is a word: <c>model_not_found</c>, <c>insufficient_user_quota</c>, ...</summary>
    public string? CodeText
    {
        get;
        init => field = KeyShapes.MaskIfAny(value);
    }

    /// <summary>The canonical status: <c>INVALID_ARGUMENT</c>, <c>RESOURCE_EXHAUSTED</c>, ...</summary>
    public string? Status
    {
        get;
        init => field = KeyShapes.MaskIfAny(value);
    }

    /// <summary>The message of the innermost error, in the provider's own words.</summary>
    public string? Message
    {
        get;
        init => field = KeyShapes.MaskIfAny(value);
    }

    /// <summary>The gateway's class of error: <c>new_api_error</c>, <c>api_validation_error</c>, ...</summary>
    public string? Type
    {
        get;
        init => field = KeyShapes.MaskIfAny(value);
    }

    /// <summary>The reason of <c>google.rpc.ErrorInfo</c>: <c>API_KEY_INVALID</c>, <c>SERVICE_DISABLED</c>, ...</summary>
    public string? Reason
    {
        get;
        init => field = KeyShapes.MaskIfAny(value);
    }

    /// <summary>The id under which the provider can find the request, where the body names one.</summary>
    public string? RequestId
    {
        get;
        init => field = KeyShapes.MaskIfAny(value);
    }

    /// <summary>How long the provider asks to wait: <c>google.rpc.RetryInfo</c>, or said in the message.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>The fields of the request that are wrong (<c>google.rpc.BadRequest</c>).</summary>
    public IReadOnlyList<FieldViolation> FieldViolations { get; init; } = [];

    /// <summary>The quotas that are exceeded (<c>google.rpc.QuotaFailure</c>).</summary>
    public IReadOnlyList<QuotaViolation> QuotaViolations { get; init; } = [];

    /// <summary>Addresses the provider recommends (<c>google.rpc.Help</c>).</summary>
    public IReadOnlyList<string> HelpLinks { get; init; } = [];
}

/// <summary>One wrong field of a request, as the provider names it.</summary>
/// <param name="Field">The path of the field, in the provider's spelling: <c>generation_config</c>.</param>
/// <param name="Description">What is wrong with it.</param>
public sealed record FieldViolation(string Field, string Description)
{
    private bool PrintMembers(StringBuilder builder)
    {
        var text = new RecordText(builder);
        text.Add(Field);
        text.Add(Description);
        return true;
    }
}

/// <summary>One exceeded quota.</summary>
/// <param name="Metric">What is counted.</param>
/// <param name="Id">The id of the quota; <c>PerDay</c> in it means that only the next day helps.</param>
/// <param name="Value">The limit; <c>0</c> means that this account has none at all.</param>
public sealed record QuotaViolation(string? Metric, string? Id, string? Value)
{
    private bool PrintMembers(StringBuilder builder)
    {
        var text = new RecordText(builder);
        text.Add(Metric);
        text.Add(Id);
        text.Add(Value);
        return text.HasFields;
    }
}
