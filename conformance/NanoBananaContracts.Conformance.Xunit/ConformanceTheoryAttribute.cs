using System.Reflection;
using System.Runtime.CompilerServices;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Running;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace NanoBananaContracts.Conformance.Testing;

/// <summary>
/// A theory over the cases of the suite: one test a case, its id the only argument. Hand the id to
/// <see cref="ConformanceFixture{TSubject}.VerifyAsync"/>.
/// </summary>
/// <example>
/// <code>
/// public sealed class MyClientConforms(ConformanceFixture&lt;MyClient&gt; suite) : IClassFixture&lt;ConformanceFixture&lt;MyClient&gt;&gt;
/// {
///     [ConformanceTheory(Families = ["auth", "response"])]
///     public Task Keeps(string id) => suite.VerifyAsync(id, TestContext.Current.CancellationToken);
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConformanceTheoryAttribute(
    [CallerFilePath] string? sourceFilePath = null,
    [CallerLineNumber] int sourceLineNumber = -1
) : TheoryAttribute(sourceFilePath, sourceLineNumber), IDataAttribute
{
    /// <summary>Only cases whose id fits one of these (see <see cref="CaseFilter.Globs"/>); none for all.</summary>
    public string[] Cases { get; set; } = [];

    /// <summary>Only cases of these families; none for all.</summary>
    public string[] Families { get; set; } = [];

    /// <summary>Only cases with one of these tags; none for all.</summary>
    public string[] Tags { get; set; } = [];

    /// <summary>Only cases that cover one of these requirements; none for all.</summary>
    public string[] Requirements { get; set; } = [];

    /// <summary>Folder of the cases; null for the ones that came with the package.</summary>
    public string? Folder { get; set; }

    bool? IDataAttribute.Explicit => null;

    string? IDataAttribute.Label => null;

    string? IDataAttribute.Skip => null;

    Type? IDataAttribute.SkipType => null;

    string? IDataAttribute.SkipUnless => null;

    string? IDataAttribute.SkipWhen => null;

    string? IDataAttribute.TestDisplayName => null;

    int? IDataAttribute.Timeout => null;

    string[]? IDataAttribute.Traits => null;

    /// <summary>One row a case, with its family, level and tags as traits.</summary>
    /// <param name="testMethod">The test.</param>
    /// <param name="disposalTracker">Not used: rows hold nothing to dispose.</param>
    public ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod,
        DisposalTracker disposalTracker
    )
    {
        var filter = new CaseFilter
        {
            Globs = Cases,
            Families = Families,
            Tags = Tags,
            Requirements = Requirements,
        };
        return new([.. filter.Choose(CaseCatalogue.Load(Folder ?? CaseFolder.Default)).Select(Row)]);
    }

    /// <summary>Rows are ids: runners may list them before anything runs.</summary>
    public bool SupportsDiscoveryEnumeration() => true;

    private static ITheoryDataRow Row(ConformanceCase one)
    {
        var row = new TheoryDataRow<string>(one.Id) { TestDisplayName = $"{one.Id}: {one.Title}" };
        row.Traits.Add("Family", [one.Family]);
        row.Traits.Add("Level", [one.Level.ToString()]);
        if (one.Tags.Count > 0)
        {
            row.Traits.Add("Tag", [.. one.Tags]);
        }

        return row;
    }
}
