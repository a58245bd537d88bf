namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>The table of keywords that the reader goes by, and the one people read.</summary>
public sealed class KeywordTableTests
{
    private const string Head =
        "| keyword | takes | counts for | stands at | finding | says |\n|---|---|---|---|---|---|\n";

    [Fact]
    public void The_documented_table_is_the_reader_s()
    {
        var rows = string.Join('\n', Keywords.All.Select(Row));

        Repository.Text("schema/README.md").ShouldContain(Head + rows + "\n\n", customMessage: rows);
    }

    [Fact]
    public void Every_keyword_is_written_about_once() =>
        Keywords.All.Select(keyword => keyword.Documentation).ShouldBeUnique();

    private static string Row(Keyword keyword) =>
        $"| `{keyword.Name}` | {keyword.Takes.Words} | {keyword.Home.Words} | {Places(keyword)} | {keyword.Finding.Id} | {keyword.Documentation} |";

    private static string Places(Keyword keyword) =>
        (keyword.Places & ~KeywordPlaces.Reference) switch
        {
            KeywordPlaces.Frame | KeywordPlaces.Root => "the root",
            KeywordPlaces.Property => "a property",
            KeywordPlaces.Property | KeywordPlaces.Element | KeywordPlaces.Branch => "a property, an item or a branch",
            KeywordPlaces.Root | KeywordPlaces.Defined | KeywordPlaces.Property => "a property or a definition",
            KeywordPlaces.Anywhere & ~KeywordPlaces.Branch => "all but a branch",
            _ => "all",
        } + ((keyword.Places & KeywordPlaces.Reference) == 0 || keyword.Name == "$ref" ? "" : ", beside `$ref`");
}
