using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace NanoBananaContracts.Emulator;

/// <summary>Which part of the list of models is asked for, as Google pages it: 50 at a time, 1,000 at most.</summary>
/// <param name="Start">How many models come before it.</param>
/// <param name="Size">How many it has at most.</param>
internal readonly record struct ModelPage(int Start, int Size)
{
    private const int UsualSize = 50;
    private const int LargestSize = 1000;
    private const string TokenPrefix = "models from ";

    /// <summary>The token that leads to the page behind this one.</summary>
    public string NextToken =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{TokenPrefix}{Start + Size}")));

    /// <summary>Reads <c>pageSize</c> and <c>pageToken</c>.</summary>
    /// <param name="query">The query of the request.</param>
    /// <param name="page">The page; the first one where nothing is said.</param>
    /// <returns>What is wrong with them; <see langword="null"/> where nothing is.</returns>
    public static EmulatedError? Read(IQueryCollection query, out ModelPage page)
    {
        page = new ModelPage(0, UsualSize);
        string? size = query["pageSize"];
        string? token = query["pageToken"];
        if (!string.IsNullOrEmpty(size))
        {
            if (!int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted))
            {
                return EmulatedError.InvalidArgument("pageSize is a whole number, zero or more.");
            }

            page = page with { Size = wanted == 0 ? UsualSize : Math.Min(wanted, LargestSize) };
        }

        if (!string.IsNullOrEmpty(token))
        {
            if (StartOf(token) is not { } start)
            {
                return EmulatedError.InvalidArgument(
                    "pageToken is none of this list's: send the nextPageToken as it came."
                );
            }

            page = page with { Start = start };
        }

        return null;
    }

    private static int? StartOf(string token)
    {
        if (!Base64.IsValid(token))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(Convert.FromBase64String(token));
        return
            text.StartsWith(TokenPrefix, StringComparison.Ordinal)
            && int.TryParse(
                text.AsSpan(TokenPrefix.Length),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var start
            )
            ? start
            : null;
    }
}
