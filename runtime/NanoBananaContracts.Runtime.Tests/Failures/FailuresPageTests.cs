namespace NanoBananaContracts.Runtime.Tests.Failures;

/// <summary>docs/failures.md is where every exception points.</summary>
public sealed class FailuresPageTests
{
    private static readonly string[][] Rows =
    [
        .. Repository
            .Text("docs/failures.md")
            .Split('\n')
            .Where(line => line.StartsWith("| <a ", StringComparison.Ordinal))
            .Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    [Fact]
    public void Every_kind_has_its_row_in_order()
    {
        Rows.Select(row => row[0])
            .ShouldBe(
                Enum.GetValues<FailureKind>().Select(kind => $"<a id=\"{FailureFacts.Anchor(kind)}\"></a>`{kind}`")
            );
    }

    [Fact]
    public void Every_row_has_symptom_cause_cure_and_source()
    {
        foreach (var row in Rows)
        {
            row.Length.ShouldBe(5, row[0]);
            row.ShouldAllBe(cell => cell.Length > 2);
        }
    }

    [Fact]
    public void Every_kind_has_a_cure_and_an_advice()
    {
        foreach (var kind in Enum.GetValues<FailureKind>())
        {
            FailureFacts.Cure(kind).ShouldEndWith(".", Case.Sensitive, kind.ToString());
            Enum.IsDefined(FailureFacts.Advice(kind)).ShouldBeTrue();
        }

        Should.Throw<ArgumentOutOfRangeException>(() => FailureFacts.Cure((FailureKind)999));
    }
}
