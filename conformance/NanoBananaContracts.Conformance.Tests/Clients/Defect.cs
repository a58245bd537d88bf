namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>One mistake each, all of them seen in real clients. <see cref="PlainClient"/> makes the one it is given.</summary>
public enum Defect
{
    None,

    // What is sent.
    SendsBearerInstead,
    SendsBearerBeside,
    KeyInUrl,
    FixedModel,
    FormContentType,
    GluesJson,
    AsciiBody,
    DropsModalities,
    WisGateSizesEverywhere,
    GoogleSizesEverywhere,
    LowerCaseSizes,
    RatioAtWrongLevel,
    SendsDefaults,
    WrongRole,
    LosesInputImages,
    EverythingIsPng,
    OnePartForAll,
    SendsAnythingBlindly,
    SendsTwice,

    // How statuses and errors are read.
    OneClassForAll,
    NamesOneKind,
    StatusClassOnly,
    ParsesEveryErrorAsGoogle,
    OnlyTwoHundred,
    PrintsKey,
    PassesKeyOn,

    // How replies are read.
    ClosedEnums,
    ClosedFields,
    AnyBlockReason,
    TypedFields,
    ChecksContentType,

    // Which picture, and its bytes.
    FirstPicture,
    IgnoresThoughtFlag,
    DropsFlagged,
    OnlyPng,
    DropsText,

    // Time, connection, retries.
    GivesUpAtTenSeconds,
    IgnoresDeadline,
    DeadlineForEachAttempt,
    OneReadOnly,
    RetriesEverything,
    RetriesForEver,
    NeverRetries,

    // Streams.
    AsksWithoutSse,
    BlankAfterColonRequired,
    LastEventOnly,
    NeedsFinishReason,

    // Conversations and files.
    DropsSignatures,
    ForgetsModelTurn,
}
