using System;
using System.Collections.Generic;

namespace NanoBananaContracts.Schema;

/// <summary>What a schema describes, as far as it matters for which keywords count beside it.</summary>
[Flags]
internal enum SchemaShape
{
    Object = 1,
    Map = 2,
    AnyObject = 4,
    List = 8,
    Text = 16,
    Base64 = 32,
    Time = 64,
    Int64Text = 128,
    Integer = 256,
    Number = 512,
    Boolean = 1024,
    Any = 2048,
    TextEnum = 4096,
    IntegerEnum = 8192,
    Enum = TextEnum | IntegerEnum,
    All = 16383,
}

/// <summary>Which keyword counts beside which shape.</summary>
internal static class SchemaKeywords
{
    private const SchemaShape Numbers = SchemaShape.Integer | SchemaShape.Number;
    private const SchemaShape Strings =
        SchemaShape.Text | SchemaShape.Base64 | SchemaShape.Time | SchemaShape.Int64Text;

    private static readonly Dictionary<string, SchemaShape> Shapes = new(StringComparer.Ordinal)
    {
        ["type"] = SchemaShape.All,
        ["x-any"] = SchemaShape.Any,
        ["properties"] = SchemaShape.Object,
        ["required"] = SchemaShape.Object,
        ["oneOf"] = SchemaShape.Object,
        ["anyOf"] = SchemaShape.Object,
        ["allOf"] = SchemaShape.Object,
        ["x-one-of-name"] = SchemaShape.Object,
        ["additionalProperties"] = SchemaShape.Object | SchemaShape.Map | SchemaShape.AnyObject,
        ["items"] = SchemaShape.List,
        ["minItems"] = SchemaShape.List,
        ["maxItems"] = SchemaShape.List,
        ["minimum"] = Numbers,
        ["maximum"] = Numbers,
        ["exclusiveMinimum"] = Numbers,
        ["exclusiveMaximum"] = Numbers,
        ["minLength"] = SchemaShape.Text,
        ["maxLength"] = SchemaShape.Text,
        ["pattern"] = SchemaShape.Text,
        ["format"] = Strings | Numbers,
        ["contentEncoding"] = Strings,
        ["contentMediaType"] = SchemaShape.Text | SchemaShape.Base64,
        ["const"] = SchemaShape.All & ~(SchemaShape.Object | SchemaShape.Map | SchemaShape.List),
        ["enum"] = SchemaShape.Enum,
        ["x-enum-names"] = SchemaShape.Enum,
        ["x-enum-descriptions"] = SchemaShape.Enum,
        ["x-enum-deprecated"] = SchemaShape.Enum,
        ["x-vanished-values"] = SchemaShape.Enum,
        ["x-enum-prefix"] = SchemaShape.TextEnum,
        ["x-spellings"] = SchemaShape.TextEnum,
        ["x-spelling"] = SchemaShape.TextEnum | SchemaShape.List | SchemaShape.Map,
    };

    /// <summary>True for a keyword that says something about a schema without changing what it allows.</summary>
    /// <param name="keyword">A keyword of the subset.</param>
    public static bool IsAnnotation(string keyword) =>
        keyword
            is "$schema"
                or "$id"
                or "$comment"
                or "$defs"
                or "title"
                or "description"
                or "examples"
                or "default"
                or "deprecated"
                or "readOnly"
                or "writeOnly"
                or "x-deprecated"
                or "x-name"
                or "x-source"
                or "x-vanished"
                or "x-operations";

    /// <summary>True for a keyword that bounds a value.</summary>
    /// <param name="keyword">A keyword of the subset.</param>
    public static bool IsBound(string keyword) =>
        keyword
            is "minimum"
                or "maximum"
                or "exclusiveMinimum"
                or "exclusiveMaximum"
                or "minLength"
                or "maxLength"
                or "minItems"
                or "maxItems"
                or "pattern";

    /// <summary>True when the keyword counts beside the shape.</summary>
    /// <param name="keyword">A keyword of the subset that is not an annotation.</param>
    /// <param name="shape">One shape.</param>
    public static bool AppliesTo(string keyword, SchemaShape shape) =>
        Shapes.TryGetValue(keyword, out var shapes) && (shapes & shape) != 0;

    /// <summary>The type that a keyword asks for where none is written, or null when it asks for none.</summary>
    /// <param name="keyword">A keyword of the subset.</param>
    public static string? ImpliedType(string keyword) =>
        keyword switch
        {
            "minLength" or "maxLength" or "pattern" or "contentEncoding" or "contentMediaType" => "string",
            "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" => "number",
            "items" or "minItems" or "maxItems" => "array",
            _ => null,
        };

    /// <summary>Where a keyword counts, for a message.</summary>
    /// <param name="keyword">A keyword of the subset that is not an annotation.</param>
    public static string Home(string keyword) =>
        keyword switch
        {
            "minItems" or "maxItems" or "items" => "a list (\"type\": \"array\")",
            "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" => "a number",
            "minLength" or "maxLength" or "pattern" => "plain text (\"type\": \"string\" without a format)",
            "contentMediaType" or "contentEncoding" => "a string",
            "format" => "a string or a number",
            "x-spelling" => "a reference to an enum",
            "x-enum-names"
            or "x-enum-descriptions"
            or "x-enum-deprecated"
            or "x-enum-prefix"
            or "x-vanished-values"
            or "x-spellings" => "an \"enum\"",
            "const" => "a single value",
            _ => "an object",
        };

    /// <summary>What a shape is, for a message.</summary>
    /// <param name="shape">One shape.</param>
    public static string Name(SchemaShape shape) =>
        shape switch
        {
            SchemaShape.Object => "an object",
            SchemaShape.Map => "a map",
            SchemaShape.AnyObject => "an object of any kind",
            SchemaShape.List => "a list",
            SchemaShape.Text => "text",
            SchemaShape.Base64 => "bytes in Base64",
            SchemaShape.Time => "a time",
            SchemaShape.Int64Text => "an integer written as a string",
            SchemaShape.Integer => "an integer",
            SchemaShape.Number => "a number",
            SchemaShape.Boolean => "true or false",
            SchemaShape.TextEnum => "an enum of strings",
            SchemaShape.IntegerEnum => "an enum of integers",
            _ => "a value of any type",
        };
}
