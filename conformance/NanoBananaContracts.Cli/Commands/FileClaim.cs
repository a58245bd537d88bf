namespace NanoBananaContracts.Cli.Commands;

/// <summary>
/// One command at a time works on a file: the second is refused before it costs anything, where it would write over what the
/// first one wrote. The mark is a file beside it that the system holds locked, so that none outlives its command.
/// </summary>
internal sealed class FileClaim : IDisposable
{
    private readonly FileStream mark;

    private FileClaim(FileStream mark) => this.mark = mark;

    /// <summary>Claims a file, which need not be there.</summary>
    /// <exception cref="CommandException">Another command has it, or its folder cannot be written to.</exception>
    public static FileClaim Take(CommandHost host, string path)
    {
        TextFile.MustBeWritable(host, path);
        try
        {
            return new(
                new FileStream(
                    host.FullPath(path) + ".lock",
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None,
                    bufferSize: 1,
                    FileOptions.DeleteOnClose
                )
            );
        }
        catch (IOException exception)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"{path} is open in another chat, and each would write over the other's turns. Nothing was sent. End that one with /quit, or name another file.",
                exception
            );
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"{path}.lock, which keeps another chat from the file, cannot be written: {exception.Message}",
                exception
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => mark.Dispose();
}
