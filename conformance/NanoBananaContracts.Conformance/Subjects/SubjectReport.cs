using System.Security.Cryptography;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Subjects;

/// <summary>What a subject says came of an assignment.</summary>
public abstract record SubjectReport
{
    /// <summary>Lines the subject wrote to its error stream meanwhile; searched for the key, shown with a failure.</summary>
    public string? Log { get; init; }

    /// <summary>What was odd about the report but changes nothing of it, a sentence each; told beside the verdict.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>The subject ended with pictures, or with text it holds for the answer.</summary>
public sealed record SubjectSuccess : SubjectReport
{
    /// <summary>The pictures that are not drafts, the final one last; empty for a success with text alone.</summary>
    public IReadOnlyList<ReportedPicture> Pictures { get; init; } = [];

    /// <summary>The text of the answer; null when there is none or the subject does not keep it.</summary>
    public string? Text { get; init; }
}

/// <summary>A picture a subject ended with.</summary>
public sealed record ReportedPicture
{
    /// <summary>SHA-256 of the bytes, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Number of bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Media type the subject gives the picture; null when it gives none.</summary>
    public string? MediaType { get; init; }

    /// <summary>Name of the file it was saved under, without folder; null when it was not saved.</summary>
    public string? FileName { get; init; }

    /// <summary>The bytes, where the subject hands them over; used for the thumbnail only.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>Describes a picture that is in memory.</summary>
    /// <param name="bytes">The whole picture.</param>
    /// <param name="mediaType">Media type the subject gives it.</param>
    /// <param name="fileName">Name of the file it was saved under.</param>
    public static ReportedPicture Of(byte[] bytes, string? mediaType, string? fileName = null)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new ReportedPicture
        {
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Size = bytes.Length,
            MediaType = mediaType,
            FileName = fileName,
            Bytes = bytes,
        };
    }
}

/// <summary>The subject ended with a failure.</summary>
public sealed record SubjectFailure : SubjectReport
{
    /// <summary>Class of the failure; null when the subject cannot tell.</summary>
    public FailureClass? Class { get; init; }

    /// <summary>Exact kind, for subjects built on our runtime.</summary>
    public string? Kind { get; init; }

    /// <summary>What the user of the client would read.</summary>
    public required string Message { get; init; }

    /// <summary>
    /// Whether the client broke (a null reference, a missing key, a parse error of its own) rather than reporting the
    /// failure to its user. Where a failure is wanted, an accident does not pass for one.
    /// </summary>
    public bool Unexpected { get; init; }

    /// <summary>Whether the subject says that trying again can help; null when it does not say.</summary>
    public bool? Retryable { get; init; }
}

/// <summary>The subject cannot do this.</summary>
/// <param name="Reason">Why.</param>
public sealed record SubjectSkip(string Reason) : SubjectReport;

/// <summary>The subject broke: it crashed, hung, or wrote something else than its protocol.</summary>
/// <param name="How">In which way.</param>
/// <param name="Message">What was seen.</param>
public sealed record SubjectCrash(SubjectCrashKind How, string Message) : SubjectReport
{
    /// <summary>
    /// Whether what broke had done earlier assignments: it may have ended, or written something, because of one of those.
    /// The runner then puts the case to the subject again.
    /// </summary>
    public bool IsReused { get; init; }

    /// <summary>Whether it ended by itself with exit code 0, as it may behind a result.</summary>
    public bool EndedWell { get; init; }
}

/// <summary>Ways in which a subject breaks.</summary>
public enum SubjectCrashKind
{
    /// <summary>It ended, or threw something its users would not expect.</summary>
    Crashed,

    /// <summary>It had not answered when the time budget was used up.</summary>
    Hung,

    /// <summary>It answered with something that is not the protocol.</summary>
    Rubbish,
}

/// <summary>Only the traffic is judged: nothing is known of what the subject made of it.</summary>
/// <param name="ExitCode">Exit code of the command, where it ended.</param>
public sealed record SubjectSilence(int? ExitCode) : SubjectReport;
