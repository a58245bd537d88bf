using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>
/// Makes a JSON text out of random bytes, each of which decides one thing, so that FsCheck shrinks the text by
/// shrinking the bytes. It knows the names that lead to pictures, and likes them in odd places and orders.
/// </summary>
internal sealed class ReplyTape(byte[] tape)
{
    private static readonly string[] Names =
    [
        "candidates",
        "content",
        "parts",
        "inlineData",
        "inline_data",
        "data",
        "mimeType",
        "thought",
        "thoughtSignature",
        "text",
        "error",
        "choices",
        "response",
        "taskId",
        "fileData",
        "fileUri",
        "",
        "d\\u0061ta",
        "p\\u0061rts",
        "ключ",
        "a name that is longer than every name that matters",
        "\\ud83c\\udf4c",
    ];

    private static readonly string[] Texts =
    [
        "",
        "image/png",
        "iVBORw0KGgo=",
        "AAAA",
        "QUJD",
        "QQ",
        "QQ==",
        "Q",
        "QUI\\u003d",
        "\\/9j\\/",
        "_9j-",
        "A A\\nA\\r\\tA",
        "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5eg",
        "not Base64!",
        "QQ==QQ==",
        "=",
        "\\\"\\\\\\b\\f",
        "\\ud83c\\udf4c",
        "\\ud83c",
        "банан 🍌",
        "\\u002b\\u002F\\u0041\\u003D",
        "data:image/png;base64,QUJD",
        "data:image\\/png;base64,QUJDREVGR0hJSktM",
        "data:image/png,QUJD",
        "data:",
        "dataQUJD",
        "b'QUJD'",
    ];

    private readonly StringBuilder text = new();
    private int at;

    public static byte[] Make(byte[] tape)
    {
        var maker = new ReplyTape(tape);
        maker.Value(0, 0);
        maker.Space();
        return Encoding.UTF8.GetBytes(maker.text.ToString());
    }

    private int Next(int below) => at < tape.Length ? tape[at++] % below : 0;

    private void Space()
    {
        if (Next(8) == 7)
        {
            text.Append(" \n\t\r"[Next(4)]);
        }
    }

    // The step says how far on the way to a picture this value stands: 0 reply, 1 candidates, ... 7 data.
    private void Value(int step, int depth)
    {
        Space();
        if (depth < 70 && step < 7 && Next(8) != 0)
        {
            if (step is 1 or 4)
            {
                Array(step + 1, depth);
            }
            else
            {
                Object(step, depth);
            }
        }
        else
        {
            Leaf(step, depth);
        }

        Space();
    }

    private void Leaf(int step, int depth)
    {
        switch (step == 7 ? Next(12) : Next(16))
        {
            case 0:
                text.Append("null");
                break;
            case 1:
                text.Append(Next(2) == 0 ? "true" : "false");
                break;
            case 2:
                text.Append(new[] { "0", "-0", "12", "-1.5", "2e10", "0.25E-3", "7E+1" }[Next(7)]);
                break;
            case 3 when depth < 70:
                Object(Next(8), depth);
                break;
            case 4 when depth < 70:
                Array(Next(8), depth);
                break;
            case 5:
                var random = new byte[Next(256)];
                new Random(Next(256)).NextBytes(random);
                Quote(Convert.ToBase64String(random));
                break;
            default:
                Quote(Texts[Next(Texts.Length)]);
                break;
        }
    }

    private void Object(int step, int depth)
    {
        text.Append('{');
        var count = 1 + Next(3);
        for (var property = 0; property < count; property++)
        {
            text.Append(property == 0 ? "" : ",");
            Space();
            var onTheWay = Next(4) != 3;
            Quote(onTheWay ? NameOf(step) : Names[Next(Names.Length)]);
            Space();
            text.Append(':');
            Value(onTheWay ? step + 1 : 8, depth + 1);
        }

        text.Append('}');
    }

    private string NameOf(int step) =>
        step switch
        {
            0 => "candidates",
            2 => "content",
            3 => "parts",
            5 => Next(2) == 0 ? "inlineData" : "inline_data",
            6 => "data",
            _ => Names[Next(Names.Length)],
        };

    private void Array(int step, int depth)
    {
        text.Append('[');
        var count = Next(4);
        for (var element = 0; element < count; element++)
        {
            text.Append(element == 0 ? "" : ",");
            Value(step, depth + 1);
        }

        text.Append(Next(20) == 19 ? "," : "");
        text.Append(']');
    }

    private void Quote(string content) => text.Append(CultureInfo.InvariantCulture, $"\"{content}\"");
}
