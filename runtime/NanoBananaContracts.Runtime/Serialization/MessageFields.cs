using System.ComponentModel;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// Reads, writes and checks the fields that most messages have, for emitted code: a message, a list of them, a list of
/// texts. Said once here, they are a line each in what is emitted.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MessageFields
{
    /// <summary>Reads a list of messages; absent and kept when the value is no list.</summary>
    /// <typeparam name="T">Message.</typeparam>
    /// <param name="reader">Reader, at the value.</param>
    /// <param name="unknown">Kept fields of the message that has the list; made when null.</param>
    /// <param name="read">Reads one message.</param>
    /// <exception cref="ArgumentNullException"><paramref name="read"/> is null.</exception>
    public static ValueList<T> ReadList<T>(ref ContractReader reader, ref UnknownFields? unknown, ContractRead<T> read)
        where T : class, IContractMessage
    {
        if (read is null)
        {
            throw new ArgumentNullException(nameof(read));
        }

        if (!reader.IsArray)
        {
            reader.Keep(ref unknown);
            return default;
        }

        var builder = new ValueList.Builder<T>();
        while (reader.NextItem())
        {
            builder.Add(read(ref reader));
        }

        return builder.Build();
    }

    /// <summary>Reads a list of texts; absent and kept when the value is no list, or an item no text.</summary>
    /// <param name="reader">Reader, at the value.</param>
    /// <param name="unknown">Kept fields of the message that has the list; made when null.</param>
    public static ValueList<string> ReadTexts(ref ContractReader reader, ref UnknownFields? unknown)
    {
        if (!reader.IsArray)
        {
            reader.Keep(ref unknown);
            return default;
        }

        var mark = reader.Mark;
        var builder = new ValueList.Builder<string>();
        while (reader.NextItem())
        {
            if (!reader.TryReadString(out var item))
            {
                reader.KeepFrom(ref unknown, mark);
                return default;
            }

            builder.Add(item);
        }

        return builder.Build();
    }

    /// <summary>Writes a list of messages, unless it is absent.</summary>
    /// <typeparam name="T">Message.</typeparam>
    /// <param name="writer">Where to.</param>
    /// <param name="quotedName">Name of the field in quotes with its colon.</param>
    /// <param name="list">The list.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public static void WriteList<T>(ContractWriter writer, ReadOnlySpan<byte> quotedName, ValueList<T> list)
        where T : class, IContractMessage
    {
        if (Begin(writer, quotedName, list.IsAbsent))
        {
            foreach (var item in list.AsSpan())
            {
                item.WriteTo(writer);
            }

            writer.EndArray();
        }
    }

    /// <summary>Writes a list of texts, unless it is absent.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="quotedName">Name of the field in quotes with its colon.</param>
    /// <param name="list">The list.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public static void WriteTexts(ContractWriter writer, ReadOnlySpan<byte> quotedName, ValueList<string> list)
    {
        if (Begin(writer, quotedName, list.IsAbsent))
        {
            foreach (var item in list.AsSpan())
            {
                writer.WriteStringValue(item);
            }

            writer.EndArray();
        }
    }

    /// <summary>Checks a message, unless it is absent.</summary>
    /// <param name="validator">Collects the violations.</param>
    /// <param name="property">Wire name of the field.</param>
    /// <param name="message">The message, or null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="validator"/> is null.</exception>
    public static void Check(ContractValidator validator, string property, IContractMessage? message)
    {
        if (validator is null)
        {
            throw new ArgumentNullException(nameof(validator));
        }

        if (message is not null)
        {
            validator.Enter(property);
            message.Validate(validator);
            validator.Leave();
        }
    }

    /// <summary>Checks each message of a list.</summary>
    /// <typeparam name="T">Message.</typeparam>
    /// <param name="validator">Collects the violations.</param>
    /// <param name="property">Wire name of the field.</param>
    /// <param name="list">The list.</param>
    /// <exception cref="ArgumentNullException"><paramref name="validator"/> is null.</exception>
    public static void Check<T>(ContractValidator validator, string property, ValueList<T> list)
        where T : class, IContractMessage
    {
        if (validator is null)
        {
            throw new ArgumentNullException(nameof(validator));
        }

        if (list.IsEmpty)
        {
            return;
        }

        validator.Enter(property);
        for (var i = 0; i < list.Count; i++)
        {
            validator.Enter(i);
            list[i].Validate(validator);
            validator.Leave();
        }

        validator.Leave();
    }

    private static bool Begin(ContractWriter writer, ReadOnlySpan<byte> quotedName, bool isAbsent)
    {
        if (writer is null)
        {
            throw new ArgumentNullException(nameof(writer));
        }

        if (isAbsent)
        {
            return false;
        }

        writer.WriteName(quotedName);
        writer.BeginArray();
        return true;
    }
}
