using System.CommandLine;
using System.CommandLine.Parsing;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>Arguments and options that take one of a few words: another word is told which one was probably meant.</summary>
internal static class Choices
{
    /// <summary>Lets an argument take these words only.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="what">What each word is, in a sentence: "shell".</param>
    /// <param name="words">The words.</param>
    public static void Only(Argument argument, string what, params string[] words)
    {
        argument.CompletionSources.Add(words);
        argument.Validators.Add(result => Check(result, what, words));
    }

    /// <summary>Lets an option take these words only.</summary>
    /// <param name="option">The option.</param>
    /// <param name="what">What each word is, in a sentence: "format".</param>
    /// <param name="words">The words.</param>
    public static void Only(Option option, string what, params string[] words)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result => Check(result, what, words));
    }

    private static void Check(SymbolResult result, string what, string[] words)
    {
        foreach (var token in result.Tokens.Where(token => !words.Contains(token.Value, StringComparer.Ordinal)))
        {
            result.AddError(
                $"There is no {what} '{token.Value}'.{Misspelling.DidYouMean(token.Value, words)} Use {Listed(words)}."
            );
        }
    }

    private static string Listed(string[] words) =>
        words.Length == 1 ? words[0] : $"{string.Join(", ", words[..^1])} or {words[^1]}";
}
