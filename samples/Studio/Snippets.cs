using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using NanoBananaContracts;

namespace Studio;

/// <summary>A request as programs, and as the file that they read where it is too long to stand in one.</summary>
internal sealed record ShownSnippets(string CSharp, string Curl, string Python, string Node, string? RequestJson);

/// <summary>
/// Writes an order as programs in four languages that send the same request. The key comes from the environment of whoever
/// runs them, and so does another address (<c>NANOBANANA_BASE_ADDRESS</c>), such as an emulator's.
/// </summary>
internal static class Snippets
{
    public const string RequestFile = "request.json";

    private const string AddressVariable = "NANOBANANA_BASE_ADDRESS";

    /// <summary>Beyond it a request has pictures or signatures in it, and is a file of its own.</summary>
    private const int LongestInline = 4000;

    /// <summary>Apostrophes and backquotes are escaped by it: none can end a text of Python or of a shell.</summary>
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static ShownSnippets Of(ReadyOrder ready)
    {
        var json = Pretty((ready.Request with { Model = null }).ToUtf8Json(ready.Provider.Dialect));
        var inline = json.Length <= LongestInline ? json : null;
        return new ShownSnippets(
            CSharp(ready, inline),
            Curl(ready, inline),
            Python(ready, inline),
            Node(ready, inline),
            inline is null ? json : null
        );
    }

    private static string Pretty(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement, Indented);
    }

    private static string CSharp(ReadyOrder ready, string? inline)
    {
        var order = ready.Order;
        var isPlain =
            inline is not null && ready.Request.Contents.Count == 1 && ready.Inputs.Count == 0 && !order.Drafts;
        var request =
            isPlain
                ? $"""
                    var request = GenerateContentRequest.ForImage(
                        {Literal(order.Prompt!)},
                        {(
                        order.AspectRatio is { Length: > 0 } ratio ? $"AspectRatio.Parse({Literal(ratio)})" : "null"
                    )},
                        {(order.ImageSize is { Length: > 0 } size ? $"ImageSize.Parse({Literal(size)})" : "null")}
                    );
                    """
            : inline is not null
                ? $"var request = GenerateContentRequest.Parse(\n    \"\"\"\n{Indent(inline)}\n    \"\"\"\n);"
            : $"var request = GenerateContentRequest.Parse(await File.ReadAllBytesAsync(\"{RequestFile}\"));";
        return $$"""
            // dotnet add package NanoBananaContracts. The key comes from {{ready.Provider.ApiKeyVariable}}.
            using NanoBananaContracts;

            using var client = new NanoBananaClient(
                new NanoBananaOptions
                {
                    Provider = ProviderInfo.Find({{Literal(ready.Provider.Id)}}),
                    Model = {{Literal(ready.Model.Id)}},
                }
            );
            {{request}}
            var saved = await client.SaveImageAsync(request, "picture");
            Console.WriteLine($"{saved.Path}, {saved.Width} x {saved.Height}");

            """;
    }

    private static string Curl(ReadyOrder ready, string? inline)
    {
        var provider = ready.Provider;
        var address = Address(ready, (name, usual) => $"${{{name}:-{usual}}}", name => $"${{{name}}}");
        var code = new StringBuilder();
        code.Append("# The key comes from ").Append(provider.ApiKeyVariable).Append(", in no list of processes.\n");
        code.Append("curl --silent --show-error --fail-with-body --max-time 300 \\\n");
        code.Append("  --header @<(printf '%s\\n' \"")
            .Append(KeyHeader(provider, $"${provider.ApiKeyVariable}"))
            .Append("\") \\\n");
        foreach (var (name, value) in provider.Headers)
        {
            code.Append("  --header '").Append(name).Append(": ").Append(value).Append("' \\\n");
        }

        code.Append("  --header 'Content-Type: application/json' \\\n");
        code.Append("  --data-binary @").Append(inline is null ? RequestFile : "-").Append(" \\\n");
        code.Append("  --output reply.json \\\n");
        code.Append("  \"").Append(address).Append('"');
        code.Append(inline is null ? "\n" : $" <<'REQUEST'\n{inline}\nREQUEST\n");
        return code.ToString();
    }

    private static string Python(ReadyOrder ready, string? inline)
    {
        var provider = ready.Provider;
        var address = Address(
            ready,
            (name, usual) => $"\" + os.environ.get(\"{name}\", \"{usual}\") + \"",
            name => $"\" + os.environ[\"{name}\"] + \""
        );
        var body = inline is null ? $"open(\"{RequestFile}\", \"rb\").read()" : $"r'''{inline}'''.encode()";
        return $$"""
            # The key comes from {{provider.ApiKeyVariable}}.
            import base64, json, os, urllib.request

            request = urllib.request.Request(
                {{Joined(address)}},
                data={{body}},
                headers={
                    {{Headers(provider, $"\" + os.environ[\"{provider.ApiKeyVariable}\"]", "\n        ")}}
                    "Content-Type": "application/json",
                },
            )
            with urllib.request.urlopen(request, timeout=300) as response:
                reply = json.load(response)
            for part in reply["candidates"][0]["content"]["parts"]:
                if "inlineData" in part and not part.get("thought"):
                    with open("picture", "wb") as file:
                        file.write(base64.b64decode(part["inlineData"]["data"]))

            """;
    }

    private static string Node(ReadyOrder ready, string? inline)
    {
        var provider = ready.Provider;
        var address = Address(
            ready,
            (name, usual) => $"\" + (process.env.{name} ?? \"{usual}\") + \"",
            name => $"\" + process.env.{name} + \""
        );
        var body = inline is null ? $"await readFile(\"{RequestFile}\")" : $"JSON.stringify({inline})";
        return $$"""
            // The key comes from {{provider.ApiKeyVariable}}. Run it as picture.mjs.
            import { {{(inline is null ? "readFile, writeFile" : "writeFile")}} } from "node:fs/promises";

            const response = await fetch({{Joined(address)}}, {
              method: "POST",
              redirect: "error",
              headers: {
                {{Headers(provider, $"\" + process.env.{provider.ApiKeyVariable}", "\n    ")}}
                "Content-Type": "application/json",
              },
              body: {{body}},
              signal: AbortSignal.timeout(300_000),
            });
            const reply = await response.json();
            if (!response.ok) throw new Error(JSON.stringify(reply));
            for (const part of reply.candidates[0].content.parts)
              if (part.inlineData && !part.thought)
                await writeFile("picture", Buffer.from(part.inlineData.data, "base64"));

            """;
    }

    /// <summary>The address, with what stands in the environment in the language's own words.</summary>
    private static string Address(ReadyOrder ready, Func<string, string, string> either, Func<string, string> variable)
    {
        var (provider, model) = (ready.Provider, ready.Model.Id);
        var path = provider.PathTemplate.Replace("{model}", model, StringComparison.Ordinal);
        foreach (var place in provider.Placeholders)
        {
            path = path.Replace(
                $"{{{place.Name}}}",
                place.Default is { } usual ? either(place.Variable, usual) : variable(place.Variable),
                StringComparison.Ordinal
            );
        }

        return either(AddressVariable, provider.BaseAddress.AbsoluteUri.TrimEnd('/')) + path + ":generateContent";
    }

    /// <summary>A sum of texts without the empty ones at its ends.</summary>
    private static string Joined(string address)
    {
        var text = $"\"{address}\"";
        return text.StartsWith("\"\" + ", StringComparison.Ordinal) ? text[5..] : text;
    }

    private static string KeyHeader(ProviderInfo provider, string key) =>
        provider.ApiKeyScheme is { } scheme
            ? $"{provider.ApiKeyHeader}: {scheme} {key}"
            : $"{provider.ApiKeyHeader}: {key}";

    private static string Headers(ProviderInfo provider, string key, string between) =>
        string.Join(
            between,
            provider
                .Headers.Select(header => $"{Literal(header.Key)}: {Literal(header.Value)},")
                .Prepend(
                    provider.ApiKeyScheme is { } scheme
                        ? $"\"{provider.ApiKeyHeader}\": \"{scheme} {key},"
                        : $"\"{provider.ApiKeyHeader}\": \"{key},".Replace("\"\" + ", "", StringComparison.Ordinal)
                )
        );

    private static string Indent(string text) => string.Join('\n', text.Split('\n').Select(line => "    " + line));

    /// <summary>A text between quotation marks as C#, JavaScript and Python read it alike.</summary>
    private static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => literal.Append("\\\""),
                '\\' => literal.Append("\\\\"),
                '\n' => literal.Append("\\n"),
                '\r' => literal.Append("\\r"),
                '\t' => literal.Append("\\t"),
                < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' => literal
                    .Append("\\u")
                    .Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => literal.Append(c),
            };
        }

        return literal.Append('"').ToString();
    }
}
