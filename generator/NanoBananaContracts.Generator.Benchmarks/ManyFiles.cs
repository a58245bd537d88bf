using System.Globalization;

namespace NanoBananaContracts.Generator.Benchmarks;

/// <summary>A project of many files: ordinary code, and in one of ten files a call of the client.</summary>
internal static class ManyFiles
{
    /// <summary>How many files.</summary>
    public const int Count = 500;

    private const string Ordinary = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;

        namespace ManyFiles;

        public sealed class Shop@
        {
            private static readonly HttpClient Client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
            private const string Page = "{ \"title\": \"shop\", \"items\": [1, 2, 3] }";
            private readonly Dictionary<string, int> stock = new() { ["apple"] = @, ["pear"] = 4 };

            public string Name { get; set; } = "shop @";

            public decimal? Price { get; init; }

            public int Count(IEnumerable<string> names) =>
                names.Where(name => stock.ContainsKey(name)).Select(name => stock[name]).Sum() + int.Parse("@");

            public async Task<int> CountAsync(IReadOnlyList<string> names, CancellationToken token)
            {
                var sum = 0;
                foreach (var name in names)
                {
                    try
                    {
                        var text = await Client.GetStringAsync($"https://shop.example/items/{name}?page={sum}", token);
                        sum += int.Parse(text) + Guid.Parse(text).GetHashCode();
                    }
                    catch (HttpRequestException problem) when (problem.Message.Length > 3)
                    {
                        Console.WriteLine($"{name}: {problem.Message}");
                    }
                }

                using var request = new HttpRequestMessage(HttpMethod.Post, "https://shop.example/v1/orders");
                request.Headers.Add("X-Shop", Name);
                request.Content = new StringContent(Page);
                using var reply = await Client.SendAsync(request, token);
                return stock.TryGetValue("apple", out var apples) ? apples + sum : default;
            }

            public override string ToString()
            {
                var lines = new List<string>();
                for (var i = 0; i < 10; i++)
                {
                    lines.Add(string.Format("{0}: {1}", i, stock.Keys.Skip(i).FirstOrDefault() ?? "none"));
                }

                return string.Join(Environment.NewLine, lines) + Path.Combine("shops", Name) + Price?.ToString();
            }
        }
        """;

    private const string Caller = """
        using System.Threading;
        using System.Threading.Tasks;
        using NanoBananaContracts;

        namespace ManyFiles;

        public sealed class Studio@(NanoBananaClient client)
        {
            private const string Address = "https://generativelanguage.googleapis.com/v1beta/models/gemini-nano-banana-2.1:generateContent";

            private const string Body = "{\"contents\":[{\"parts\":[{\"text\":\"A red fox\"}]}],\"generationConfig\":{\"imageConfig\":{\"imageSize\":\"2K\"}}}";

            public string Both => Address + Body;

            public async Task<decimal?> PaintAsync(string prompt, CancellationToken token)
            {
                var request = GenerateContentRequest.ForImage(prompt, AspectRatio.Ratio16x9, ImageSize.Size2K);
                var reply = await client.GenerateContentAsync(request, token);
                await reply.FinalImage.SaveAsync("fox@", cancellationToken: token);
                return reply.PriceUsd;
            }
        }
        """;

    /// <summary>Writes the files beside a project.</summary>
    /// <param name="folder">Its folder.</param>
    public static void WriteTo(string folder)
    {
        for (var i = 0; i < Count; i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            File.WriteAllText(
                Path.Combine(folder, $"File{number}.cs"),
                (i % 10 == 0 ? Caller : Ordinary).Replace("@", number, StringComparison.Ordinal)
            );
        }
    }
}
