using System.Collections.Concurrent;

namespace NanoBananaContracts.Conformance.Subjects.Exec;

/// <summary>
/// Any executable as a subject, through lines of JSON on its standard input and output. As many processes are started
/// as it allows; each does one assignment at a time, so that a crash or a hang costs exactly one verdict. A process may
/// end after a result; the next assignment starts a new one.
/// </summary>
/// <param name="command">The executable and its arguments.</param>
/// <param name="workingDirectory">Where it is started.</param>
public sealed class ExecSubject(IReadOnlyList<string> command, string workingDirectory) : ISubject
{
    /// <summary>How long an executable may take to say hello.</summary>
    private static readonly TimeSpan HelloLimit = TimeSpan.FromSeconds(30);

    private readonly ConcurrentBag<SubjectProcess> idle = [];
    private readonly StartedCalls calls = new();

    /// <inheritdoc/>
    /// <exception cref="SubjectProcessException">The executable cannot be started or does not keep to the protocol.</exception>
    public async Task<SubjectDescription> DescribeAsync(CancellationToken cancellationToken = default)
    {
        (var process, var description) = await StartAsync(cancellationToken).ConfigureAwait(false);
        idle.Add(process);
        return description;
    }

    /// <inheritdoc/>
    public Task<SubjectReport> RunAsync(SubjectAssignment assignment, CancellationToken cancellationToken = default) =>
        calls.RunAsync(token => PutAsync(assignment, token), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await calls.DisposeAsync().ConfigureAwait(false);
        // Together: each may take its time to say goodbye.
        await Task.WhenAll(idle.Select(process => process.DisposeAsync().AsTask())).ConfigureAwait(false);
        idle.Clear();
    }

    private async Task<SubjectReport> PutAsync(SubjectAssignment assignment, CancellationToken cancellationToken)
    {
        var process = await TakeAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await process.RunAsync(assignment, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (process.IsUsable)
            {
                idle.Add(process);
            }
            else
            {
                await process.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<SubjectProcess> TakeAsync(CancellationToken cancellationToken)
    {
        while (this.idle.TryTake(out var idle))
        {
            if (idle.IsUsable)
            {
                return idle;
            }

            await idle.DisposeAsync().ConfigureAwait(false);
        }

        return (await StartAsync(cancellationToken).ConfigureAwait(false)).Process;
    }

    private async Task<(SubjectProcess Process, SubjectDescription Description)> StartAsync(
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(HelloLimit);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await SubjectProcess.StartAsync(command, workingDirectory, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SubjectProcessException(
                FormattableString.Invariant(
                    $"'{ShellWords.Join(command)}' did not say hello within {HelloLimit.TotalSeconds:0} s."
                ),
                exception
            );
        }
    }
}
