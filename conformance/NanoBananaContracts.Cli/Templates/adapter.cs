#:property PublishAot=false
// Puts your client under the conformance suite. Replace GenerateAsync by your client (a package goes into a line
// `#:package NAME@VERSION`, a project into `#:project PATH`); the rest can stay.
//
// The suite starts this file and sends one JSON object a line on standard input; each is answered by one line on standard
// output. `nanobanana conformance protocol` prints what the lines mean.
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

// A redirect is never followed: the key would go along.
using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    Timeout = TimeSpan.FromMinutes(5),
};
using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false))
{
    AutoFlush = true,
    NewLine = "\n",
};

// Whatever the client prints goes to standard error, so that it never gets between the lines of the protocol.
Console.SetOut(Console.Error);

while (await input.ReadLineAsync() is { } line)
{
    var message = JsonNode.Parse(line)!;
    var type = (string?)message["type"];
    if (type == "bye")
    {
        break;
    }

    var answer = type == "hello" ? Hello() : await RunAsync(message);
    await output.WriteLineAsync(answer.ToJsonString());
}

static JsonObject Hello() =>
    new()
    {
        ["type"] = "hello",
        ["protocol"] = 1,
        ["name"] = "my client",
        ["language"] = $".NET {Environment.Version.Major}",
        // What the client can do; "stream", "save" and "edit" cases are skipped until they are named here.
        ["operations"] = new JsonArray("generate"),
        // "text": successes carry the words of the answer. Add "class" when failures carry a class of the protocol.
        ["reports"] = new JsonArray("text"),
        ["processes"] = 4,
    };

// One assignment: what the client made of it, in the words of the protocol.
async Task<JsonObject> RunAsync(JsonNode message)
{
    var result = new JsonObject { ["type"] = "result", ["id"] = (string?)message["id"] };
    try
    {
        var (mediaType, data, text) = await GenerateAsync(
            (string)message["baseAddress"]!,
            (string?)message["apiKey"],
            message["task"]!
        );
        var picture = new JsonObject
        {
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(data)),
            ["size"] = data.Length,
            ["mediaType"] = mediaType,
        };
        result["pictures"] = new JsonArray(picture);
        if (text.Length > 0)
        {
            result["text"] = text;
        }
    }
    catch (Failure failure)
    {
        result["failure"] = new JsonObject { ["message"] = failure.Message };
    }
    catch (Exception accident)
    {
        // The client broke; where a failure is wanted, this does not pass for one.
        Console.Error.WriteLine(accident);
        result["failure"] = new JsonObject
        {
            ["message"] = $"{accident.GetType().Name}: {accident.Message}",
            ["unexpected"] = true,
        };
    }

    return result;
}

// One picture: its media type, its bytes, and the words beside it. Replace this by a call of your client.
async Task<(string? MediaType, byte[] Data, string Text)> GenerateAsync(
    string baseAddress,
    string? apiKey,
    JsonNode task
)
{
    if (string.IsNullOrEmpty(apiKey))
    {
        throw new Failure("There is no API key.");
    }

    using var request = new HttpRequestMessage(
        HttpMethod.Post,
        $"{baseAddress}/v1beta/models/{(string?)task["model"]}:generateContent"
    )
    {
        Content = new StringContent(Body(task).ToJsonString(), Encoding.UTF8, "application/json"),
    };
    request.Headers.TryAddWithoutValidation("x-goog-api-key", apiKey);
    HttpStatusCode status;
    string said;
    try
    {
        using var response = await http.SendAsync(request);
        status = response.StatusCode;
        said = await response.Content.ReadAsStringAsync();
    }
    catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
    {
        throw new Failure($"The call failed: {exception.Message}");
    }

    if (status != HttpStatusCode.OK)
    {
        said = said.Replace(apiKey, "***");
        throw new Failure($"The service answered {(int)status}: {said[..Math.Min(said.Length, 500)]}");
    }

    JsonNode? reply;
    try
    {
        reply = JsonNode.Parse(said);
    }
    catch (JsonException exception)
    {
        throw new Failure($"The answer is not JSON: {exception.Message}");
    }

    var candidate = reply!["candidates"]![0]!;
    var parts = (candidate["content"]?["parts"] as JsonArray ?? []).Where(part => part!["thought"] is null).ToArray();
    var text = string.Concat(parts.Select(part => (string?)part!["text"]));
    return parts.LastOrDefault(part => part!["inlineData"] is not null)?["inlineData"] is { } image
        ? ((string?)image["mimeType"], Convert.FromBase64String((string)image["data"]!), text)
        : throw new Failure($"There is no picture in the answer: {(string?)candidate["finishReason"]}. {text}");
}

// What the task does not say is not sent.
static JsonObject Body(JsonNode task)
{
    var parts = new JsonArray(new JsonObject { ["text"] = (string?)task["prompt"] });
    foreach (var image in task["inputImages"] as JsonArray ?? [])
    {
        var blob = new JsonObject { ["mimeType"] = (string?)image!["mediaType"], ["data"] = (string?)image["base64"] };
        parts.Add((JsonNode)new JsonObject { ["inlineData"] = blob });
    }

    var shape = new JsonObject();
    foreach (var name in new[] { "aspectRatio", "imageSize" })
    {
        if (task[name] is { } value)
        {
            shape[name] = value.DeepClone();
        }
    }

    var config = new JsonObject();
    if (task["modalities"] is { } modalities)
    {
        config["responseModalities"] = modalities.DeepClone();
    }

    if (shape.Count > 0)
    {
        config["imageConfig"] = shape;
    }

    var content = new JsonObject { ["role"] = "user", ["parts"] = parts };
    var body = new JsonObject { ["contents"] = new JsonArray(content) };
    if (config.Count > 0)
    {
        body["generationConfig"] = config;
    }

    if ((bool?)task["googleSearch"] == true)
    {
        body["tools"] = new JsonArray(new JsonObject { ["google_search"] = new JsonObject() });
    }

    return body;
}

/// <summary>What the client tells its user when there is no picture.</summary>
class Failure(string message) : Exception(message);
