using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Running;

/// <summary>The words of <see cref="FailureClass"/> as case files, the protocol and reports write them: <c>rate-limit</c>.</summary>
public static class FailureClassNames
{
    private static readonly Dictionary<FailureClass, string> Names = Enum.GetValues<FailureClass>()
        .ToDictionary(c => c, c => JsonNamingPolicy.KebabCaseLower.ConvertName(c.ToString()));

    /// <summary>Every word.</summary>
    public static IReadOnlyCollection<string> All => Names.Values;

    /// <summary>The word of a class.</summary>
    /// <param name="failureClass">The class.</param>
    public static string Of(FailureClass failureClass) => Names[failureClass];

    /// <summary>The class of a word; null for a word that is none.</summary>
    /// <param name="word">The word.</param>
    public static FailureClass? Parse(string word)
    {
        foreach ((FailureClass failureClass, string name) in Names)
        {
            if (name == word)
            {
                return failureClass;
            }
        }

        return null;
    }
}
