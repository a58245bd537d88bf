namespace NanoBananaContracts;

/// <summary>What may come next in a reply that arrives, or what is being read.</summary>
internal enum ReplyReaderState : byte
{
    Value,
    ValueOrEnd,
    NameOrEnd,
    Name,
    Colon,
    CommaOrEnd,
    Text,
    Picture,
    Scalar,
    AfterRoot,
    Stopped,
}
