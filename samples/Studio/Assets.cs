using Microsoft.AspNetCore.Http;

namespace Studio;

/// <summary>The files of the page; they are in this assembly.</summary>
internal static class Assets
{
    private const string Prefix = "Studio.wwwroot.";

    private static readonly Dictionary<string, (byte[] Bytes, string MediaType)> Files = typeof(Assets)
        .Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => name[Prefix.Length..], name => (Read(name), MediaType(name)), StringComparer.Ordinal);

    public static IResult Find(string name) =>
        Files.TryGetValue(name, out var file) ? Results.Bytes(file.Bytes, file.MediaType) : Results.NotFound();

    public static byte[] Read(string resource)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string MediaType(string name) =>
        Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
}
