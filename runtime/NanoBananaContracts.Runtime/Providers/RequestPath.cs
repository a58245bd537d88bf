using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// Whether names from the root of a request, lists left out (<c>tools.googleSearch</c>), are a field of the contract. A request
/// with it is read and asked: that the emitted types know, and nothing here repeats.
/// </summary>
internal static class RequestPath
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>Where a field is often meant that is named without what it stands in.</summary>
    private static readonly string[] Places =
    [
        "generationConfig.",
        "generationConfig.imageConfig.",
        "generationConfig.thinkingConfig.",
        "tools.",
        "contents.parts.",
        "safetySettings.",
    ];

    /// <summary>Whether there is such a field.</summary>
    internal static bool IsField(string path)
    {
        var names = path.Split('.');
        var before = "{";
        var after = "}";
        for (var i = 0; i < names.Length; i++)
        {
            before += $"\"{names[i]}\":";
            if (Breaks(before + "true" + after, ViolationRule.UnknownField))
            {
                return false;
            }

            var (opened, closed) = Breaks(before + "{}" + after, ViolationRule.WrongType) ? ("[{", "}]") : ("{", "}");
            if (i + 1 < names.Length && Breaks(before + opened + closed + after, ViolationRule.WrongType))
            {
                return false; // It has no fields.
            }

            (before, after) = (before + opened, closed + after);
        }

        return true;
    }

    /// <summary>A sentence with the field that was meant, one slip away or at its usual place; empty where none is near.</summary>
    internal static string Suggestion(string path)
    {
        var meant = Places.Select(place => place + path).FirstOrDefault(IsField) ?? OneSlipAway(path);
        return meant is null ? "" : $" Did you mean {meant}?";
    }

    private static string? OneSlipAway(string path)
    {
        // The first name that is none; those behind it hang on it.
        var end = 0;
        var start = 0;
        do
        {
            start = end == 0 ? 0 : end + 1;
            end = path.IndexOf('.', start);
            end = end < 0 ? path.Length : end;
        } while (end < path.Length && IsField(path.Substring(0, end)));

        const int LongestWord = 40;
        return end - start > LongestWord ? null : Slips(path, start, end).FirstOrDefault(one => IsField(one));
    }

    private static IEnumerable<string> Slips(string path, int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            yield return path.Remove(at, 1);
            if (at + 1 < end)
            {
                yield return path.Remove(at, 2).Insert(at, $"{path[at + 1]}{path[at]}");
            }
        }

        for (var at = start; at <= end; at++)
        {
            foreach (var letter in Letters)
            {
                yield return path.Insert(at, letter.ToString());
                if (at < end)
                {
                    yield return path.Remove(at, 1).Insert(at, letter.ToString());
                }
            }
        }
    }

    private static bool Breaks(string json, ViolationRule rule)
    {
        var validator = new ContractValidator { ReportAllUnknownFields = true };
        GenerateContentRequest.Parse(json).Validate(validator);
        return validator.Violations.Any(violation => violation.Rule == rule);
    }
}
