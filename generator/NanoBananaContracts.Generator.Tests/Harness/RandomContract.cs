using System.Globalization;
using System.Text;
using System.Text.Json;
using NanoBananaContracts.Generator.Emission;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Tests.Harness;

/// <summary>
/// Random JSON of the messages of a schema, with everything the wire does: fields in any order and in snake_case,
/// unknown ones, nulls and wrong types, unknown enum values, odd numbers and texts.
/// </summary>
internal sealed class RandomContract(SchemaModel model, int seed)
{
    private static readonly string[] Texts =
    [
        "",
        "a fox",
        "ä€🦊",
        "\"\\/\b\f\n\r\t\u0001",
        "<script>&'+",
        "\u2028",
        "null",
        new('x', 300),
    ];

    private readonly Random random = new(seed);

    /// <summary>A random message.</summary>
    public (string Name, string Sent, string Expected) Message()
    {
        var message = model.Messages[random.Next(model.Messages.Count)];
        var sent = new StringBuilder();
        var expected = new StringBuilder();
        Write(message, sent, expected, 0);
        return (message.Name, sent.ToString(), expected.ToString());
    }

    private void Write(MessageDefinition message, StringBuilder sent, StringBuilder expected, int depth)
    {
        sent.Append('{');
        expected.Append('{');
        var first = true;
        foreach (
            var property in message
                .Properties.OrderBy(_ => random.Next())
                .Where(_ => random.Next(depth < 3 ? 3 : 8) == 0)
        )
        {
            Comma(ref first, sent, expected);
            if (random.Next(8) == 0)
            {
                Raw(Quote(property.JsonName) + ":" + Odd(), sent, expected);
                continue;
            }

            // A field that only the other side sets has no property, and comes back under the name it had.
            var hidden =
                (property.ReadOnly && message.Direction == MessageDirection.Request)
                || (property.WriteOnly && message.Direction == MessageDirection.Response);
            var name = !hidden && random.Next(4) == 0 ? CSharpText.SnakeCase(property.JsonName) : property.JsonName;
            name = message.Properties.Any(other => other != property && other.JsonName == name)
                ? property.JsonName
                : name;
            sent.Append(Quote(name)).Append(':');
            expected.Append(Quote(property.JsonName)).Append(':');
            if (property.Type.Kind == TypeKind.Message)
            {
                // What is no object is kept under the name it came with; Odd covers that.
                Write(model.Messages.Single(inner => inner.Name == property.Type.Name), sent, expected, depth + 1);
            }
            else
            {
                Write(property.Type, sent, expected, depth + 1);
            }
        }

        if (message.AdditionalProperties is { } extension && random.Next(2) == 0)
        {
            Comma(ref first, sent, expected);
            Raw("\"additional\":", sent, expected);
            Write(extension, sent, expected, depth + 1);
        }

        for (var i = random.Next(6) - 3; i > 0; i--)
        {
            Comma(ref first, sent, expected);
            Raw($"\"unknown{i}\":{Odd()}", sent, expected);
        }

        sent.Append('}');
        expected.Append('}');
    }

    private void Write(TypeReference type, StringBuilder sent, StringBuilder expected, int depth)
    {
        switch (type.Kind)
        {
            case TypeKind.Message when random.Next(20) != 0:
                Write(model.Messages.Single(message => message.Name == type.Name), sent, expected, depth);
                break;
            case TypeKind.List:
                Raw("[", sent, expected);
                for (var i = random.Next(4); i > 0; i--)
                {
                    Write(type.Element!, sent, expected, depth);
                    Raw(i > 1 ? "," : "", sent, expected);
                }

                Raw("]", sent, expected);
                break;
            case TypeKind.Map:
                Raw("{", sent, expected);
                for (var i = random.Next(4); i > 0; i--)
                {
                    Raw(Quote(Text() + i.ToString(CultureInfo.InvariantCulture)) + ":", sent, expected);
                    Write(type.Element!, sent, expected, depth);
                    Raw(i > 1 ? "," : "", sent, expected);
                }

                Raw("}", sent, expected);
                break;
            default:
                Raw(Scalar(type), sent, expected);
                break;
        }
    }

    private string Scalar(TypeReference type)
    {
        switch (type.Kind)
        {
            case TypeKind.Boolean:
                return random.Next(2) == 0 ? "true" : "false";
            case TypeKind.Int32:
                return random.Next(int.MinValue, int.MaxValue).ToString(CultureInfo.InvariantCulture);
            case TypeKind.Int64:
                return random.NextInt64().ToString(CultureInfo.InvariantCulture);
            case TypeKind.Int64String:
                return (random.Next(2) == 0 ? "{0}" : "\"{0}\"").Replace(
                    "{0}",
                    (-random.NextInt64()).ToString(CultureInfo.InvariantCulture),
                    StringComparison.Ordinal
                );
            case TypeKind.Single or TypeKind.Double:
                return random.Next(4) == 0 ? "\"Infinity\"" : Number();
            case TypeKind.Enum:
                var values = model.Enums.Single(definition => definition.Name == type.Name);
                var value = values.Values[random.Next(values.Values.Count)];
                return values.IsInteger ? value.Text
                    : random.Next(4) == 0 ? Quote(Text())
                    : Quote(
                        value.Spellings.IsEmpty ? value.Text : value.Spellings[random.Next(value.Spellings.Count)].Text
                    );
            case TypeKind.Base64:
                return Quote(Convert.ToBase64String(Encoding.UTF8.GetBytes(Text())));
            case TypeKind.Timestamp:
                return Quote(
                    FormattableString.Invariant(
                        $"{random.Next(1, 9999):D4}-02-03T04:05:06.{random.Next(1_000_000_000):D9}+01:00"
                    )
                );
            case TypeKind.Duration:
                return Quote(FormattableString.Invariant($"{random.Next()}.{random.Next(1, 1000)}s"));
            case TypeKind.AnyObject:
                return "{\"any\":" + Odd() + "}";
            case TypeKind.String:
                return Quote(Text());
            default:
                return Odd();
        }
    }

    private string Number() =>
        random.Next(4) switch
        {
            0 => random.NextDouble().ToString("R", CultureInfo.InvariantCulture),
            1 => (random.NextDouble() * 1e300).ToString("E20", CultureInfo.InvariantCulture),
            2 => "-0." + string.Concat(Enumerable.Range(0, 25).Select(_ => random.Next(10))),
            _ => random.Next().ToString(CultureInfo.InvariantCulture)
                + "e"
                + random.Next(-400, 290).ToString(CultureInfo.InvariantCulture),
        };

    private string Odd() =>
        random.Next(9) switch
        {
            0 => "null",
            1 => "true",
            2 => Number(),
            3 => Quote(Text()),
            4 => "[]",
            5 => "{}",
            6 => "[null,{\"a\":[1]},\"\\ud83e\\udd8a\"]",
            7 => "{\"b\":{\"c\":[]},\"d\":1.50}",
            _ => "\"\"",
        };

    private string Text() => Texts[random.Next(Texts.Length)];

    private static string Quote(string text) => "\"" + JsonEncodedText.Encode(text) + "\"";

    private static void Raw(string text, StringBuilder sent, StringBuilder expected)
    {
        sent.Append(text);
        expected.Append(text);
    }

    private static void Comma(ref bool first, StringBuilder sent, StringBuilder expected)
    {
        if (!first)
        {
            Raw(",", sent, expected);
        }

        first = false;
    }
}
