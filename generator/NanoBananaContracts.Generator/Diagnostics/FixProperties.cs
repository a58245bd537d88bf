namespace NanoBananaContracts.Generator.Diagnostics;

/// <summary>Names of the properties by which a diagnostic tells its fix what to write; compiled into both dlls.</summary>
internal static class FixProperties
{
    /// <summary>The documented member to use instead of a text.</summary>
    public const string Member = "Member";

    /// <summary>Id of a retired model.</summary>
    public const string Retired = "Retired";

    /// <summary>Id of the model to use instead.</summary>
    public const string Use = "Use";

    /// <summary>Whether what follows redirects is the handler, else the HttpClient that makes its own.</summary>
    public const string IsHandler = "IsHandler";

    /// <summary>What to leave out: the assignment that is reported.</summary>
    public const string Remove = "Remove";

    /// <summary>What to write in the place of the characters reported, as the literal they stand in needs it.</summary>
    public const string Text = "Text";
}
