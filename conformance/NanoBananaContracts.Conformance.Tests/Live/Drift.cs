namespace NanoBananaContracts.Conformance.Tests.Live;

/// <summary>Ways in which a service can drift from its contract without telling anybody.</summary>
public enum Drift
{
    /// <summary>Every reply has a field at its top that nobody documented.</summary>
    UnknownField,

    /// <summary>Every candidate has a field that nobody documented.</summary>
    UnknownNestedField,

    /// <summary>The finish reason is a value that nobody documented.</summary>
    UnknownFinishReason,

    /// <summary>A modality of the token counts is a value that nobody documented.</summary>
    UnknownModality,

    /// <summary>Pictures no longer say their media type.</summary>
    MissingMediaType,

    /// <summary>Parts are an object where a list was.</summary>
    PartsNotAList,

    /// <summary>Token counts are texts where numbers were.</summary>
    CountsAsText,

    /// <summary>A wrong key is answered with 418.</summary>
    KeyStatus,

    /// <summary>A model that does not exist is answered with 200.</summary>
    UnknownModelAccepted,

    /// <summary>The message of an error is an object where a text was.</summary>
    ErrorMessageNotText,

    /// <summary>Ratio and size that are asked for are ignored: every picture is what the model makes unasked.</summary>
    SizeIgnored,

    /// <summary>Pictures declare another media type than their bytes have.</summary>
    MediaTypeLies,

    /// <summary>The Base64 of pictures ends in the middle.</summary>
    PictureCut,

    /// <summary>Pictures no longer carry a thought signature.</summary>
    NoSignature,

    /// <summary>JSON is declared as <c>text/plain</c>.</summary>
    ContentType,

    /// <summary>Streams end with the mark of another API.</summary>
    StreamEndMark,
}
