using System.Text;

namespace NanoBananaContracts.Schema;

/// <summary>
/// Changes to a text by position. What no change touches comes out character for character, which is the whole point:
/// an import must not reformat a file that people keep by hand.
/// </summary>
/// <param name="text">The text the positions refer to.</param>
internal sealed class TextEdits(string text)
{
    private readonly List<Edit> edits = [];

    /// <summary>True when nothing was changed.</summary>
    public bool IsEmpty => edits.Count == 0;

    /// <summary>Puts text in; several insertions at one place keep their order.</summary>
    /// <param name="position">Offset in the original text.</param>
    /// <param name="inserted">What to put there.</param>
    public void Insert(int position, string inserted) => edits.Add(new Edit(position, position, inserted, edits.Count));

    /// <summary>Takes a stretch out and puts something in its place.</summary>
    /// <param name="start">Offset of the first character to take out.</param>
    /// <param name="end">Offset after the last.</param>
    /// <param name="replacement">What to put there; empty to delete.</param>
    public void Replace(int start, int end, string replacement) =>
        edits.Add(new Edit(start, end, replacement, edits.Count));

    /// <summary>The changed text.</summary>
    /// <exception cref="InvalidOperationException">Two changes overlap.</exception>
    public string Apply()
    {
        if (IsEmpty)
        {
            return text;
        }

        edits.Sort();
        var result = new StringBuilder(text.Length + 256);
        var position = 0;
        foreach (var edit in edits)
        {
            if (edit.Start < position)
            {
                throw new InvalidOperationException(
                    FormattableString.Invariant($"Two changes overlap at offset {edit.Start}.")
                );
            }

            result.Append(text, position, edit.Start - position).Append(edit.Text);
            position = edit.End;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }

    private readonly struct Edit(int start, int end, string text, int order) : IComparable<Edit>
    {
        public int Start { get; } = start;

        public int End { get; } = end;

        public string Text { get; } = text;

        private int Order { get; } = order;

        public int CompareTo(Edit other) =>
            Start != other.Start ? Start.CompareTo(other.Start)
            : End != other.End ? End.CompareTo(other.End)
            : Order.CompareTo(other.Order);
    }
}
