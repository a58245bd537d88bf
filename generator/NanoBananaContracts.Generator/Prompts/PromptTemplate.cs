using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace NanoBananaContracts.Generator.Prompts;

/// <summary>
/// A prompt taken apart, once, when it is compiled: words and place-holders. What becomes of the place-holders later is not
/// looked at again, so that no value can be anything but text.
/// </summary>
internal sealed class PromptTemplate
{
    private readonly List<PromptSegment> segments = [];
    private readonly List<PromptFault> faults = [];

    private PromptTemplate() { }

    /// <summary>Words and place-holders, in order.</summary>
    public IReadOnlyList<PromptSegment> Segments => segments;

    /// <summary>What is no place-holder and no words.</summary>
    public IReadOnlyList<PromptFault> Faults => faults;

    /// <summary>Takes a prompt apart.</summary>
    /// <param name="prompt">The prompt, as the compiler has it.</param>
    public static PromptTemplate Of(string prompt)
    {
        var template = new PromptTemplate();
        var words = new StringBuilder();
        for (var at = 0; at < prompt.Length; )
        {
            var character = prompt[at];
            if (character is not ('{' or '}'))
            {
                words.Append(character);
                at++;
            }
            else if (at + 1 < prompt.Length && prompt[at + 1] == character)
            {
                words.Append(character);
                at += 2;
            }
            else
            {
                template.AddWords(words);
                at = template.AddHole(prompt, at);
            }
        }

        template.AddWords(words);
        return template;
    }

    private void AddWords(StringBuilder words)
    {
        if (words.Length > 0)
        {
            segments.Add(new PromptSegment(words.ToString(), null, null, 0, 0));
            words.Clear();
        }
    }

    /// <summary>One brace and what belongs to it.</summary>
    /// <returns>Where the prompt goes on.</returns>
    private int AddHole(string prompt, int start)
    {
        var end = prompt[start] == '{' ? prompt.IndexOf('}', start) : -1;
        var next = start + 1 < prompt.Length ? prompt.IndexOf('{', start + 1) : -1;
        if (end < 0 || (next >= 0 && next < end))
        {
            faults.Add(
                new PromptFault(
                    prompt[start] == '{' ? "it is never closed" : "nothing is open where it closes",
                    start,
                    1
                )
            );
            return start + 1;
        }

        var inside = prompt.Substring(start + 1, end - start - 1);
        var colon = inside.IndexOf(':');
        var name = colon < 0 ? inside : inside.Substring(0, colon);
        var length = end + 1 - start;
        if (SyntaxFacts.IsValidIdentifier(name))
        {
            segments.Add(new PromptSegment(null, name, colon < 0 ? null : inside.Substring(colon + 1), start, length));
        }
        else
        {
            faults.Add(new PromptFault(Reason(name), start, length));
        }

        return end + 1;
    }

    private static string Reason(string name)
    {
        var bare = name.Trim();
        return bare.Length == 0 ? "it names no parameter"
            : bare[0] == '@' && SyntaxFacts.IsValidIdentifier(bare.Substring(1))
                ? $"a parameter is named without the @ of C#, {{{bare.Substring(1)}}}"
            : SyntaxFacts.IsValidIdentifier(bare) ? $"there is a blank beside the name of {{{bare}}}"
            : "what stands in it is no name of a parameter";
    }
}

/// <summary>Words, or a place-holder.</summary>
/// <param name="Words">The words; null of a place-holder.</param>
/// <param name="Name">The parameter it stands for; null of words.</param>
/// <param name="Format">What stands behind its colon; null without one.</param>
/// <param name="Start">Where it begins in the prompt.</param>
/// <param name="Length">How long it is there.</param>
internal sealed record PromptSegment(string? Words, string? Name, string? Format, int Start, int Length);

/// <summary>A brace that belongs to nothing, or a place-holder that is none.</summary>
/// <param name="Reason">Why, as the end of a sentence.</param>
/// <param name="Start">Where it begins in the prompt.</param>
/// <param name="Length">How long it is there.</param>
internal sealed record PromptFault(string Reason, int Start, int Length);
