using System.Text;

namespace NanoBananaContracts;

/// <summary>
/// The file that a picture is written to before it has its name. Only its owner may read it; its name tells which place it
/// is for, however long the name of that is, so that one which a killed process left is found by the next save there.
/// </summary>
internal static class TemporaryFile
{
    private const string Lead = ".nanobanana-";
    private const string End = ".part";
    private const int PlaceLength = 8;

    // So long nobody takes from making a file to locking it.
    private static readonly TimeSpan LongSince = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whether the file is renamed while it is open, and so locked: not on Windows, where a rename needs it closed, nor in a
    /// browser, whose files are gone with their names.
    /// </summary>
#if NET
    public static bool IsRenamedOpen => !OperatingSystem.IsWindows() && !OperatingSystem.IsBrowser();
#else
    public static bool IsRenamedOpen => Path.DirectorySeparatorChar == '/';
#endif

    /// <summary>A path that no file has.</summary>
    /// <param name="folder">The folder of the file to come.</param>
    /// <param name="name">Its name.</param>
    public static string NewPath(string folder, string name)
    {
        var place = Crc32.Append(0, Encoding.UTF8.GetBytes(name));
        return Path.Combine(folder, FormattableString.Invariant($"{Lead}{place:x8}.{Guid.NewGuid():N}{End}"));
    }

    /// <summary>A path that no file has, for one that is no leftover as long as another of the same place is locked.</summary>
    /// <param name="other">The path of that one, of <see cref="NewPath"/>.</param>
    public static string NewPathBeside(string other) =>
        FormattableString.Invariant($"{other.Substring(0, other.Length - End.Length)}.{Guid.NewGuid():N}{End}");

    /// <summary>Makes the file. It is locked against removal until it is closed.</summary>
    public static FileStream Open(string path)
    {
#if NET
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            BufferSize = 1,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#else
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1);
#endif
    }

    /// <summary>
    /// Gives the file the mode it is to have under its own name: that of the file it replaces, so that what only its owner
    /// may read does not become everybody's, else that of any new file of this process in this folder. Never the bits by
    /// which a file runs as its owner: the bytes are a service's. A link that leads nowhere is no file.
    /// </summary>
    public static void TakeMode(string temporary, string destination)
    {
#if NET
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var mode = (ModeOf(destination) ?? ModeOfNew(temporary)) & AccessBits;
        if (mode != File.GetUnixFileMode(temporary)) // some file systems have one mode for all, and refuse to set it
        {
            File.SetUnixFileMode(temporary, mode);
        }
#endif
    }

    /// <summary>
    /// Deletes what processes that were killed left of earlier saves to the same place. A file that somebody writes is
    /// locked, and where the file system has no locks nothing is deleted.
    /// </summary>
    /// <param name="temporary">The path of a file of such a save, which has its name by now.</param>
    public static void RemoveAbandoned(string temporary)
    {
        var folder = Path.GetDirectoryName(temporary)!;
        var prefix = Path.GetFileName(temporary).Substring(0, Lead.Length + PlaceLength + 1);
        try
        {
            foreach (var path in Directory.GetFiles(folder, prefix + "*" + End))
            {
                if (IsAbandoned(path, prefix))
                {
                    AtomicFile.Remove(path);
                }
            }
        }
        catch (Exception exception) when (PictureFileFailure.Covers(exception))
        {
            // The picture is saved; what another process left is no failure of this call.
        }
    }

    private static bool IsAbandoned(string path, string prefix)
    {
        var file = new FileInfo(path);
        // One without content, or on Windows one about to be renamed, may be somebody's who has not locked it, or no more.
        return file.Exists
            && ((IsRenamedOpen && file.Length > 0) || file.LastWriteTimeUtc < DateTime.UtcNow - LongSince)
            && !IsLocked(path)
            && !IsBesideLocked(path, prefix)
            && HasLocks(Path.GetDirectoryName(path)!, prefix);
    }

    /// <summary>Whether the file is one of <see cref="NewPathBeside"/>, and the other one is still written.</summary>
    private static bool IsBesideLocked(string path, string prefix)
    {
        const int IdLength = 32;
        var other = path.Substring(0, path.Length - Path.GetFileName(path).Length + prefix.Length + IdLength) + End;
        return other.Length < path.Length && File.Exists(other) && IsLocked(other);
    }

    private static bool IsLocked(string path)
    {
        try
        {
            using var alone = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            return false;
        }
        catch (Exception exception) when (PictureFileFailure.Covers(exception))
        {
            return true; // or gone, or another user's
        }
    }

    private static bool HasLocks(string folder, string prefix)
    {
        var path = Path.Combine(folder, $"{prefix}{Guid.NewGuid():N}{End}");
        try
        {
            using var probe = Open(path);
            return IsLocked(path);
        }
        finally
        {
            AtomicFile.Remove(path);
        }
    }

#if NET
    private const UnixFileMode AccessBits = (UnixFileMode)0x1FF;

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static UnixFileMode? ModeOf(string path)
    {
        try
        {
            return File.Exists(path) ? File.GetUnixFileMode(path) : null;
        }
        catch (FileNotFoundException)
        {
            return null; // a link to nothing, which exists by itself
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static UnixFileMode ModeOfNew(string temporary)
    {
        var path = Path.ChangeExtension(temporary, "mode" + End);
        try
        {
            using var probe = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1);
            return File.GetUnixFileMode(probe.SafeFileHandle);
        }
        finally
        {
            AtomicFile.Remove(path);
        }
    }
#endif
}
