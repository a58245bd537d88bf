using System.Diagnostics;
using NanoBananaContracts.Conformance.Subjects.Exec;

namespace NanoBananaContracts.Conformance.Tests.Harness;

/// <summary>Shells in which <c>nanobanana</c> is the command of this build.</summary>
internal static class ToolShell
{
    /// <summary>Starts a shell.</summary>
    /// <param name="folder">The folder it works in, where the command is written to.</param>
    /// <param name="program">The shell.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Process Start(string folder, string program, params string[] arguments)
    {
        var tool = ShellWords.Join(["dotnet", Path.Combine(AppContext.BaseDirectory, "NanoBananaContracts.Cli.dll")]);
        var file = Path.Combine(folder, "nanobanana");
        File.WriteAllText(file, $"#!/bin/sh\nexec {tool} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}";
        return Process.Start(start)!;
    }

    /// <summary>Runs a shell to its end.</summary>
    /// <returns>What it wrote to both streams.</returns>
    public static async Task<string> RunAsync(
        string folder,
        CancellationToken cancellationToken,
        string program,
        params string[] arguments
    )
    {
        using var shell = Start(folder, program, arguments);
        var error = shell.StandardError.ReadToEndAsync(cancellationToken);
        var output = await shell.StandardOutput.ReadToEndAsync(cancellationToken) + await error;
        await shell.WaitForExitAsync(cancellationToken);
        return output;
    }
}
