using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Tests.Adapters;
using NanoBananaContracts.Conformance.Tests.Suite;

namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>
/// Every case is proven able to fail: clients with one defect each turn the right checks red, and nothing else. There is
/// a defect for each check, and for each case that none of the checked-in adapters fails.
/// </summary>
public sealed class DefectTests(DefectSurvey survey) : IClassFixture<DefectSurvey>
{
    internal static readonly IReadOnlyDictionary<Defect, DefectExpectation> Expected = DefectExpectation.Load();

    public static TheoryData<Defect> Defects => [.. Enum.GetValues<Defect>().Where(d => d != Defect.None)];

    [Fact]
    public void Without_a_defect_every_case_passes() => survey.Red[Defect.None].ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task A_defect_turns_the_right_checks_red(Defect defect)
    {
        Expected.Keys.ShouldContain(defect);
        var wanted = Text(Expected[defect].Red);
        var got = Text(survey.Red[defect]);
        string[] different =
        [
            .. wanted
                .Keys.Union(got.Keys)
                .Where(id => !Expected[defect].Open.Contains(id))
                .Where(id => wanted.GetValueOrDefault(id) != got.GetValueOrDefault(id))
                .Order(StringComparer.Ordinal),
        ];
        if (different.Length > 0)
        {
            // The clock stands still while the machine gives no time, but not all threads are given it alike: where two
            // timers are close together, a second look, undisturbed and at a slower pace, decides.
            var again = await DefectSurvey.RunAsync(
                defect,
                new CaseFilter { Globs = different },
                timeScale: 0.06,
                TestContext.Current.CancellationToken
            );
            foreach (var id in different)
            {
                got.Remove(id);
            }

            foreach ((var id, var checks) in Text(again))
            {
                got[id] = checks;
            }
        }

        foreach (var id in Expected[defect].Open)
        {
            got.Remove(id);
        }

        got.OrderBy(r => r.Key, StringComparer.Ordinal).ShouldBe(wanted.OrderBy(r => r.Key, StringComparer.Ordinal));
    }

    /// <summary>
    /// Of verdicts that are held elsewhere: those of defects above, those of other people's clients by the adapter tests.
    /// A defect that spoils nearly everything counts only for the cases it names.
    /// </summary>
    [Fact]
    public void Every_case_is_failed_by_a_defect_or_by_somebody_else_s_client()
    {
        var byClients = Adapter
            .All.SelectMany(adapter => AdapterVerdicts.Load(adapter).Cases)
            .Where(verdict => verdict.Value.Contains(' ', StringComparison.Ordinal))
            .Select(verdict => verdict.Key);

        SuiteRun
            .Cases.Where(c => !c.Tags.Contains("slow"))
            .Select(c => c.Id)
            .Except(Expected.Values.SelectMany(defect => defect.Red.Keys))
            .Except(byClients)
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_case_in_real_time_is_failed_by_a_client_that_gives_up() =>
        survey.RedInRealTime.ShouldBe(
            SuiteRun.Cases.Where(c => c.Tags.Contains("slow")).Select(c => c.Id),
            ignoreOrder: true
        );

    [Fact]
    public void Every_check_is_failed_by_a_defect() =>
        // `patience` is asked only where nothing but the traffic is seen: the tests of `watch` have it.
        typeof(CheckNames)
            .GetFields()
            .Select(field => (string)field.GetRawConstantValue()!)
            .Except(Expected.Values.SelectMany(defect => defect.Red.Values).SelectMany(checks => checks))
            .ShouldBe([CheckNames.Patience]);

    private static Dictionary<string, string> Text(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> red) =>
        red.ToDictionary(r => r.Key, r => string.Join(", ", r.Value));

    private static Dictionary<string, string> Text(IEnumerable<KeyValuePair<string, string[]>> red) =>
        red.ToDictionary(r => r.Key, r => string.Join(", ", r.Value));
}
