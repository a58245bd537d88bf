using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Tests.Harness;
using NanoBananaContracts.Schema;
using NanoBananaContracts.TestSupport;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Generator.Tests;

/// <summary>The contract the package is made from, emitted into a consumer's own namespace.</summary>
public class DefaultContractTests
{
    private static readonly string Schema = Repository.Text("schema/generate-content.schema.json");

    public static TheoryData<string> Targets => [.. ConsumerReferences.Targets];

    [Theory]
    [MemberData(nameof(Targets))]
    public void It_compiles_on_every_target_with_warnings_as_errors(string target) =>
        GeneratorRun
            .Of(ConsumerProject.With(Schema) with { Target = target, Language = LanguageVersion.CSharp11 })
            .Compile()
            .ShouldNotBeEmpty();

    [Fact]
    public void It_runs()
    {
        var answer = GeneratorRun
            .Of(
                Schema,
                """
                #pragma warning disable CS1591
                public static class Probe
                {
                    public static string Run()
                    {
                        var request = new Test.Contract.GenerateContentRequest
                        {
                            Contents = new[] { new Test.Contract.Content { Role = Test.Contract.Role.User, Parts = new[] { Test.Contract.Part.FromText("A red fox") } } },
                            GenerationConfig = new() { ImageConfig = new() { ImageSize = Test.Contract.ImageSize.Size512 } },
                        };
                        return request.ToJson("wisgate") + request.Validate().Count;
                    }
                }
                """
            )
            .Probe();
        answer.ShouldBe(
            """{"contents":[{"role":"user","parts":[{"text":"A red fox"}]}],"generationConfig":{"imageConfig":{"imageSize":"0.5K"}}}0"""
        );
    }

    [Fact]
    public void Its_source_is_under_900_kB()
    {
        var sources = GeneratorRun.Of(Schema).Sources;
        var bytes = sources.Values.Sum(text => (long)System.Text.Encoding.UTF8.GetByteCount(text));
        TestContext.Current.TestOutputHelper!.WriteLine(
            FormattableString.Invariant($"emitted source: {bytes / 1000.0:F1} kB in {sources.Count} files")
        );
        bytes.ShouldBeLessThan(900_000);
    }

    /// <summary>The figures of Google's own list of messages: every message, property and enum of it is emitted.</summary>
    [Fact]
    public void Every_message_property_and_enum_of_the_message_tree_is_emitted()
    {
        var tree = MessageTree.Parse(TestData.Text("schema/message-tree-20260822.txt"));
        var model = SchemaReader.Read("schema", Schema).Model;
        var sources = RecordsOf(GeneratorRun.Of(Schema).Sources.Values);
        var messages = model.Messages.ToDictionary(message => message.SchemaName);

        var missing = new List<string>();
        foreach (var message in tree)
        {
            if (
                !messages.TryGetValue(message.Name, out var emitted)
                || !sources.TryGetValue(emitted.Name, out var source)
            )
            {
                missing.Add(message.Name);
                continue;
            }

            missing.AddRange(
                message
                    .Properties.Where(property =>
                        !source.Contains($"\"\\\"{property.Name}\\\":\"u8", StringComparison.Ordinal)
                    )
                    .Where(property =>
                        emitted.Properties.SingleOrDefault(known => known.JsonName == property.Name) is not { } kept
                        || !(kept.ReadOnly && emitted.Direction == MessageDirection.Request)
                    )
                    .Select(property => $"{message.Name}.{property.Name}")
            );
        }

        missing.ShouldBeEmpty();
        var enums = tree.SelectMany(message => message.Properties).Count(property => property.Values.Length > 0);
        var known = model
            .Enums.SelectMany(definition =>
                definition.Values.SelectMany(value =>
                    value.Spellings.Select(spelling => spelling.Text).Append(value.Text)
                )
            )
            .ToHashSet();
        tree.SelectMany(message => message.Properties)
            .SelectMany(property => property.Values)
            .Where(value => !known.Contains(value))
            .ShouldBeEmpty();
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"message tree: {tree.Count} messages, {tree.Sum(message => message.Properties.Length)} properties, {enums} properties with enum values; "
                + $"emitted: {model.Messages.Count} messages, {model.Messages.Sum(message => message.Properties.Count)} properties, {model.Enums.Count} enums"
        );
    }

    /// <summary>Text of each record by its name; a record ends at the first brace that stands at the margin.</summary>
    private static Dictionary<string, string> RecordsOf(IEnumerable<string> sources) =>
        sources
            .SelectMany(source =>
                Regex.Matches(source.ReplaceLineEndings("\n"), @"^public sealed partial record (\w+) .*?^\}$", Options)
            )
            .ToDictionary(match => match.Groups[1].Value, match => match.Value);

    private const RegexOptions Options = RegexOptions.Multiline | RegexOptions.Singleline;

    [Fact]
    public void The_schema_has_no_findings() =>
        SchemaReader.Read("schema", Schema).Diagnostics.Select(finding => finding.ToString()).ShouldBeEmpty();
}
