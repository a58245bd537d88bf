using System.Collections.Concurrent;
using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// The dialects a contract knows, and what writes a message in one of them, for emitted code: a misspelt one would write
/// every value as the schema spells it, and be noticed when the service refuses it, or takes it for another.
/// </summary>
/// <param name="names">The names, in the order they are shown in.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ContractDialects(params string[] names)
{
    private const int MostShown = 60;
    private const int MostListed = 20;

    // Of the whole process: a provider is not bound to one contract.
    private static readonly ConcurrentDictionary<string, bool> OfProviders = new(StringComparer.Ordinal);

    private string Cure =>
        names.Length == 0
            ? "It knows none: leave the argument out, or name the dialect in \"x-dialects\" of the schema."
            : $"Use one of {string.Join(", ", names.Take(MostListed).Select(Shown))}{(names.Length > MostListed ? ", ..." : "")}, leave the argument out, or name the dialect in \"x-dialects\" of the schema.";

    /// <summary>Has every contract take a dialect that a provider names, even one in which all is spelled as in the schema.</summary>
    internal static void Know(string? dialect)
    {
        if (dialect is not null)
        {
            OfProviders.TryAdd(dialect, true);
        }
    }

    /// <summary>Writes it as JSON, in UTF-8.</summary>
    /// <param name="message">Message.</param>
    /// <param name="dialect">
    /// Spelling of enum values, case matters: one that the schema names, or the dialect of a provider that was read; null
    /// keeps that of each value.
    /// </param>
    /// <exception cref="ArgumentException">Neither the contract nor a provider knows <paramref name="dialect"/>.</exception>
    public byte[] ToUtf8Json(IContractMessage message, string? dialect) =>
        ContractWriter.ToUtf8Json(message, Checked(dialect));

    /// <summary>Writes it as JSON, in a text.</summary>
    /// <inheritdoc cref="ToUtf8Json"/>
    public string ToJson(IContractMessage message, string? dialect) => ContractWriter.ToJson(message, Checked(dialect));

    /// <summary>Writes it as JSON, as a value of a larger document.</summary>
    /// <param name="message">Message.</param>
    /// <param name="writer">Where to; its indentation and escaping are not applied.</param>
    /// <param name="dialect">As for <see cref="ToUtf8Json"/>.</param>
    /// <inheritdoc cref="ToUtf8Json" path="/exception"/>
    public void WriteTo(IContractMessage message, Utf8JsonWriter writer, string? dialect) =>
        ContractWriter.WriteTo(message, writer, Checked(dialect));

    private string? Checked(string? dialect) =>
        dialect is null || Array.IndexOf(names, dialect) >= 0 || OfProviders.ContainsKey(dialect)
            ? dialect
            : throw new ArgumentException(
                $"This contract knows no dialect '{Shown(dialect)}'. {Cure}",
                nameof(dialect)
            );

    // Names come from files; a line break of theirs is none of the message.
    private static string Shown(string dialect) =>
        JavaScriptEncoder.Default.Encode(
            dialect.Length <= MostShown ? dialect : dialect.Substring(0, MostShown) + "..."
        );
}
