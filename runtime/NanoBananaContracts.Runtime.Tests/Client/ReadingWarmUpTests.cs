using Shouldly;
using Xunit;

namespace NanoBananaContracts.Runtime.Tests.Client;

public sealed class ReadingWarmUpTests
{
    // It runs on a thread of its own, where an exception would end the process: it must read a success.
    [Fact]
    public void The_reply_that_is_read_to_warm_up_is_a_whole_image()
    {
        var outcome = ReadingWarmUp.Read();
        outcome.Failure.ShouldBeNull();
        outcome.Response.ShouldNotBeNull().Candidates.Count.ShouldBe(1);
    }
}
