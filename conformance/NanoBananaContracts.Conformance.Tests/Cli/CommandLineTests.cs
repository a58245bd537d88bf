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
