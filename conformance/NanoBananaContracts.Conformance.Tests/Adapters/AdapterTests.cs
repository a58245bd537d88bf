using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Tests.Suite;

namespace NanoBananaContracts.Conformance.Tests.Adapters;

/// <summary>
/// Other people's clients do what the checked-in verdicts say, where their language is there; and the matrix in the
/// README, and the pages under docs/clients, are the ones that these verdicts make.
/// </summary>
public sealed class AdapterTests
{
    /// <summary>Other clients cannot scale their clocks: one that hangs is waited for in real time.</summary>
    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan PatientLimit = TimeSpan.FromSeconds(45);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Adapter.All.Select(adapter => adapter.Name)];

    public static TheoryData<string> Libraries =>
        [.. Adapter.All.Where(a => a.Upstream is not null).Select(a => a.Name)];

    [Fact]
    public void Every_adapter_is_tested() =>
        Directory
            .GetDirectories(Repository.Path("conformance/adapters"))
            .Select(folder => Path.GetFileName(folder))
            .ShouldBe(Adapter.All.Select(adapter => adapter.Name), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_client_does_what_its_verdicts_say(string name)
    {
        var adapter = Adapter.All.Single(a => a.Name == name);
        var missing = adapter.Missing();
        Assert.SkipWhen(missing is not null, $"{name} cannot be started here: {missing}.");
        var expected = AdapterVerdicts.Load(adapter);

        var actual = await RunAsync(adapter, CaseFilter.None, options => options);

        var different = Different(expected, actual);
        if (expected.Cases.Count > 0 && different.Length is > 0 and <= 40)
        {
            // A busy machine can make a client look hung: a second look, one case at a time and with patience, decides.
            var again = await RunAsync(
                adapter,
                new CaseFilter { Globs = different },
                options =>
                    options with
                    {
                        Parallelism = 1,
                        HangLimit = PatientLimit,
                        // Its own deadline is scaled as well: a client that hardly gets a turn misses one of two seconds.
                        TimeScale = 5 * RunOptions.DefaultTimeScale,
                    }
            );
            actual = actual with
            {
                Cases = actual.Cases.ToDictionary(c => c.Key, c => again.Cases.GetValueOrDefault(c.Key, c.Value)),
            };
        }

        var left = Different(expected, actual);
        var isElsewhere = expected.Subject != actual.Subject || !OperatingSystem.IsLinux();
        if (left.Length > 0 && expected.Cases.Count > 0 && isElsewhere)
        {
            // Another version, or its network on another system, may well behave otherwise; to adopt its verdicts is a decision, and this is not a mistake.
            var received = Path.ChangeExtension(Path.ChangeExtension(adapter.VerdictFile, null), ".received.txt");
            await File.WriteAllTextAsync(received, actual.ToText(), Cancel);
            Assert.Skip(
                $"The verdicts are those of {ReportText.Subject(expected.Subject)} on Linux; {ReportText.Subject(actual.Subject)} here "
                    + $"differs in {left.Length} cases, such as {left[0]}: compare {received}."
            );
        }

        var subject = expected.Cases.Count > 0 ? expected.Subject : actual.Subject;
        Snapshot.Match((actual with { Subject = subject }).ToText(), "verdicts", adapter.VerdictFile);
    }

    [Fact]
    public async Task The_matrix_in_the_README_is_the_one_these_verdicts_make()
    {
        await using var ours = new BuiltInSubject();
        var us = await ours.DescribeAsync(Cancel);
        var cases = CaseFilter.None.Choose(SuiteRun.Cases);
        // Our client passes all of them: BuiltInSubjectTests.
        var own = new AdapterVerdicts(
            new SubjectIdentity(us.Name, us.Version, us.Language),
            cases.ToDictionary(c => c.Id, _ => nameof(VerdictStatus.Passed))
        );

        var matrix = MatrixReport.Render([
            own.ToRun(cases),
            .. Adapter.All.Select(adapter => AdapterVerdicts.Load(adapter).ToRun(cases)),
        ]);

        var readme = Repository.Text("README.md").ReplaceLineEndings("\n");
        var shown = readme.Split("<!-- matrix -->\n")[1].Split("<!-- /matrix -->")[0];
        shown.ShouldBe(matrix, "Run the adapters and let 'nanobanana conformance matrix --into README.md' write it.");
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task The_page_of_a_client_is_the_one_its_verdicts_make(string name)
    {
        var adapter = Adapter.All.Single(a => a.Name == name);
        (var before, var shown, var behind) = ClientPage.Split(Repository.Text(adapter.Page).ReplaceLineEndings("\n"));

        var findings = ClientPage.Findings(
            adapter,
            AdapterVerdicts.Load(adapter),
            [.. CaseFilter.None.Choose(SuiteRun.Cases)]
        );

        var received = Path.ChangeExtension(Repository.Path(adapter.Page), ".received.md");
        if (shown == findings)
        {
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, before + findings + behind, Cancel);
        shown.ShouldBe(findings, $"Compare {received} with {adapter.Page}, and rename it if the change is meant.");
    }

    [Fact]
    public void Each_library_has_its_page_and_the_README_leads_there()
    {
        string[] pages =
        [
            .. Directory
                .GetFiles(Repository.Path("docs/clients"), "*.md")
                .Select(file => Path.GetFileName(file))
                .Where(page => !page.EndsWith(".received.md", StringComparison.Ordinal)),
        ];
        pages.ShouldBe(Libraries.Select(row => row.Data + ".md"), ignoreOrder: true);

        var readme = Repository.Text("README.md");
        pages.ShouldAllBe(page => readme.Contains($"/docs/clients/{page})", StringComparison.Ordinal));
    }

    private static string[] Different(AdapterVerdicts expected, AdapterVerdicts actual) =>
        [
            .. expected
                .Cases.Keys.Union(actual.Cases.Keys)
                .Where(id => expected.Cases.GetValueOrDefault(id) != actual.Cases.GetValueOrDefault(id))
                .Order(StringComparer.Ordinal),
        ];

    private static async Task<AdapterVerdicts> RunAsync(
        Adapter adapter,
        CaseFilter filter,
        Func<RunOptions, RunOptions> change
    )
    {
        SubjectIdentity? subject = null;
        await using var client = adapter.Start();
        var (_, verdicts) = await SuiteRun.OfAsync(
            client,
            filter,
            options => change(options with { Strict = false, HangLimit = HangLimit }),
            Cancel,
            runEvent => subject ??= (runEvent as RunStarted)?.Subject
        );
        return AdapterVerdicts.Of(subject!, verdicts);
    }
}
