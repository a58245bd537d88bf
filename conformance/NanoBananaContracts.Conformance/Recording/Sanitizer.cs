namespace NanoBananaContracts.Conformance.Recording;

/// <summary>One numbered rule for what must not get from the wire into a case.</summary>
/// <param name="id">Such as <c>NBS001</c>; never reused for another rule.</param>
/// <param name="title">What it takes out, in a few words.</param>
internal abstract class Sanitizer(string id, string title)
{
    /// <summary>What takes the place of a secret.</summary>
    public const string Redacted = "REDACTED";

    /// <summary>Such as <c>NBS001</c>.</summary>
    public string Id { get; } = id;

    /// <summary>What it takes out, in a few words.</summary>
    public string Title { get; } = title;

    /// <summary>Changes the exchange, and notes how often.</summary>
    public abstract void Apply(RecordedExchange exchange);
}
