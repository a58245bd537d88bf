using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;
using Xunit;

namespace NanoBananaContracts.Conformance.Testing;

/// <summary>Puts single cases to a client from xunit tests. Use it as a class fixture, so that the client is made once.</summary>
/// <typeparam name="TSubject">The client under test.</typeparam>
public sealed class ConformanceFixture<TSubject> : IAsyncLifetime
    where TSubject : ISubject, new()
{
    // xunit's own mark of a test that decides to be skipped while it runs.
    private const string SkipMark = "$XunitDynamicSkip$";

    private readonly TSubject subject = new();
    private readonly Lazy<IReadOnlyList<ConformanceCase>> cases;

    /// <summary>Makes the client; the cases are read when the first is asked for.</summary>
    public ConformanceFixture() => cases = new(() => CaseCatalogue.Load(Folder));

    /// <summary>Folder of the cases; <see cref="CaseFolder.Default"/> unless the test class sets it in its constructor.</summary>
    public string Folder { get; set; } = CaseFolder.Default;

    /// <summary>
    /// The clock of the run. Set it to <see cref="PacedClock.Shared"/> in the constructor of the test class where the
    /// client scales its time on <see cref="SubjectAssignment.Time"/>: a busy machine then blames nobody.
    /// </summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => subject.DisposeAsync();

    /// <summary>Puts one case to the client.</summary>
    /// <param name="id">Id of the case.</param>
    /// <param name="cancellationToken">Ends the test.</param>
    /// <exception cref="ConformanceException">A check does not hold; the message shows all of them and the traffic.</exception>
    public async Task VerifyAsync(string id, CancellationToken cancellationToken = default)
    {
        CaseVerdict? verdict = null;
        await ConformanceRunner
            .RunAsync(
                new RunOptions
                {
                    Subject = subject,
                    Players = scale => new InProcessPlayerFactory(scale, Time),
                    Catalogue = cases.Value,
                    Filter = new CaseFilter { Globs = [id] },
                    Time = Time,
                },
                runEvent => verdict = runEvent as CaseVerdict ?? verdict,
                cancellationToken
            )
            .ConfigureAwait(false);
        switch (verdict!.Status)
        {
            case VerdictStatus.Passed:
                break;
            case VerdictStatus.Skipped:
                throw new ConformanceException(SkipMark + verdict.Reason);
            case VerdictStatus.Warned or VerdictStatus.NotScored:
                throw new ConformanceException($"{SkipMark}{verdict.Level}, does not hold: {verdict.Reason}");
            default:
                throw new ConformanceException($"{verdict.Reason}\n{ConsoleReport.Details(verdict)}");
        }
    }
}

/// <summary>A client does not do what a case asks.</summary>
public sealed class ConformanceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What does not hold, and the traffic.</param>
    public ConformanceException(string message)
        : base(message) { }
}
