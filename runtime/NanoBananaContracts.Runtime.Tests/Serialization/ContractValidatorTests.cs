using System.Diagnostics;
using System.Text.RegularExpressions;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Serialization;

/// <summary>What a validator bounds by itself; its rules are tested by what is emitted to call them.</summary>
public class ContractValidatorTests
{
    private static readonly Regex Letters = new("^[a-z]+$", RegexOptions.ECMAScript, TimeSpan.FromSeconds(1));

    [Fact]
    public void Texts_are_compared_for_a_time_in_all_and_not_for_a_time_each()
    {
        var time = 0L;
        // Each comparison takes 0.9 s, less than an expression may take for one text.
        var validator = new ContractValidator { Clock = () => time += Stopwatch.Frequency * 9 / 10 };

        for (var i = 0; i < 10_000; i++)
        {
            validator.Enter(i);
            validator.Matches("", "A1", Letters, "^[a-z]+$");
            validator.Leave();
        }

        validator.Violations.Select(violation => violation.Path).ShouldBe(["[0]", "[1]", "[2]", "[3]"]);
        validator
            .Violations[3]
            .Message.ShouldBe(
                "was not compared with the form \"^[a-z]+$\", nor was any text after it: those before it took more than 2 s; shorten them, or have fewer."
            );
        validator.Violations[2].Message.ShouldStartWith("does not have the form");
    }

    [Fact]
    public void A_message_whose_texts_are_compared_in_time_is_as_valid_as_ever()
    {
        var validator = new ContractValidator { Clock = () => 7 };
        for (var i = 0; i < 10_000; i++)
        {
            validator.Matches("a", "abc", Letters, "^[a-z]+$");
        }

        validator.IsValid.ShouldBeTrue();
    }
}
