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

    /// <summary>Whether messages can be written in it: all are the same where the contract spells nothing by dialect.</summary>
    internal bool Knows(string dialect) => names.Length == 0 || Array.IndexOf(names, dialect) >= 0;

    /// <summary>What is wrong with a dialect that is not known, with those that are.</summary>
    internal string Unknown(string dialect) =>
        $"This contract knows no dialect '{Shown(dialect)}'. Use one of {string.Join(", ", names.Take(MostListed).Select(Shown))}{(names.Length > MostListed ? ", ..." : "")}";

    /// <summary>Writes it as JSON, in UTF-8.</summary>
    /// <param name="message">Message.</param>
    /// <param name="dialect">
    /// Spelling of enum values, case matters: one that the schema names, or any where it names none; null keeps that of
    /// each value.
    /// </param>
    /// <exception cref="ArgumentException">The contract knows others, and not <paramref name="dialect"/>.</exception>
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
        dialect is null || Knows(dialect)
            ? dialect
            : throw new ArgumentException(
                $"{Unknown(dialect)}, leave the argument out, or name the dialect in \"x-dialects\" of the schema.",
                nameof(dialect)
            );

    // Names come from files; a line break of theirs is none of the message.
    private static string Shown(string dialect) =>
        JavaScriptEncoder.Default.Encode(
            dialect.Length <= MostShown ? dialect : dialect.Substring(0, MostShown) + "..."
        );
}
