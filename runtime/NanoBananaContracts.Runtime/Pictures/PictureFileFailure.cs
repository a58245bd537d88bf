using System;
using System.IO;
using System.Security;

namespace NanoBananaContracts;

/// <summary>Turns what the file system throws into a failure that names the path and the cure.</summary>
internal static class PictureFileFailure
{
    /// <summary>Whether an exception is the file system's.</summary>
    public static bool Covers(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException;

    /// <summary>The failure to throw.</summary>
    public static NanoBananaException Of(string path, Exception cause)
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
            $"The picture was not written to '{path}': {reason.TrimEnd('.')}.",
            cure,
            cause
        );
    }

    /// <summary>The failure of a stream of the caller's.</summary>
    public static NanoBananaException OfStream(Exception cause) =>
        new(
            FailureKind.FileNotWritten,
            $"The picture was not written to the stream that was given: {cause.Message.TrimEnd('.')}.",
            "Look at the stream; the picture was generated, and asking again is billed again.",
            cause
        );

    // ENOSPC and EDQUOT on Linux and macOS, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL on Windows.
    private static bool IsDiskFull(IOException exception) =>
        exception.HResult is 28 or 122 or 69 or unchecked((int)0x80070027) or unchecked((int)0x80070070);
}
