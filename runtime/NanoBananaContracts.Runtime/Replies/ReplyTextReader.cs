namespace NanoBananaContracts;

/// <summary>
/// Reads the strings of a reply that are no pictures, from behind the opening quote to the closing quote, out of network
/// buffers that may split them at any byte: names, and texts, which go into the skeleton where they are kept.
/// </summary>
internal sealed class ReplyTextReader(ReplySkeleton skeleton)
{
    private readonly byte[] name = new byte[ReplyPlaces.LongestName + 1];
    private int nameLength;
    private JsonEscape escape;

    /// <summary>
    /// The last name. One that is longer than the buffer is none of those that matter, and equals none of them.
    /// </summary>
    public ReadOnlySpan<byte> Name => name.AsSpan(0, nameLength);

    /// <summary>Whether the string is a name.</summary>
    public bool IsName { get; private set; }

    /// <summary>Whether all of the string so far is in the skeleton.</summary>
    public bool IsKept { get; private set; }

    /// <summary>What is wrong, after <see cref="StringStep.Malformed"/>.</summary>
    public string Malformation { get; private set; } = "";

    /// <summary>Begins a name, behind its quote.</summary>
    public void BeginName()
    {
        nameLength = 0;
        Begin(isName: true, keep: true);
    }

    /// <summary>Begins a text, behind its quote.</summary>
    public void BeginText(bool keep) => Begin(isName: false, keep);

    /// <summary>Reads on.</summary>
    /// <param name="input">The next bytes of the document.</param>
    /// <param name="consumed">How many of them belonged to the string, its closing quote included.</param>
    /// <returns>Whether the string goes on.</returns>
    public StringStep Read(ReadOnlySpan<byte> input, out int consumed)
    {
        consumed = 0;
        while (consumed < input.Length)
        {
            if (escape.IsOpen)
            {
                if (!TakeEscaped(input[consumed]))
                {
                    return Fail("an escape in a string is malformed");
                }

                consumed++;
                continue;
            }

            var rest = input.Slice(consumed);
            var stop = JsonStringScan.IndexOfStringStop(rest);
            var run = rest.Slice(0, stop < 0 ? rest.Length : stop);
            KeepRun(run);
            consumed += run.Length;
            if (stop < 0)
            {
                break;
            }

            switch (input[consumed])
            {
                case (byte)'"':
                    skeleton.Append((byte)'"');
                    consumed++;
                    return StringStep.End;
                case (byte)'\\':
                    IsKept = IsKept && skeleton.HasRoomForEscape();
                    if (IsKept)
                    {
                        skeleton.Append((byte)'\\');
                    }

                    escape.Begin();
                    consumed++;
                    break;
                default:
                    return Fail("a control character stands in a string");
            }
        }

        return StringStep.NeedInput;
    }

    private void Begin(bool isName, bool keep)
    {
        IsName = isName;
        IsKept = keep;
        escape = default;
        skeleton.BeginString();
    }

    private bool TakeEscaped(byte value)
    {
        if (!escape.Take(value))
        {
            return false;
        }

        if (IsKept)
        {
            skeleton.Append(value);
        }

        if (escape.IsOpen)
        {
            return true;
        }

        if (IsName)
        {
            // No name that matters has a character outside ASCII: 0xFF makes the name differ from all of them.
            KeepName([escape.Character < 0x80 ? (byte)escape.Character : (byte)0xFF]);
        }
        else if (IsKept && char.IsHighSurrogate(escape.Character))
        {
            skeleton.NoteHighSurrogate();
        }

        return true;
    }

    private void KeepRun(ReadOnlySpan<byte> run)
    {
        if (IsName)
        {
            KeepName(run);
        }

        if (IsKept && !run.IsEmpty)
        {
            IsKept = skeleton.AppendContent(run);
        }
    }

    private void KeepName(ReadOnlySpan<byte> text)
    {
        var take = Math.Min(text.Length, name.Length - nameLength);
        text.Slice(0, take).CopyTo(name.AsSpan(nameLength));
        nameLength += take;
    }

    private StringStep Fail(string what)
    {
        Malformation = what;
        return StringStep.Malformed;
    }
}
