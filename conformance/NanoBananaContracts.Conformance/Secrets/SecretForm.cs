namespace NanoBananaContracts.Conformance.Secrets;

/// <summary>How a secret was written where it was found.</summary>
public enum SecretForm
{
    /// <summary>As it is.</summary>
    Raw,

    /// <summary>With percent escapes.</summary>
    Url,

    /// <summary>In Base64, standard or URL-safe, at any place inside a longer text.</summary>
    Base64,

    /// <summary>With JSON escapes.</summary>
    Json,

    /// <summary>In hexadecimal digits.</summary>
    Hex,

    /// <summary>Back to front.</summary>
    Reversed,

    /// <summary>Three quarters of it or more, whole or with other characters in between, or spread over several strings.</summary>
    Pieces,

    /// <summary>Not a known secret, but text in the shape of one.</summary>
    KeyShaped,
}
