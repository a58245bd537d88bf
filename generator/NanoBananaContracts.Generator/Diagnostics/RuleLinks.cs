namespace NanoBananaContracts.Generator.Diagnostics;

/// <summary>Where the documentation of each rule is.</summary>
internal static class RuleLinks
{
    private const string Root = "https://github.com/nano-banana-contracts/NanoBananaContracts/blob/main/docs/rules/";

    /// <summary>A rule about schemas, or about the project that compiles one: a place in their one page.</summary>
    /// <param name="id">Its id.</param>
    public static string InReference(string id) => Root + "schema.md#" + id.ToLowerInvariant();

    /// <summary>A rule about response contracts: a place in their one page.</summary>
    /// <param name="id">Its id.</param>
    public static string InResponses(string id) => Root + "responses.md#" + id.ToLowerInvariant();

    /// <summary>A rule about prompts that are methods: a place in their one page.</summary>
    /// <param name="id">Its id.</param>
    public static string OfPrompts(string id) => Root + "prompts.md#" + id.ToLowerInvariant();

    /// <summary>A rule about C# code: a page of its own.</summary>
    /// <param name="id">Its id.</param>
    public static string OwnPage(string id) => Root + id + ".md";
}
