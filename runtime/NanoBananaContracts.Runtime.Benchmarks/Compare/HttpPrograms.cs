using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoBananaContracts.Runtime.Benchmarks.Compare;

/// <summary>What the programs over a bare <see cref="HttpClient"/> share: the request.</summary>
internal abstract class HttpProgram(Uri address) : ISavingProgram
{
    private readonly HttpClient client = new();

    public abstract Task SaveAsync(int pictureLength, string file);

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    protected async Task<HttpResponseMessage> SendAsync(int pictureLength, HttpContent content)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(address, $"v1beta/models/{Programs.Model(pictureLength)}:generateContent")
        )
        {
            Content = content,
        };
        request.Headers.Add("x-goog-api-key", "a-key");
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.EnsureSuccessStatusCode();
    }

    protected static HttpContent Text() =>
        new StringContent(
            "{\"contents\":[{\"parts\":[{\"text\":\""
                + Programs.Prompt
                + "\"}]}],\"generationConfig\":{\"responseModalities\":[\"TEXT\",\"IMAGE\"],"
                + "\"imageConfig\":{\"aspectRatio\":\"16:9\",\"imageSize\":\"2K\"}}}",
            System.Text.Encoding.UTF8,
            "application/json"
        );
}

/// <summary>The least there is to do: copy the reply to nothing, or beside it three quarters of it to a file.</summary>
internal sealed class FloorProgram(Uri address, bool withFile) : HttpProgram(address)
{
    public override async Task SaveAsync(int pictureLength, string file)
    {
        using var response = await SendAsync(pictureLength, Text());
        await using var body = await response.Content.ReadAsStreamAsync();
        if (!withFile)
        {
            await body.CopyToAsync(Stream.Null);
            return;
        }

        await using var destination = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read, 1);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        long left = pictureLength;
        int read;
        while ((read = await body.ReadAsync(buffer)) > 0)
        {
            var write = (int)Math.Min(left, read * 3L / 4);
            destination.Write(buffer, 0, write);
            left -= write;
        }

        // Rounding and the text around the picture leave a little: the same number of bytes in the end.
        while (left > 0)
        {
            var write = (int)Math.Min(left, buffer.Length);
            destination.Write(buffer, 0, write);
            left -= write;
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }
}

/// <summary>What most people write first.</summary>
internal sealed class NaiveProgram(Uri address) : HttpProgram(address)
{
    public override async Task SaveAsync(int pictureLength, string file)
    {
        using var response = await SendAsync(pictureLength, Text());
        var body = await response.Content.ReadAsStringAsync();
        foreach (var part in JsonNode.Parse(body)!["candidates"]![0]!["content"]!["parts"]!.AsArray())
        {
            if (part!["inlineData"] is { } data)
            {
                await File.WriteAllBytesAsync(file, Convert.FromBase64String((string)data["data"]!));
            }
        }
    }
}

/// <summary>What a careful developer writes: source-generated System.Text.Json over the response stream.</summary>
internal sealed class PocoProgram(Uri address) : HttpProgram(address)
{
    public override async Task SaveAsync(int pictureLength, string file)
    {
        var request = new PocoRequest(
            [new PocoContent([new PocoPart(Programs.Prompt)])],
            new PocoConfig(["TEXT", "IMAGE"], new PocoImageConfig("16:9", "2K"))
        );
        using var content = new ByteArrayContent(
            JsonSerializer.SerializeToUtf8Bytes(request, PocoContext.Default.PocoRequest)
        );
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await SendAsync(pictureLength, content);
        await using var body = await response.Content.ReadAsStreamAsync();
        var reply = await JsonSerializer.DeserializeAsync(body, PocoContext.Default.PocoReply);
        foreach (var part in reply!.Candidates![0].Content!.Parts)
        {
            if (part.InlineData?.Data is { } data)
            {
                await File.WriteAllBytesAsync(file, data);
            }
        }
    }
}
