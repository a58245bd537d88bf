using System.Text;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NanoBananaContracts.Conformance.Stubs;

/// <summary>A header's value, a parameter's or a body, parsed once however many matchers look at it.</summary>
internal sealed class ObservedText
{
    /// <summary>Something that is not there.</summary>
    public static readonly ObservedText Missing = new(null);

    private readonly Lazy<JToken?> json;

    public ObservedText(string? text)
    {
        Text = text;
        json = new(() => Parse(text));
    }

    public string? Text { get; }

    /// <summary>The text as JSON; null where it is none.</summary>
    public JToken? Json => json.Value;

    /// <summary>A body; an empty one counts as not there, as in WireMock.</summary>
    public static ObservedText OfBody(ReadOnlyMemory<byte> body) =>
        body.IsEmpty ? Missing : new ObservedText(Encoding.UTF8.GetString(body.Span));

    private static JToken? Parse(string? text)
    {
        if (text is null || !IsJson(text))
        {
            return null;
        }
        // A date stays the text it is, and a number keeps its digits.
        using var reader = new JsonTextReader(new StringReader(text))
        {
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Decimal,
        };
        try
        {
            return JToken.ReadFrom(reader);
        }
        catch (JsonReaderException)
        {
            // A number no decimal holds, or nesting beyond this reader: nothing a client of this service sends.
            return null;
        }
    }

    /// <summary>The framework decides what JSON is: the other library takes single quotes and trailing commas too.</summary>
    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }
}
