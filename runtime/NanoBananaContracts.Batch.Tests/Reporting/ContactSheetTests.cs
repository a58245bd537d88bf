using System.Net;
using NanoBananaContracts.Batch.Tests.Harness;

namespace NanoBananaContracts.Batch.Tests.Reporting;

/// <summary>The contact sheet: what is there and what failed, in pages, with no text that is more than a text.</summary>
public sealed class ContactSheetTests : IDisposable
{
    private readonly TestFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_page_has_what_is_there_and_what_failed_and_every_text_is_data()
    {
        await using var journal = await ReportedJournal.CreateAsync(folder.Path, Cancel);

        var pages = await ContactSheet.WriteAsync(journal, folder.Path, "<b>list</b>.jsonl", Cancel);

        pages.ShouldBe(1);
        var html = await File.ReadAllTextAsync(folder.Of(ContactSheet.FileName), Cancel);
        html.ShouldContain("<h1>&lt;b&gt;list&lt;/b&gt;.jsonl</h1>");
        html.ShouldContain("<img src=\"00001-a-script-alert-1-script-fox-1.png\" width=\"3\" height=\"2\"");
        html.ShouldContain("A &lt;script&gt;alert(1)&lt;/script&gt; &quot;fox&quot;");
        html.ShouldContain("<b>PromptBlocked</b> No: &lt;img src=x onerror=alert(1)&gt; \\u202e");
        html.ShouldContain("<a href=\"#p1-2\">1/2</a>");
        html.ShouldContain(
            "<b>1</b> of 3 pictures, <b class=\"bad\">1 failed</b>, 1 still to be made, USD 0.118001 spent"
        );
        html.ShouldNotContain("<script");
        html.ShouldNotContain("onerror=alert(1)>");
    }

    [Fact]
    public async Task What_joins_emoji_and_parts_letters_is_shown_as_it_is_and_what_turns_the_text_round_is_not()
    {
        const string Family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
        const string Persian = "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645";
        await using var journal = SqliteJournal.Open(folder.Path);
        await journal.AddAsync(TestLines.Of(TestLines.Line(1, prompt: $"{Family} {Persian} \u202Egnp")), Cancel);
        var claim = (await journal.ClaimAsync("w", Cancel)).Claim!;
        await journal.SettleAsync(claim, TestLines.Picture(claim, 1), Cancel);

        await ContactSheet.WriteAsync(journal, folder.Path, "list", Cancel);

        var html = WebUtility.HtmlDecode(await File.ReadAllTextAsync(folder.Of(ContactSheet.FileName), Cancel));
        html.ShouldContain($"{Family} {Persian} \\u202egnp");
    }

    [Fact]
    public async Task A_batch_with_nothing_in_it_yet_says_so()
    {
        await using var journal = SqliteJournal.Open(folder.Path);
        await journal.AddAsync(TestLines.Of(TestLines.Line(1)), Cancel);

        await ContactSheet.WriteAsync(journal, folder.Path, "list", Cancel);

        (await File.ReadAllTextAsync(folder.Of(ContactSheet.FileName), Cancel)).ShouldContain(
            "No picture is there yet."
        );
    }

    [Fact]
    public async Task Many_pictures_are_several_pages_that_lead_to_one_another_and_none_is_left_of_a_longer_one()
    {
        await using var journal = SqliteJournal.Open(folder.Path);
        await journal.AddAsync(TestLines.Of(TestLines.Line(1, count: 1000), TestLines.Line(2)), Cancel);
        while (await journal.ClaimAsync("w", Cancel) is { Claim: { } claim })
        {
            await journal.SettleAsync(claim, TestLines.Picture(claim, 1), Cancel);
        }

        await File.WriteAllTextAsync(folder.Of("contact-sheet-4.html"), "of a run before", Cancel);

        var pages = await ContactSheet.WriteAsync(journal, folder.Path, "list", Cancel);

        pages.ShouldBe(3);
        string[] html =
        [
            await File.ReadAllTextAsync(folder.Of("contact-sheet.html"), Cancel),
            await File.ReadAllTextAsync(folder.Of("contact-sheet-2.html"), Cancel),
            await File.ReadAllTextAsync(folder.Of("contact-sheet-3.html"), Cancel),
        ];
        html.Select(page => page.Split("<li ").Length - 1).ShouldBe([500, 500, 1]);
        html[0].ShouldNotContain("rel=\"prev\"");
        html[0].ShouldContain("<a rel=\"next\" href=\"contact-sheet-2.html\">");
        html[1].ShouldContain("<a rel=\"prev\" href=\"contact-sheet.html\">");
        html[1].ShouldContain("<a rel=\"next\" href=\"contact-sheet-3.html\">");
        html[2].ShouldNotContain("rel=\"next\"");
        File.Exists(folder.Of("contact-sheet-4.html")).ShouldBeFalse();
    }
}
