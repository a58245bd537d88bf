namespace NanoBananaContracts.Schema;

/// <summary>
/// How much one file may be. What a compiler needs for the code grows with each of these and no faster; the bounds are
/// what it takes in about a minute.
/// </summary>
internal sealed class SchemaSize(ReadingContext context)
{
    /// <summary>Most messages, and most enums.</summary>
    public const int MostTypes = 2_000;

    /// <summary>Most properties of all messages together.</summary>
    public const int MostProperties = 10_000;

    /// <summary>Most values and spellings of all enums together.</summary>
    public const int MostValues = 50_000;

    /// <summary>Most operations.</summary>
    public const int MostOperations = 2_000;

    private int messages;
    private int properties;
    private bool told;

    /// <summary>False where a message is more than the file may have (reported).</summary>
    /// <param name="message">The message.</param>
    public bool Takes(MessageDefinition message)
    {
        messages++;
        properties += message.Properties.Count;
        return Within(messages, MostTypes, "objects", message.Mark)
            && Within(properties, MostProperties, "properties", message.Mark);
    }

    /// <summary>False where there are more enums, or more values of them, than the file may have (reported).</summary>
    /// <param name="enums">All of them.</param>
    public bool Takes(IReadOnlyCollection<EnumDefinition> enums)
    {
        var values = 0;
        foreach (var definition in enums)
        {
            values += definition.Values.Count + definition.Values.Sum(value => value.Spellings.Count);
            if (!Within(values, MostValues, "enum values and spellings", definition.Mark))
            {
                return false;
            }
        }

        return enums.Count <= MostTypes || Within(enums.Count, MostTypes, "enums", enums.ElementAt(MostTypes).Mark);
    }

    /// <summary>False where there are more operations than the file may have (reported).</summary>
    /// <param name="operations">All of them.</param>
    public bool Takes(IReadOnlyList<OperationDefinition> operations) =>
        operations.Count <= MostOperations
        || Within(operations.Count, MostOperations, "operations", operations[MostOperations].Mark);

    private bool Within(int count, int most, string what, SourceMark mark)
    {
        if (count > most && !told)
        {
            told = true;
            context.Report(
                SchemaRules.SchemaTooLarge,
                mark,
                FormattableString.Invariant(
                    $"With this the file has more than {most} {what}, the most that it can have."
                )
            );
        }

        return count <= most;
    }
}
