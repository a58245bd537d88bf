using Microsoft.Data.Sqlite;
using NanoBananaContracts.Batch.Tests.Harness;

namespace NanoBananaContracts.Batch.Tests.Journals;

/// <summary>The journal in a file: what every journal does, and what only a file can get wrong.</summary>
public sealed class SqliteJournalTests : JournalContract, IDisposable
{
    private readonly TestFolder folder = new();
    private int journals;

    public void Dispose() => folder.Dispose();

    protected override Task<IBatchJournal> CreateAsync() =>
        Task.FromResult<IBatchJournal>(SqliteJournal.Open(folder.Of($"{journals++}"), Clock));

    [Fact]
    public async Task All_of_it_is_there_when_it_is_opened_again()
    {
        BatchSummary before;
        JournalEntry[] entries;
        await using (var journal = SqliteJournal.Open(folder.Path, Clock))
        {
            await journal.AddAsync(TestLines.Of(TestLines.Line(1, count: 2), TestLines.Line(2)));
            await journal.SetBudgetAsync(5000);
            var claim = (await journal.ClaimAsync("a")).Claim!;
            await journal.SettleAsync(claim, TestLines.Picture(claim, 7));
            await journal.ClaimAsync("a");
            before = await journal.SummaryAsync();
            entries = await journal.ReadAsync().ToArrayAsync();
        }

        await using var again = SqliteJournal.Open(folder.Path, Clock);
        (await again.SummaryAsync()).ShouldBe(before);
        (await again.ReadAsync().ToArrayAsync()).ShouldBe(entries);
        (await again.UnderWayAsync()).ShouldHaveSingleItem().Item.ShouldBe(new BatchItem(1, 2));
    }

    [Fact]
    public async Task A_second_run_in_the_same_folder_is_refused()
    {
        await using (SqliteJournal.Open(folder.Path))
        {
            Should
                .Throw<BatchException>(() => SqliteJournal.Open(folder.Path))
                .Message.ShouldBe(
                    $"Another run is at work in {folder.Path}. Wait until it has ended, or choose another folder."
                );
        }

        await using var next = SqliteJournal.Open(folder.Path);
    }

    [Fact]
    public async Task A_journal_of_a_later_version_is_left_alone()
    {
        await using (SqliteJournal.Open(folder.Path)) { }
        using (var connection = new SqliteConnection($"Data Source={folder.Of("journal.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 7";
            command.ExecuteNonQuery();
        }

        var refused = Should.Throw<BatchException>(() => SqliteJournal.Open(folder.Path));
        refused.Message.ShouldContain("later version of this library (form 7, and this one knows 1)");
    }

    [Fact]
    public void What_is_no_journal_is_left_alone()
    {
        File.WriteAllText(folder.Of("journal.db"), new string('x', 5000));

        Should.Throw<BatchException>(() => SqliteJournal.Open(folder.Path)).Message.ShouldContain("is no journal");

        File.ReadAllText(folder.Of("journal.db")).ShouldBe(new string('x', 5000));
    }

    [Fact]
    public async Task A_journal_that_is_damaged_in_its_midst_says_so_with_its_name_and_the_cure()
    {
        await using (var journal = SqliteJournal.Open(folder.Path))
        {
            await journal.AddAsync(
                TestLines.Of([.. Enumerable.Range(1, 400).Select(number => TestLines.Line(number))])
            );
        }

        await using (var file = File.OpenWrite(folder.Of("journal.db")))
        {
            // The first page, in which the tables are described, stays.
            file.Position = 4096;
            file.Write(new byte[(int)file.Length - 4096].AsSpan());
        }

        await using var damaged = SqliteJournal.Open(folder.Path);
        var trouble = await Should.ThrowAsync<IOException>(async () => await damaged.ReadAsync().ToArrayAsync());
        trouble.Message.ShouldStartWith($"The journal {folder.Of("journal.db")} is damaged: ");
        trouble.Message.ShouldEndWith("Put it back from a copy; without it the list begins anew, in another folder.");
    }

    [Fact]
    public void A_folder_where_the_journal_should_be_is_told_as_one_that_cannot_be_opened()
    {
        Directory.CreateDirectory(folder.Of("journal.db"));

        Should
            .Throw<BatchException>(() => SqliteJournal.Open(folder.Path))
            .Message.ShouldBe(
                $"The journal {folder.Of("journal.db")} cannot be opened. Look whether it is a file that this user may write."
            );
    }

    [Theory]
    [InlineData(8, "may not be written")]
    [InlineData(10, "Look whether the disk is full, or fails.")]
    [InlineData(13, "the disk is full. Free some space.")]
    [InlineData(1, "cannot be used: what SQLite says")]
    public void What_SQLite_cannot_do_is_said_with_its_file(int code, string told)
    {
        var message = SqliteTrouble.Of(new SqliteException("what SQLite says", code), "out/journal.db");

        message.ShouldStartWith("The journal out/journal.db ");
        message.ShouldContain(told);
    }

    [Fact]
    public async Task Adding_that_was_cut_short_goes_on()
    {
        await using var journal = SqliteJournal.Open(folder.Path);
        var lines = Enumerable.Range(1, 1300).Select(number => TestLines.Line(number)).ToArray();
        await Should.ThrowAsync<IOException>(() => journal.AddAsync(CutAt(1100)));
        (await journal.SummaryAsync()).Waiting.ShouldBe(1000);

        (await journal.AddAsync(TestLines.Of(lines))).ShouldBe(300);
        (await journal.SummaryAsync()).Waiting.ShouldBe(1300);

        async IAsyncEnumerable<QueuedLine> CutAt(int count)
        {
            await foreach (var line in TestLines.Of(lines[..count]))
            {
                yield return line;
            }

            throw new IOException("The disk is gone.");
        }
    }
}
