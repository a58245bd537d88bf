using System.Collections.Concurrent;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using NanoBananaContracts.Generator.Tests.Harness;
using NanoBananaContracts.Schema;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Generator.Tests.Emission;

/// <summary>Properties that hold for every message of a contract, whatever comes over the wire.</summary>
public class PropertyTests
{
    private static readonly ConcurrentDictionary<Type, Func<string, IContractMessage>> Parsers = new();

    private static readonly Dictionary<string, (SchemaModel Model, Assembly Assembly, string Namespace)> Contracts =
        new()
        {
            ["default"] = (Read("schema/generate-content.schema.json"), typeof(Part).Assembly, "NanoBananaContracts"),
            ["keywords"] = (
                Read("generator/NanoBananaContracts.Generator.Tests/Contracts/keywords.schema.json"),
                typeof(PropertyTests).Assembly,
                "NanoBananaContracts.Generator.Tests.Keywords"
            ),
        };

    public static TheoryData<string> Names => [.. Contracts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_message_read_and_written_is_the_same_JSON(string contract) =>
        ForAll(
            contract,
            (parse, sent, expected) =>
            {
                parse(sent).ShouldNotBeNull();
                ContractWriter.ToJson(parse(sent)).ShouldBeJson(expected, sent);
            }
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void Reading_what_was_written_gives_an_equal_message(string contract) =>
        ForAll(
            contract,
            (parse, sent, _) =>
            {
                var first = parse(sent);
                var second = parse(ContractWriter.ToJson(first));
                second.ShouldBe(first, sent);
                second.GetHashCode().ShouldBe(first.GetHashCode(), sent);
            }
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void Validating_never_throws_and_every_violation_has_a_message(string contract) =>
        ForAll(
            contract,
            (parse, sent, _) =>
            {
                var validator = new ContractValidator(ContractDirection.Request)
                {
                    ReportAllUnknownFields = true,
                    CheckBase64 = true,
                };
                parse(sent).Validate(validator);
                validator.Violations.ShouldAllBe(violation => violation.Message.Length > 0);
            }
        );

    private static void ForAll(string contract, Action<Func<string, IContractMessage>, string, string> holds)
    {
        var (model, assembly, @namespace) = Contracts[contract];
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                seed =>
                {
                    var (name, sent, expected) = new RandomContract(model, seed).Message();
                    holds(Parser(assembly.GetType(@namespace + "." + name, throwOnError: true)!), sent, expected);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1500));
    }

    private static Func<string, IContractMessage> Parser(Type type) =>
        Parsers.GetOrAdd(
            type,
            static type => type.GetMethod("Parse", [typeof(string)])!.CreateDelegate<Func<string, IContractMessage>>()
        );

    private static SchemaModel Read(string path) => SchemaReader.Read(path, Repository.Text(path)).Model;
}
