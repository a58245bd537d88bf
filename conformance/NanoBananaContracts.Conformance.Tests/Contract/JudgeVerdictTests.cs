namespace NanoBananaContracts.Conformance.Tests.Contract;

/// <summary>What we write is valid to both, and what is broken is broken to both.</summary>
public sealed class JudgeVerdictTests
{
    private const int Seeds = 12;

    private static readonly string?[] Dialects = [null, "wisgate", "google"];

    public static TheoryData<string> MessageNames => [.. Judge.Messages.Keys];

    [Theory]
    [MemberData(nameof(MessageNames))]
    public void What_emitted_code_writes_is_valid_to_both(string message)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var json = new InstanceMaker(seed).Make(Judge.Messages[message]).ToJsonString();
            Judge.Theirs(message, json).ShouldBeEmpty(json);
            Judge.Ours(message, json).ShouldBeEmpty(json);
            foreach (var dialect in Dialects)
            {
                var written = Judge.Rewritten(message, json, dialect);
                Judge.Theirs(message, written).ShouldBeEmpty(written);
                Judge.Ours(message, written).ShouldBeEmpty(written);
            }
        }
    }

    [Fact]
    public void What_breaks_the_contract_in_one_place_is_broken_to_both()
    {
        var tried = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var differences = new List<string>();
        for (var seed = 0; seed < 1_500; seed++)
        {
            var message = Judge.Model.Messages[seed % Judge.Model.Messages.Count];
            var random = new Random(seed);
            var instance = new InstanceMaker(seed).Make(message);

            // A rule first, then a place: most places can only be of a wrong type, and the rest would hardly be tried.
            var rules = InstanceBreaker.Find(message, instance).GroupBy(found => found.Rule).ToList();
            if (rules.Count == 0)
            {
                continue;
            }

            var places = rules[random.Next(rules.Count)].ToList();
            var broken = places[random.Next(places.Count)];
            broken.Apply();
            tried[broken.Rule] = tried.GetValueOrDefault(broken.Rule) + 1;
            var json = instance.ToJsonString();
            var (ours, theirs) = (Judge.Ours(message.Name, json), Judge.Theirs(message.Name, json));
            if (ours.Count == 0 || theirs.Count == 0)
            {
                differences.Add(
                    $"{broken.Rule} at {message.Name}{broken.Where}: {ours.Count} here, {theirs.Count} there: {json}"
                );
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            string.Join(", ", tried.Select(pair => FormattableString.Invariant($"{pair.Key} {pair.Value}")))
        );
        differences.ShouldBeEmpty();
        tried.Keys.ShouldBe([
            "Base64",
            "Enum",
            "ExclusiveMinimum",
            "Form",
            "Int32Range",
            "MaxItems",
            "MaxLength",
            "Maximum",
            "MinItems",
            "Minimum",
            "Null",
            "OneOf",
            "Pattern",
            "Required",
            "WrongType",
        ]);
    }
}
