namespace NanoBananaContracts;

/// <summary>Whether asking again can help, and what it may cost.</summary>
public enum RetryAdvice
{
    /// <summary>The same request fails the same way. Change it, the key or the account first.</summary>
    Never,

    /// <summary>Nothing was generated: ask again, after <see cref="NanoBananaException.RetryAfter"/> if it is set.</summary>
    Safe,

    /// <summary>
    /// Asking again can help, but this attempt may have been billed already, and the next one will be billed too.
    /// </summary>
    MayBillTwice,
}
