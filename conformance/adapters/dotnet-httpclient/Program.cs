// What a .NET developer writes in ten minutes: HttpClient, JsonNode, File.WriteAllBytes. Under test.
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
using var http = new HttpClient();
while (Console.In.ReadLine() is { } line)
{
    var message = JsonNode.Parse(line)!.AsObject();
    switch ((string?)message["type"])
    {
        case "hello":
            Write(
                new JsonObject
                {
                    ["type"] = "hello",
                    ["protocol"] = 1,
                    ["name"] = "naive HttpClient",
                    ["language"] = $".NET {Environment.Version.Major}",
                    ["operations"] = new JsonArray("generate", "save"),
                    ["processes"] = 4,
                }
            );
            break;
        case "bye":
            return;
        default:
            var result = await RunAsync(message);
            result["type"] = "result";
            result["id"] = message["id"]!.DeepClone();
            Write(result);
            break;
    }
}

void Write(JsonObject message) => output.WriteLine(message.ToJsonString());

async Task<JsonObject> RunAsync(JsonObject run)
{
    try
    {
        return await CallAsync(run);
    }
    catch (Exception e)
    {
        // What HttpClient throws is a failure it reports; anything else is an accident.
        var failure = new JsonObject
        {
            ["message"] = $"{e.GetType().Name}: {e.Message}",
            ["unexpected"] = e is not (HttpRequestException or TaskCanceledException),
        };
        return new JsonObject { ["failure"] = failure };
    }
}

async Task<JsonObject> CallAsync(JsonObject run)
{
    var task = run["task"]!.AsObject();
    var parts = new JsonArray(new JsonObject { ["text"] = (string?)task["prompt"] });
    foreach (var image in task["inputImages"] as JsonArray ?? [])
    {
        var data = new JsonObject { ["mimeType"] = (string?)image!["mediaType"], ["data"] = (string?)image["base64"] };
        parts.Add(new JsonObject { ["inlineData"] = data });
    }

    var body = new JsonObject
    {
        ["contents"] = new JsonArray(new JsonObject { ["parts"] = parts }),
        ["generationConfig"] = new JsonObject
        {
            ["responseModalities"] = task["modalities"]?.DeepClone(),
            ["imageConfig"] = new JsonObject
            {
                ["aspectRatio"] = (string?)task["aspectRatio"],
                ["imageSize"] = (string?)task["imageSize"],
            },
        },
    };
    var url = $"{run["baseAddress"]}/v1beta/models/{task["model"]}:generateContent";
    using var request = new HttpRequestMessage(HttpMethod.Post, url)
    {
        Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
    };
    request.Headers.Add("x-goog-api-key", (string?)run["apiKey"]);
    using var response = await http.SendAsync(request);
    response.EnsureSuccessStatusCode();
    var reply = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    foreach (var part in reply["candidates"]![0]!["content"]!["parts"]!.AsArray())
    {
        if (part!["inlineData"] is { } blob)
        {
            var picture = Convert.FromBase64String((string)blob["data"]!);
            var reported = new JsonObject
            {
                ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(picture)),
                ["size"] = picture.Length,
                ["mediaType"] = (string?)blob["mimeType"],
                ["base64"] = Convert.ToBase64String(picture),
            };
            if ((string?)task["operation"] == "save")
            {
                var name = $"{task["saveAs"]}.png";
                await File.WriteAllBytesAsync(Path.Combine((string)run["outputFolder"]!, name), picture);
                reported["fileName"] = name;
            }

            return new JsonObject { ["pictures"] = new JsonArray(reported) };
        }
    }

    return new JsonObject { ["pictures"] = new JsonArray() };
}
