using System;
using System.Threading.Tasks;
using NanoBananaContracts.Cli;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Cli;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_goes_to_the_output_and_succeeds()
    {
        var run = await CommandRun.Of(["--help"], cancellationToken: TestContext.Current.CancellationToken);

        run.ExitCode.ShouldBe(ExitCodes.Conforms);
        run.Out.ShouldContain("Usage:");
        run.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--frobnicate")]
    [InlineData("frobnicate")]
    public async Task A_wrong_command_line_is_one_line_and_exit_code_3(string argument)
    {
        var run = await CommandRun.Of([argument], cancellationToken: TestContext.Current.CancellationToken);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Out.ShouldBeEmpty();
        run.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain(argument);
        run.Error.ShouldContain("nanobanana --help");
    }

    [Theory]
    [InlineData("conformance run --parallel x", "--parallel takes a whole number of at least 1, not 'x'.")]
    [InlineData("conformance run --parallel 0", "--parallel takes a whole number of at least 1, not '0'.")]
    [InlineData("conformance run --repeat -3", "--repeat takes a whole number of at least 1, not '-3'.")]
    [InlineData(
        "conformance run --repeat 99999999999",
        "--repeat takes a whole number of at least 1, not '99999999999'."
    )]
    [InlineData("conformance run --time-scale fast", "--time-scale takes a number above 0 and at most 1, not 'fast'.")]
    [InlineData("conformance replay a/b --time-scale 0", "--time-scale takes a number above 0 and at most 1, not '0'.")]
    [InlineData("conformance play --time-scale NaN", "--time-scale takes a number above 0 and at most 1, not 'NaN'.")]
    [InlineData("conformance play --port 70000", "--port takes a number from 0 to 65535.")]
    [InlineData("diagnose --status teapot -", "--status takes a whole number from 100 to 599, not 'teapot'.")]
    [InlineData("diagnose --status 99 -", "--status takes a whole number from 100 to 599, not '99'.")]
    [InlineData(
        "record --target http://127.0.0.1:1 --out x --count 0",
        "--count takes a whole number of at least 1, not '0'."
    )]
    [InlineData(
        "conformance live --max-cost much",
        "--max-cost takes an amount in US dollars, such as 0.30, not 'much'."
    )]
    [InlineData(
        "conformance live --assume-price -1",
        "--assume-price takes an amount in US dollars, such as 0.30, not '-1'."
    )]
    public async Task A_wrong_number_is_one_line_that_says_what_fits(string commandLine, string message)
    {
        var run = await CommandRun.Of(commandLine.Split(' '), cancellationToken: TestContext.Current.CancellationToken);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.Trim()
            .Split('\n')
            .ShouldHaveSingleItem()
            .ShouldStartWith("nanobanana: " + message + " See 'nanobanana ");
    }

    [Fact]
    public void Every_exit_code_has_its_own_number()
    {
        int[] codes =
        [
            ExitCodes.Conforms,
            ExitCodes.DoesNotConform,
            ExitCodes.HarnessTrouble,
            ExitCodes.Usage,
            ExitCodes.Refused,
        ];
        codes.ShouldBe([0, 1, 2, 3, 4]);
    }
}
