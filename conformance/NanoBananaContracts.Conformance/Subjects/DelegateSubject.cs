using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Subjects;

/// <summary>A client under test as one function: the shortest way to put a client to the suite from .NET.</summary>
/// <example>
/// <code>
/// public sealed class MyClient() : DelegateSubject("my client", async (assignment, token) =>
/// {
///     var picture = await new MyOwnClient(assignment.BaseAddress, assignment.ApiKey).DrawAsync(assignment.Task.Prompt, token);
///     return new SubjectSuccess { Pictures = [ReportedPicture.Of(picture, "image/png")] };
/// });
/// </code>
/// </example>
/// <remarks>
/// An exception of the function becomes a failure with its message. Name the types of your client's own exceptions in
/// <c>deliberate</c>: everything else counts as an accident, which does not pass for a failure that was wanted.
/// </remarks>
public class DelegateSubject : ISubject
{
    private readonly SubjectDescription description;
    private readonly Func<SubjectAssignment, CancellationToken, Task<SubjectReport>> run;
    private readonly Type[] deliberate;

    /// <summary>A client that can generate one picture at a time and reports nothing but messages.</summary>
    /// <param name="name">Its name, for reports.</param>
    /// <param name="run">Does one assignment.</param>
    /// <param name="deliberate">Types of exceptions its users are meant to catch.</param>
    public DelegateSubject(
        string name,
        Func<SubjectAssignment, CancellationToken, Task<SubjectReport>> run,
        params Type[] deliberate
    )
        : this(
            new SubjectDescription
            {
                Name = name,
                Operations = [CaseOperation.Generate],
                Parallelism = Environment.ProcessorCount,
            },
            run,
            deliberate
        ) { }

    /// <summary>A client that can do what its description says.</summary>
    /// <param name="description">Who it is and what it can do.</param>
    /// <param name="run">Does one assignment.</param>
    /// <param name="deliberate">Types of exceptions its users are meant to catch.</param>
    public DelegateSubject(
        SubjectDescription description,
        Func<SubjectAssignment, CancellationToken, Task<SubjectReport>> run,
        params Type[] deliberate
    )
    {
        this.description = description;
        this.run = run;
        this.deliberate = deliberate;
    }

    /// <inheritdoc/>
    public Task<SubjectDescription> DescribeAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(description);

    /// <inheritdoc/>
    public async Task<SubjectReport> RunAsync(
        SubjectAssignment assignment,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            return await run(assignment, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever a client throws is what its user would have met: it becomes the report.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var meant = Array.Exists(deliberate, type => type.IsInstanceOfType(exception));
            return new SubjectFailure
            {
                Message = meant ? exception.Message : $"{exception.GetType().Name}: {exception.Message}",
                Unexpected = !meant,
            };
        }
    }

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
