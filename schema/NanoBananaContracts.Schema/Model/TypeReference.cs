namespace NanoBananaContracts.Schema;

/// <summary>The type of a property, an item or a map value.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">C# name of the message or the enum; null for every other kind.</param>
/// <param name="Element">Item type of a list, value type of a map; null for every other kind.</param>
/// <param name="ElementConstraints">Bounds of each item or map value; null when there are none.</param>
public sealed record TypeReference(
    TypeKind Kind,
    string? Name = null,
    TypeReference? Element = null,
    Constraints? ElementConstraints = null
)
{
    /// <summary>What a list of lists, or a map of them, holds in the end; the type itself when it holds nothing.</summary>
    internal TypeReference Innermost => Element?.Innermost ?? this;
}

/// <summary>The kinds of value a contract knows.</summary>
public enum TypeKind
{
    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>Integer of 32 bits (<c>type: integer</c>, <c>format: int32</c>).</summary>
    Int32,

    /// <summary>Integer of 64 bits written as a number (<c>type: integer</c>, no format or <c>format: int64</c>).</summary>
    Int64,

    /// <summary>Integer of 64 bits written as a string, as proto3 JSON does (<c>type: string</c>, <c>format: int64</c>); a number is read too.</summary>
    Int64String,

    /// <summary>Number of single precision (<c>format: float</c>); held as a double so that the digits of the wire survive.</summary>
    Single,

    /// <summary>Number of double precision.</summary>
    Double,

    /// <summary>Text.</summary>
    String,

    /// <summary>Bytes as Base64 text (<c>format: byte</c> or <c>contentEncoding: base64</c>).</summary>
    Base64,

    /// <summary>RFC 3339 instant (<c>format: date-time</c>), to nine fraction digits.</summary>
    Timestamp,

    /// <summary>Seconds with an <c>s</c> (<c>format: duration</c>, <c>google-duration</c>), to nine fraction digits.</summary>
    Duration,

    /// <summary>Any JSON value, kept as it is (no <c>type</c>, or <c>x-any</c>).</summary>
    Any,

    /// <summary>Any JSON object, kept as it is (<c>type: object</c> with <c>additionalProperties: true</c> and no properties).</summary>
    AnyObject,

    /// <summary>A message.</summary>
    Message,

    /// <summary>An enum.</summary>
    Enum,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object used as a map from any name to one type (<c>additionalProperties: {...}</c> and no properties).</summary>
    Map,
}
