using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;

namespace NanoBananaContracts.Cli;

/// <summary>
/// What a shell is told when somebody presses Tab: <c>nanobanana "[suggest]" "LINE"</c> writes a word a line, for the line up to
/// the cursor and without the name of the program. <c>[suggest:POSITION]</c> says where in the line the cursor is.
/// </summary>
internal static class Completion
{
    /// <summary>
    /// Puts the answer in the place of the library's, which offers whatever holds the word, and before every file the options.
    /// </summary>
    /// <param name="root">The whole tree.</param>
    public static void AddTo(RootCommand root)
    {
        var directive = root.Directives.OfType<SuggestDirective>().Single();
        directive.Action = new Answer(directive);
    }

    private static IEnumerable<string> Words(Command root, string line)
    {
        var word = line[(line.LastIndexOf(' ') + 1)..].TrimStart('"', '\'');
        var parsed = root.Parse(line);
        string[] fitting =
        [
            .. parsed
                .GetCompletions(line.Length)
                .Select(item => item.InsertText ?? item.Label)
                .Where(text => text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && !text.StartsWith('/'))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        var options = fitting.Where(text => text.StartsWith('-'));
        // An option is offered where its dash is typed. Before, commands and values are, or by the shell its files;
        // but options where nothing else can come.
        return word.Length > 0 ? fitting
            : parsed.CommandResult.Command is { Arguments.Count: 0, Subcommands.Count: 0 }
            && options.Count() == fitting.Length
                ? options
            : fitting.Except(options);
    }

    private sealed class Answer(SuggestDirective directive) : SynchronousCommandLineAction
    {
        // Half a line is what this is for.
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var line = parseResult.Tokens.LastOrDefault(token => token.Type != TokenType.Directive)?.Value ?? "";
            var position =
                parseResult.GetResult(directive)?.Values is [var value]
                && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var given)
                    ? Math.Min(given, line.Length)
                    : line.Length;
            foreach (var word in Words(parseResult.RootCommandResult.Command, line[..position]))
            {
                parseResult.InvocationConfiguration.Output.WriteLine(word);
            }

            return ExitCodes.Conforms;
        }
    }
}
