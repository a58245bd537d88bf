namespace NanoBananaContracts.Conformance.Cases;

/// <summary>
/// Classes of failure coarse enough that a client in any language can tell which one it met. The exact kinds of the
/// runtime (<c>FailureKind</c>) are finer.
/// </summary>
public enum FailureClass
{
    /// <summary><c>configuration</c>: refused before sending, because of a missing key or a value that is not allowed.</summary>
    Configuration,

    /// <summary><c>authentication</c>: the service refused the key.</summary>
    Authentication,

    /// <summary><c>permission</c>: the key is good, but may not do this here.</summary>
    Permission,

    /// <summary><c>invalid-request</c>: the service refused the request.</summary>
    InvalidRequest,

    /// <summary><c>not-found</c>: the service knows no such model.</summary>
    NotFound,

    /// <summary><c>rate-limit</c>: too many requests for now.</summary>
    RateLimit,

    /// <summary><c>quota</c>: no quota left, or none at all; waiting a little does not help.</summary>
    Quota,

    /// <summary><c>server</c>: the service or a gateway failed.</summary>
    Server,

    /// <summary><c>error-reply</c>: a success status with an error in its body.</summary>
    ErrorReply,

    /// <summary><c>blocked</c>: the prompt or the picture was refused by policy.</summary>
    Blocked,

    /// <summary><c>no-image</c>: a well-formed answer without a picture.</summary>
    NoImage,

    /// <summary><c>corrupt-image</c>: picture data that is cut, damaged or not a picture.</summary>
    CorruptImage,

    /// <summary><c>malformed-reply</c>: a reply that is not what the contract says: not JSON, cut, empty, too large.</summary>
    MalformedReply,

    /// <summary><c>connection</c>: the connection was refused, reset or lost.</summary>
    Connection,

    /// <summary><c>timeout</c>: a time limit of the client was hit.</summary>
    Timeout,

    /// <summary><c>redirect</c>: a redirect that was not followed.</summary>
    Redirect,

    /// <summary><c>file</c>: the picture could not be written.</summary>
    File,
}
