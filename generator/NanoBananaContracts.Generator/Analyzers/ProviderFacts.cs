using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>What a provider's file says that code can get wrong: hosts, paths, keys, and what each model takes.</summary>
/// <param name="Id">Id, for example <c>google</c>; <c>x-providers</c> of the schema names it.</param>
/// <param name="Name">Name for messages.</param>
/// <param name="Dialect">Spelling of values that it takes.</param>
/// <param name="KeyHeader">Header of the key.</param>
/// <param name="KeyScheme">What stands before the key there; empty for nothing.</param>
/// <param name="KeyVariable">The environment variable its key is read from; empty for none.</param>
/// <param name="Hosts">Hosts of its addresses; the first label of one may have a place-holder in braces.</param>
/// <param name="ModelsPath">Path before a model's id, with place-holders in braces: <c>/v1beta/models/</c>.</param>
/// <param name="RefusedFields">Fields of a request that it does not take, from the root, lists left out.</param>
/// <param name="DefaultModel">Id of the model that is called where none is named.</param>
/// <param name="Models">Models that it is known to serve, or to have served.</param>
internal sealed record ProviderFacts(
    string Id,
    string Name,
    string Dialect,
    string KeyHeader,
    string KeyScheme,
    string KeyVariable,
    IReadOnlyList<string> Hosts,
    string ModelsPath,
    IReadOnlyList<string> RefusedFields,
    string DefaultModel,
    IReadOnlyList<ModelFact> Models
)
{
    /// <summary>Name of the file, for example <c>mine.json</c>; <see langword="null"/> for one of ours.</summary>
    public string? File { get; init; }

    /// <summary>
    /// Whether it may be meant where none is named: one that a key in its variable chooses (the runtime's
    /// <c>ProviderInfo.ChosenByVariable</c>), or one of the project's own.
    /// </summary>
    public bool IsUsual { get; init; }

    /// <summary>What its model ids may have beside the usual characters: <c>/</c>, <c>:</c>, both or nothing.</summary>
    public string ModelIdCharacters { get; init; } = "";

    /// <summary>Whether it takes the key in <c>x-goog-api-key</c>, alone.</summary>
    public bool TakesPlainKey =>
        KeyScheme.Length == 0 && KeyHeader.Equals("x-goog-api-key", StringComparison.OrdinalIgnoreCase);

    /// <summary>The model of that id or alias, with or without <c>models/</c>; null for one that it does not list.</summary>
    public ModelFact? FindModel(string id)
    {
        const string Prefix = "models/";
        var bare = id.StartsWith(Prefix, StringComparison.Ordinal) ? id.Substring(Prefix.Length) : id;
        return Models.FirstOrDefault(model => model.Id == bare || model.Aliases.Contains(bare));
    }

    /// <summary>
    /// The provider that a value names: <c>ProviderInfo.Google</c>, <c>ProviderInfo.FromFile("mine.json")</c> or
    /// <c>Parse("mine.json")</c>.
    /// </summary>
    public static ProviderFacts? Named(IOperation value, IReadOnlyList<ProviderFacts> known) =>
        value.Origin() switch
        {
            // The C# name is the id without its hyphen: VertexExpress.
            IPropertyReferenceOperation { Property: { IsStatic: true, Name: var name } } => known.FirstOrDefault(each =>
                each.File is null && string.Equals(each.Id.Replace("-", ""), name, StringComparison.OrdinalIgnoreCase)
            ),
            IInvocationOperation
            {
                TargetMethod: { Name: "FromFile" or "Parse", ContainingType.Name: "ProviderInfo" }
            } call when call.Arguments.Length == 1 && call.Arguments[0].Value.Origin().Text() is { } text =>
                known.FirstOrDefault(each => each.File is null ? each.Id == text : IsFile(each.File, text)),
            _ => null,
        };

    /// <summary>The provider whose host an address has: <c>new Uri("https://wisgate.ai")</c>.</summary>
    public static ProviderFacts? Addressed(IOperation address, IReadOnlyList<ProviderFacts> known) =>
        address.Origin() is IObjectCreationOperation { Type.Name: "Uri", Arguments.Length: 1 } creation
        && creation.Arguments[0].Value.Origin().Text() is { } text
            ? InAddress(text, known, out _, out _)
            : null;

    /// <summary>The provider whose host stands in an address.</summary>
    /// <param name="text">The address, with <see cref="LiteralText.Hole"/> for what is not known.</param>
    /// <param name="known">Those there are.</param>
    /// <param name="start">Where the host begins.</param>
    /// <param name="end">Where it ends.</param>
    public static ProviderFacts? InAddress(string text, IReadOnlyList<ProviderFacts> known, out int start, out int end)
    {
        start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        end = start;
        if (start < 3)
        {
            return null;
        }

        while (end < text.Length && text[end] is not ('/' or ':' or '?' or '#' or '"' or '\'' or ' '))
        {
            end++;
        }

        foreach (var each in known)
        {
            foreach (var host in each.Hosts)
            {
                if (IsHost(text, start, end, host))
                {
                    return each;
                }
            }
        }

        return null;
    }

    private static bool IsHost(string text, int start, int end, string host)
    {
        var open = host.IndexOf('{');
        if (open < 0)
        {
            return end - start == host.Length
                && string.Compare(text, start, host, 0, host.Length, StringComparison.OrdinalIgnoreCase) == 0;
        }

        var rest = host.Substring(host.IndexOf('}') + 1);
        var length = end - start;
        return length > open + rest.Length
            && string.Compare(text, start, host, 0, open, StringComparison.OrdinalIgnoreCase) == 0
            && string.Compare(text, end - rest.Length, rest, 0, rest.Length, StringComparison.OrdinalIgnoreCase) == 0
            && text.IndexOf('.', start, length - rest.Length) < 0;
    }

    // A project gives its file another folder than the program that reads it.
    private static bool IsFile(string file, string path)
    {
        var at = path.LastIndexOfAny(['/', '\\']);
        return string.Equals(path.Substring(at + 1), file, StringComparison.OrdinalIgnoreCase);
    }
}
