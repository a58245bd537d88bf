namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary>Hands out the first line as soon as it is written, so that a test can talk to a server it started.</summary>
internal sealed class FirstLineWriter : StringWriter
{
    private readonly TaskCompletionSource<string> line = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> Line => line.Task;

    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        line.TrySetResult(value ?? "");
    }
}
