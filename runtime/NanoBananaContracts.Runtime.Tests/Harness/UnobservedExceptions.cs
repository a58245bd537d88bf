using System.Collections.Concurrent;

namespace NanoBananaContracts.Runtime.Tests.Harness;

/// <summary>The tests that watch the whole process run by themselves.</summary>
[CollectionDefinition(nameof(ChaosCollection), DisableParallelization = true)]
public sealed class ChaosCollection;

/// <summary>Collects exceptions of tasks that nobody awaited.</summary>
internal sealed class UnobservedExceptions
{
    private readonly ConcurrentQueue<Exception> found = new();

    public UnobservedExceptions() => TaskScheduler.UnobservedTaskException += Note;

    public void ShouldBeNone()
    {
        // They come to light when their tasks are collected.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        TaskScheduler.UnobservedTaskException -= Note;
        found.ShouldBeEmpty();
    }

    private void Note(object? sender, UnobservedTaskExceptionEventArgs arguments) => found.Enqueue(arguments.Exception);
}
