using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace NanoBananaContracts.Runtime.Tests.Harness;

/// <summary>
/// A reply that says one thing over and over, made while it is read: none of it is in memory but what its reader keeps.
/// Reads complete at once, so that everything a call does is done on the thread that makes it.
/// </summary>
/// <param name="before">What stands before it.</param>
/// <param name="unit">What is said over and over; <c>#</c> stands for a number of seven digits that rises.</param>
/// <param name="after">What stands behind it.</param>
/// <param name="length">About how many bytes there are in all; <see cref="long.MaxValue"/> for no end.</param>
internal sealed class RepeatedText(string before, string unit, string after, long length) : HttpMessageHandler
{
    public string ContentType { get; init; } = "application/json";

    public int Status { get; init; } = 200;

    /// <summary>The length that is announced; <see langword="null"/> for none.</summary>
    public long? Announced { get; init; }

    /// <summary>Called whenever more is read.</summary>
    public Action? Reading { get; init; }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var content = new StreamContent(new SegmentStream(Segments(), Reading));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        content.Headers.ContentLength = Announced;
        return Task.FromResult(
            new HttpResponseMessage((HttpStatusCode)Status) { Content = content, RequestMessage = request }
        );
    }

    private IEnumerable<byte[]> Segments()
    {
        yield return Encoding.UTF8.GetBytes(before);

        // Many at once, which is faster; numbers rise one by one.
        var number = unit.IndexOf('#', StringComparison.Ordinal);
        var segment = Encoding.UTF8.GetBytes(
            number >= 0
                ? unit.Replace("#", "0000000", StringComparison.Ordinal)
                : string.Concat(Enumerable.Repeat(unit, 4096 / unit.Length))
        );
        var left = length - before.Length - after.Length;
        for (var count = 1; (left -= segment.Length) >= 0; count++)
        {
            if (number >= 0)
            {
                count.TryFormat(segment.AsSpan(number), out _, "D7", CultureInfo.InvariantCulture);
            }

            yield return segment;
        }

        yield return Encoding.UTF8.GetBytes(after);
    }
}
