using System.CommandLine;
using System.CommandLine.Parsing;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Cli;

/// <summary>What is wrong with a command line, and what was probably meant.</summary>
internal static class CommandLineMistake
{
    /// <summary>One sentence or two; null where nothing is wrong.</summary>
    /// <param name="parsed">The command line.</param>
    public static string? Of(ParseResult parsed)
    {
        if (UnknownOption(parsed) is { } option)
        {
            var meant = DidYouMean(parsed, option);
            return $"There is no option {option}.{(meant.Length > 0 ? meant : " Words that begin with a dash stand last, behind --.")}";
        }

        if (parsed.Errors.Count == 0)
        {
            return null;
        }

        // A word nobody knows says more than the command that is missing because of it.
        foreach (var word in parsed.UnmatchedTokens)
        {
            if (
                parsed.Errors.FirstOrDefault(error => error.Message.Contains(word, StringComparison.Ordinal)) is
                { } error
            )
            {
                return error.Message + DidYouMean(parsed, word);
            }
        }

        return parsed.Errors[0].Message;
    }

    /// <summary>An option that does not exist, which the library would hand to an argument as its value.</summary>
    private static string? UnknownOption(ParseResult parsed)
    {
        var words = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).ToArray();
        return parsed
            .CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .FirstOrDefault(token => token.Value.Length > 1 && token.Value.StartsWith('-') && words.Contains(token))
            ?.Value;
    }

    private static string DidYouMean(ParseResult parsed, string word)
    {
        var command = parsed.CommandResult.Command;
        var names = word.StartsWith('-')
            ? command.Options.SelectMany(option => option.Aliases.Prepend(option.Name))
            : command.Subcommands.Select(sub => sub.Name);
        return Misspelling.DidYouMean(word, names);
    }
}
