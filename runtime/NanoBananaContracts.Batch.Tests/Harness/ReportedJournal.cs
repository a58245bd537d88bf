namespace NanoBananaContracts.Batch.Tests.Harness;

/// <summary>A journal with one item of each kind that reports show, and texts that want to be more than texts.</summary>
internal static class ReportedJournal
{
    public const string Hostile = "No: <img src=x onerror=alert(1)>\n\u202e{\"line\":9}";

    public static async Task<SqliteJournal> CreateAsync(string folder, CancellationToken cancellationToken)
    {
        var journal = SqliteJournal.Open(folder);
        await journal.AddAsync(
            TestLines.Of(
                TestLines.Line(1, most: 60_000, count: 2, prompt: "A <script>alert(1)</script> \"fox\""),
                TestLines.Line(2, most: 60_000)
            ),
            cancellationToken
        );
        var first = await ClaimAsync(journal, cancellationToken);
        (await journal.SettleAsync(first, TestLines.Picture(first, 58_001), cancellationToken)).ShouldBeTrue();
        var second = await ClaimAsync(journal, cancellationToken);
        (
            await journal.FailAsync(second, TestLines.Failure(Hostile), second.ReservedMicroUsd, cancellationToken)
        ).ShouldBeTrue();
        return journal;
    }

    private static async Task<BatchClaim> ClaimAsync(SqliteJournal journal, CancellationToken cancellationToken) =>
        (await journal.ClaimAsync("w", cancellationToken)).Claim.ShouldNotBeNull();
}
