namespace NanoBananaContracts.Schema;

/// <summary>The two models, and the differences found so far.</summary>
internal sealed class SchemaChanges(SchemaModel before, SchemaModel after)
{
    // A type that only got another C# name is the same type wherever it is used.
    private readonly Dictionary<string, string> newNames = new(StringComparer.Ordinal);
    private readonly SchemaReach reachBefore = new(before);
    private readonly SchemaReach reachAfter = new(after);

    /// <summary>The old model.</summary>
    public SchemaModel Before => before;

    /// <summary>The new model.</summary>
    public SchemaModel After => after;

    /// <summary>Every difference, in no particular order.</summary>
    public List<SchemaChange> Found { get; } = [];

    /// <summary>Records what an old type is called now.</summary>
    /// <param name="name">Old C# name.</param>
    /// <param name="now">New C# name.</param>
    public void Rename(string name, string now) => newNames[name] = now;

    /// <summary>What an old type is called now.</summary>
    /// <param name="name">Old C# name.</param>
    public string NewName(string name) => newNames.TryGetValue(name, out var now) ? now : name;

    /// <summary>An old type with the C# names that its messages and enums have now.</summary>
    /// <param name="type">The type.</param>
    public TypeReference Renamed(TypeReference type) =>
        type with
        {
            Name = type.Name is null ? null : NewName(type.Name),
            Element = type.Element is null ? null : Renamed(type.Element),
        };

    /// <summary>
    /// The sides for which a message or an enum changes. One that did not see it before has nothing to lose, one that no
    /// longer sees it nothing to keep.
    /// </summary>
    /// <param name="old">Old C# name; null for one that is new.</param>
    /// <param name="now">New C# name; null for one that is gone.</param>
    public MessageDirection SidesOf(string? old, string? now) =>
        (old is null ? MessageDirection.Both : reachBefore.Of(old))
        & (now is null ? MessageDirection.Both : reachAfter.Of(now));

    /// <summary>Where differences are to be recorded.</summary>
    /// <param name="place">Names in the schema.</param>
    /// <param name="side">Sides that see it.</param>
    /// <param name="old">Place in the old file.</param>
    /// <param name="now">Place in the new file.</param>
    public ChangePlace At(string place, MessageDirection side, SourceMark? old, SourceMark? now) =>
        new(Found, place, side, old, now);

    /// <summary>A sentence on something that was and is.</summary>
    /// <param name="what">What.</param>
    /// <param name="old">What it was, or null.</param>
    /// <param name="now">What it is, or null.</param>
    public static string Sentence(string what, string? old, string? now) =>
        old is null ? $"{what} is {now}; there was none."
        : now is null ? $"{what} was {old}; there is none now."
        : $"{what} was {old} and is {now}.";

    /// <summary>Items by what the wire knows them by.</summary>
    public static Dictionary<string, T> Index<T>(IEnumerable<T> items, Func<T, string> key)
    {
        var index = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            index[key(item)] = item;
        }

        return index;
    }
}

/// <summary>One place in both schemas, and the sides that see it.</summary>
internal readonly struct ChangePlace(
    List<SchemaChange> changes,
    string place,
    MessageDirection side,
    SourceMark? old,
    SourceMark? now
)
{
    /// <summary>Records a difference that is the same to both sides.</summary>
    public void Add(ChangeKind kind, string message, ChangeImpact impact) => Add(kind, message, impact, impact);

    /// <summary>Records a difference.</summary>
    /// <param name="kind">What sort.</param>
    /// <param name="message">One sentence.</param>
    /// <param name="sent">What it does to what we send.</param>
    /// <param name="read">What it does to what we read.</param>
    public void Add(ChangeKind kind, string message, ChangeImpact sent, ChangeImpact read) =>
        changes.Add(
            new SchemaChange(
                kind,
                place,
                message,
                (side & MessageDirection.Request) != 0 ? sent : ChangeImpact.None,
                (side & MessageDirection.Response) != 0 ? read : ChangeImpact.None,
                old,
                now
            )
        );

    /// <summary>Records a difference in who knows a field or a value.</summary>
    /// <param name="before">Who did; empty for everybody.</param>
    /// <param name="after">Who does.</param>
    public void AddProviders(EquatableArray<string> before, EquatableArray<string> after)
    {
        if (before == after)
        {
            return;
        }

        // Whoever reads gets what it got before; whoever sends may meet a provider that knew it.
        var fewer = !after.IsEmpty && (before.IsEmpty || before.Except(after).Any());
        Add(
            ChangeKind.ProvidersChanged,
            SchemaChanges.Sentence("The providers that know it", Names(before), Names(after)),
            fewer ? ChangeImpact.Breaking : ChangeImpact.Compatible,
            ChangeImpact.Informational
        );
    }

    private static string? Names(EquatableArray<string> providers) =>
        providers.IsEmpty ? null : string.Join(", ", providers);

    /// <summary>Records differences in name, description and deprecation: what definitions, properties and values have alike.</summary>
    public void AddWords(
        (string Name, string? Description, string? Deprecated) before,
        (string Name, string? Description, string? Deprecated) after
    )
    {
        if (before.Name != after.Name)
        {
            Add(
                ChangeKind.CSharpNameChanged,
                $"Its C# name was {before.Name} and is {after.Name}: code that uses it no longer compiles.",
                ChangeImpact.Breaking
            );
        }

        if (before.Description != after.Description)
        {
            Add(ChangeKind.DescriptionChanged, "Its description changed.", ChangeImpact.Informational);
        }

        if (before.Deprecated != after.Deprecated)
        {
            var why = string.IsNullOrEmpty(after.Deprecated) ? "" : " " + after.Deprecated;
            Add(
                ChangeKind.DeprecationChanged,
                before.Deprecated is null ? "It is deprecated now." + why
                    : after.Deprecated is null ? "It is no longer deprecated."
                    : "It is deprecated for another reason." + why,
                ChangeImpact.Informational
            );
        }
    }
}
