namespace NanoBananaContracts;

/// <summary>Where in a reply a container stands, as far as the way to the pictures is concerned.</summary>
internal enum ReplyPlace : byte
{
    /// <summary>Off the way to the pictures.</summary>
    Elsewhere,

    /// <summary>The array of replies that streaming without <c>alt=sse</c> sends.</summary>
    Replies,

    /// <summary>A reply.</summary>
    Reply,

    /// <summary>Its <c>candidates</c>.</summary>
    Candidates,

    /// <summary>One of them.</summary>
    Candidate,

    /// <summary>Its <c>content</c>.</summary>
    Content,

    /// <summary>The <c>parts</c> of the content.</summary>
    Parts,

    /// <summary>One of them.</summary>
    Part,

    /// <summary>The <c>inlineData</c> of a part.</summary>
    InlineData,

    /// <summary>An object in place of its <c>data</c>: a Buffer, with its bytes in a list.</summary>
    DataObject,

    /// <summary>A list in place of its <c>data</c>, or in such an object: the bytes of a picture as numbers.</summary>
    DataList,
}

/// <summary>What a string value of a reply is to the incremental reader.</summary>
internal enum StringRole : byte
{
    /// <summary>Text to keep, up to a limit.</summary>
    Text,

    /// <summary>A thought signature: as large as the picture and of no use to somebody who only saves it.</summary>
    Signature,

    /// <summary>The Base64 text of a picture.</summary>
    Picture,
}

/// <summary>The way from the root of a reply to its pictures.</summary>
internal static class ReplyPlaces
{
    /// <summary>The longest property name that matters.</summary>
    public const int LongestName = 17;

    /// <summary>The place of the root value.</summary>
    public static ReplyPlace Root(bool isObject) => isObject ? ReplyPlace.Reply : ReplyPlace.Replies;

    /// <summary>The place of a container that is an element of an array.</summary>
    public static ReplyPlace Element(ReplyPlace array, bool isObject) =>
        (array, isObject) switch
        {
            (ReplyPlace.Replies, true) => ReplyPlace.Reply,
            (ReplyPlace.Candidates, true) => ReplyPlace.Candidate,
            (ReplyPlace.Parts, true) => ReplyPlace.Part,
            _ => ReplyPlace.Elsewhere,
        };

    /// <summary>The place of a container that is the value of a property.</summary>
    public static ReplyPlace Property(ReplyPlace owner, ReadOnlySpan<byte> name, bool isObject) =>
        owner switch
        {
            ReplyPlace.Reply when !isObject && name.SequenceEqual("candidates"u8) => ReplyPlace.Candidates,
            ReplyPlace.Candidate when isObject && name.SequenceEqual("content"u8) => ReplyPlace.Content,
            ReplyPlace.Content when !isObject && name.SequenceEqual("parts"u8) => ReplyPlace.Parts,
            ReplyPlace.Part
                when isObject && (name.SequenceEqual("inlineData"u8) || name.SequenceEqual("inline_data"u8)) =>
                ReplyPlace.InlineData,
            ReplyPlace.InlineData when name.SequenceEqual("data"u8) => isObject
                ? ReplyPlace.DataObject
                : ReplyPlace.DataList,
            ReplyPlace.DataObject when !isObject => ReplyPlace.DataList,
            _ => ReplyPlace.Elsewhere,
        };

    /// <summary>What a string that is the value of a property is.</summary>
    public static StringRole Role(ReplyPlace owner, ReadOnlySpan<byte> name) =>
        owner switch
        {
            ReplyPlace.InlineData when name.SequenceEqual("data"u8) => StringRole.Picture,
            ReplyPlace.Part
                when name.SequenceEqual("thoughtSignature"u8) || name.SequenceEqual("thought_signature"u8) =>
                StringRole.Signature,
            _ => StringRole.Text,
        };
}
