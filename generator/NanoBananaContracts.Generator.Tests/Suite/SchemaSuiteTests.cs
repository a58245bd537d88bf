using System.Reflection;
using NanoBananaContracts.Generator.Tests.Harness;
using NanoBananaContracts.Schema;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Generator.Tests.Suite;

/// <summary>
/// The official JSON-Schema-Test-Suite, in a folder that <c>NANOBANANA_SCHEMA_SUITE</c> names: what the reader accepts of
/// it, and whether emitted validators say of each value what the draft says.
/// </summary>
public class SchemaSuiteTests
{
    /// <summary>What is meant to differ; <c>schema/README.md</c> says so.</summary>
    private static readonly string[] Different =
    [
        "additionalProperties: additionalProperties does not look in applicators: properties defined in allOf are not examined",
        "format: date-time format: invalid date-time string is only an annotation by default",
        "format: duration format: invalid duration string is only an annotation by default",
    ];

    [Fact]
    public void What_is_accepted_of_the_suite_is_understood_as_the_draft_means_it()
    {
        var folder = Environment.GetEnvironmentVariable("NANOBANANA_SCHEMA_SUITE");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "NANOBANANA_SCHEMA_SUITE names no folder of the suite.");
        var output = TestContext.Current.TestOutputHelper!;

        var groups = SuiteGroup.Read(folder);
        var accepted = new List<SuiteGroup>();
        foreach (var group in groups)
        {
            var findings = SchemaReader.Read("suite.json", group.Schema).Diagnostics;
            if (findings.IsEmpty)
            {
                accepted.Add(group);
            }
            else
            {
                output.WriteLine($"refused   {group.Name} ({findings[0].Id} {findings[0].Message})");
            }
        }

        var contracts = Load(accepted);
        var tests = 0;
        var differences = new List<string>();
        for (var i = 0; i < accepted.Count; i++)
        {
            foreach (var test in accepted[i].Tests)
            {
                tests++;
                if (IsValid(contracts, Namespace(i), test.Json) != test.IsValid)
                {
                    differences.Add($"{accepted[i].Name}: {test.Name}");
                }
            }
        }

        differences.ForEach(difference => output.WriteLine($"different {difference}"));
        output.WriteLine(
            FormattableString.Invariant(
                $"{accepted.Count} of {groups.Count} groups are accepted, and {tests - differences.Count} of their {tests} tests agree."
            )
        );
        differences.ShouldBeSubsetOf(Different);
        accepted.Count.ShouldBeGreaterThanOrEqualTo(105);
    }

    private static Assembly Load(List<SuiteGroup> groups) =>
        GeneratorRun
            .Of(
                new ConsumerProject
                {
                    Schemas =
                    [
                        .. groups.Select(
                            (group, i) =>
                                new SchemaItem(
                                    group.Schema,
                                    FormattableString.Invariant($"/project/suite{i}.schema.json"),
                                    Namespace(i)
                                )
                        ),
                    ],
                }
            )
            .Load();

    private static string Namespace(int index) => FormattableString.Invariant($"Suite.Group{index}");

    private static bool IsValid(Assembly contracts, string @namespace, string json)
    {
        var parse = contracts
            .GetType($"{@namespace}.{SuiteGroup.Message}", throwOnError: true)!
            .GetMethod("Parse", [typeof(string)])!
            .CreateDelegate<Func<string, IContractMessage>>();
        return ContractValidator.Validate(parse(json)).Count == 0;
    }
}
