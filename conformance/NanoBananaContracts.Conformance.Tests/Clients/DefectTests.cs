using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Tests.Suite;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>
/// Every case is proven able to fail: clients with one defect each turn the right checks red, and nothing else. A case
/// that no defect turns red fails the build.
/// </summary>
public sealed class DefectTests(DefectSurvey survey) : IClassFixture<DefectSurvey>
{
    private static readonly IReadOnlyDictionary<Defect, DefectExpectation> Expected = DefectExpectation.Load();

    public static TheoryData<Defect> Defects => [.. Enum.GetValues<Defect>().Where(d => d != Defect.None)];

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task A_defect_turns_the_right_checks_red(Defect defect)
    {
        Expected.Keys.ShouldContain(defect);
        Dictionary<string, string> wanted = Text(Expected[defect].Red);
        Dictionary<string, string> got = Text(survey.Red[defect], Expected[defect].More ? wanted.Keys : null);
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
            IReadOnlyDictionary<string, string[]> again = await DefectSurvey.RunAsync(
                defect,
                new CaseFilter { Globs = different },
                timeScale: 0.06,
                TestContext.Current.CancellationToken
            );
            foreach (string id in different)
            {
                got.Remove(id);
            }

            foreach ((string id, string checks) in Text(again))
            {
                got[id] = checks;
            }
        }

        foreach (string id in Expected[defect].Open)
        {
            got.Remove(id);
        }

        got.OrderBy(r => r.Key, StringComparer.Ordinal).ShouldBe(wanted.OrderBy(r => r.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_case_is_killed_by_at_least_one_defect()
    {
        HashSet<string> killed = [.. survey.Red.Where(r => r.Key != Defect.None).SelectMany(r => r.Value.Keys)];

        // The case in real time is left out of the survey: one look at it takes as long as all the others together.
        IReadOnlyDictionary<string, string[]> slow = await DefectSurvey.RunAsync(
            Defect.GivesUpAtTenSeconds,
            new CaseFilter { Tags = ["slow"] },
            timeScale: null,
            TestContext.Current.CancellationToken
        );
        killed.UnionWith(slow.Keys);

        SuiteRun.Cases.Select(c => c.Id).Where(id => !killed.Contains(id)).ShouldBeEmpty();
    }

    private static Dictionary<string, string> Text(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> red) =>
        red.ToDictionary(r => r.Key, r => string.Join(", ", r.Value));

    private static Dictionary<string, string> Text(
        IEnumerable<KeyValuePair<string, string[]>> red,
        IEnumerable<string>? only = null
    ) => red.Where(r => only?.Contains(r.Key) != false).ToDictionary(r => r.Key, r => string.Join(", ", r.Value));
}
