using System.ComponentModel;
using System.Text.Encodings.Web;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// Dialects a contract knows, for emitted code: a misspelt one would write every value as the schema spells it, and be
/// noticed when the service refuses it, or takes it for another.
/// </summary>
/// <param name="names">The names, in the order they are shown in.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DialectNames(params string[] names)
{
    private const int MostShown = 60;
    private const int MostListed = 20;

    /// <summary>The dialect as it was given, null included.</summary>
    /// <param name="dialect">Name of a dialect, in the case of the schema; null for none.</param>
    /// <exception cref="ArgumentException">The contract does not know <paramref name="dialect"/>.</exception>
    public string? Checked(string? dialect) =>
        dialect is null || Array.IndexOf(names, dialect) >= 0
            ? dialect
            : throw new ArgumentException(
                $"This contract knows no dialect '{Shown(dialect)}'. {Cure}",
                nameof(dialect)
            );

    private string Cure =>
        names.Length == 0
            ? "It knows none: leave the argument out, or name the dialect in \"x-dialects\" of the schema."
            : $"Use one of {string.Join(", ", names.Take(MostListed).Select(Shown))}{(names.Length > MostListed ? ", ..." : "")}, leave the argument out, or name the dialect in \"x-dialects\" of the schema.";

    // Names come from files; a line break of theirs is none of the message.
    private static string Shown(string dialect) =>
        JavaScriptEncoder.Default.Encode(
            dialect.Length <= MostShown ? dialect : dialect.Substring(0, MostShown) + "..."
        );
}
