namespace NanoBananaContracts.Conformance.Subjects;

/// <summary>A client under test. It is told what to do and where; what would be right it never learns.</summary>
public interface ISubject : IAsyncDisposable
{
    /// <summary>What the subject is and what it can do. May start it.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<SubjectDescription> DescribeAsync(CancellationToken cancellationToken = default);

    /// <summary>Does one assignment. Calls may overlap up to <see cref="SubjectDescription.Parallelism"/>.</summary>
    /// <param name="assignment">What to do, and where.</param>
    /// <param name="cancellationToken">Fires when the time budget is used up; the subject then lets go at once.</param>
    /// <returns>What came of it. A subject that breaks reports <see cref="SubjectCrash"/>; it does not throw.</returns>
    Task<SubjectReport> RunAsync(SubjectAssignment assignment, CancellationToken cancellationToken = default);
}
