using System.Text.RegularExpressions;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>The name of a batch, by which its workers find its journal and its queue.</summary>
internal static partial class BatchName
{
    /// <summary>The name, if it can stand in the names of a schema and a queue.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public static string Check(string name) =>
        Allowed().IsMatch(name)
            ? name
            : throw new ArgumentException(
                "The name of a batch is 1 to 40 lower-case letters, digits and underscores, and begins with a letter.",
                nameof(name)
            );

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();
}
