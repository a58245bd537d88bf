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

/// <summary>Shapes of types, and their names.</summary>
internal static class SchemaShapes
{
    /// <summary>The shape of a type; an enum counts as one of strings.</summary>
    /// <param name="kind">Its kind.</param>
    public static SchemaShape Of(TypeKind kind) =>
        kind switch
        {
            TypeKind.Boolean => SchemaShape.Boolean,
            TypeKind.Int32 or TypeKind.Int64 => SchemaShape.Integer,
            TypeKind.Int64String => SchemaShape.Int64Text,
            TypeKind.Single or TypeKind.Double => SchemaShape.Number,
            TypeKind.String => SchemaShape.Text,
            TypeKind.Base64 => SchemaShape.Base64,
            TypeKind.Timestamp or TypeKind.Duration => SchemaShape.Time,
            TypeKind.AnyObject => SchemaShape.AnyObject,
            TypeKind.Message => SchemaShape.Object,
            TypeKind.Enum => SchemaShape.TextEnum,
            TypeKind.List => SchemaShape.List,
            TypeKind.Map => SchemaShape.Map,
            _ => SchemaShape.Any,
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
