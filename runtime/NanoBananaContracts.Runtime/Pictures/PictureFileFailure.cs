using System.Security;

namespace NanoBananaContracts;

/// <summary>Turns what the file system throws into a failure that names the path and the cure.</summary>
internal static class PictureFileFailure
{
    /// <summary>What is written, but for what is said to be something else.</summary>
    public const string Picture = "picture";

    /// <summary>Whether an exception is the file system's.</summary>
    public static bool Covers(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException;

    /// <summary>The failure to throw.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="cause">What the file system threw.</param>
    /// <param name="what">What was to be written.</param>
    public static NanoBananaException Of(string path, Exception cause, string what = Picture)
    {
        var (reason, cure) = cause switch
        {
            DirectoryNotFoundException => ("its folder does not exist", "Create the folder first, or choose another."),
            PathTooLongException => ("the path is too long", "Choose a shorter path."),
            UnauthorizedAccessException or SecurityException => (
                "this process may not write there",
                "Choose a folder that this process may write to, or change its permissions."
            ),
            NotSupportedException => ("the path is not one of this system", "Choose another path."),
            IOException io when IsDiskFull(io) => (
                "the disk is full",
                "Free some space, or choose a folder on another disk; nothing was left behind."
            ),
            _ => (cause.Message, "Choose a folder that exists and is writable, with enough space."),
        };
        return new NanoBananaException(
            FailureKind.FileNotWritten,
            $"The {what} was not written to '{path}': {reason.TrimEnd('.')}.",
            cure,
            cause
        );
    }

    /// <summary>A path that names a folder.</summary>
    public static NanoBananaException OfFolder(string path, string what = Picture) =>
        new(
            FailureKind.FileNotWritten,
            $"The {what} was not written to '{path}': the path names a folder, not a file.",
            "Add the name of a file to it."
        );

    /// <summary>The failure of a stream of the caller's.</summary>
    /// <param name="cause">What the stream threw.</param>
    /// <param name="undo">Why what was written could not be taken back, where it could not.</param>
    public static NanoBananaException OfStream(Exception cause, Exception? undo) =>
        new(
            FailureKind.FileNotWritten,
            $"The picture was not written to the stream that was given: {cause.Message.TrimEnd('.')}."
                + (undo is null ? "" : $" A part of it may have been, and stays: {undo.Message.TrimEnd('.')}."),
            "Look at the stream; the picture was generated, and asking again is billed again.",
            undo is null ? cause : new AggregateException(cause, undo)
        );

    /// <summary>A file that was made unwritable on purpose, which a rename would replace all the same.</summary>
    public static NanoBananaException OfReadOnly(string path, string what = Picture) =>
        new(
            FailureKind.FileNotWritten,
            $"The {what} was not written to '{path}': the file there is read-only.",
            "Choose another name, or make the file writable."
        );

    /// <summary>A failure after which files that were replaced before it could not be put back.</summary>
    public static NanoBananaException NotUndone(NanoBananaException failure, IReadOnlyList<Exception> undo) =>
        new(
            failure.Kind,
            $"{failure.Message} Of the pictures before it not all could be taken back: {undo[0].Message.TrimEnd('.')}.",
            "Look at the folder: an old file that is missing lies beside its place, under a name that ends in .old.",
            new AggregateException([failure, .. undo])
        );

    // ENOSPC and EDQUOT on Linux and macOS, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL on Windows.
    private static bool IsDiskFull(IOException exception) =>
        exception.HResult is 28 or 122 or 69 or unchecked((int)0x80070027) or unchecked((int)0x80070070);
}
