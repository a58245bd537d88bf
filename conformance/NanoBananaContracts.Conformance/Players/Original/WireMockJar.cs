using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace NanoBananaContracts.Conformance.Players.Original;

/// <summary>The jar of the original WireMock server: where it is, and how to get it.</summary>
public static class WireMockJar
{
    /// <summary>The version the in-process player is held to.</summary>
    public const string Version = "3.13.2";

    /// <summary>Environment variable that names the jar.</summary>
    public const string Variable = "WIREMOCK_JAR";

    private const string FileName = "wiremock-standalone-" + Version + ".jar";

    /// <summary>The jar runs here with all the rights of its user, so only the one that was looked at is taken.</summary>
    private const string Sha256 = "d097b19bd483c5038479b13a5c71e9faf8f2f5106584f0c120a7770ab0bdb367";

    /// <summary>Where <see cref="InstallAsync"/> puts the jar.</summary>
    public static string CachePath { get; } =
        Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.DoNotVerify
            ),
            "nanobanana",
            FileName
        );

    /// <summary>The jar that <c>WIREMOCK_JAR</c> names, else the installed one; null when there is neither.</summary>
    /// <exception cref="FileNotFoundException"><c>WIREMOCK_JAR</c> names a file that is not there.</exception>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return File.Exists(named)
                ? named
                : throw new FileNotFoundException($"{Variable} names {named}, and there is no such file.", named);
        }

        return File.Exists(CachePath) ? CachePath : null;
    }

    /// <summary>Takes the jar out of the npm package <c>wiremock</c> and puts it into the cache; an intact one stays.</summary>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <returns>The path of the jar.</returns>
    /// <exception cref="WireMockException">npm is missing or fails, or the jar is not the one expected.</exception>
    public static async Task<string> InstallAsync(CancellationToken cancellationToken = default)
    {
        if (File.Exists(CachePath) && await HashAsync(CachePath, cancellationToken).ConfigureAwait(false) == Sha256)
        {
            return CachePath;
        }

        var folder = Directory.CreateTempSubdirectory("nanobanana-wiremock-");
        try
        {
            await PackAsync(folder.FullName, cancellationToken).ConfigureAwait(false);
            var archive =
                folder.GetFiles("*.tgz").SingleOrDefault()
                ?? throw new WireMockException("npm pack left no archive behind.");
            var jar = Path.Combine(folder.FullName, FileName);
            await ExtractAsync(archive.FullName, jar, cancellationToken).ConfigureAwait(false);
            var hash = await HashAsync(jar, cancellationToken).ConfigureAwait(false);
            if (hash != Sha256)
            {
                throw new WireMockException(
                    $"The jar in the npm package has the SHA-256 {hash}, not {Sha256}; it is not used."
                );
            }

            Directory.CreateDirectory(Path.GetDirectoryName(CachePath)!);
            File.Move(jar, CachePath, overwrite: true);
            return CachePath;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task PackAsync(string folder, CancellationToken cancellationToken)
    {
        // On Windows npm is a script, which only a shell can start.
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe") { ArgumentList = { "/c", "npm" } }
            : new ProcessStartInfo("npm");
        foreach (var argument in new[] { "pack", $"wiremock@{Version}", "--silent" })
        {
            start.ArgumentList.Add(argument);
        }

        start.WorkingDirectory = folder;
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        using var process = ChildProcess.Start(start, "npm is needed to install WireMock; it comes with Node.js.");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = await process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        await output.ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new WireMockException(
                $"npm pack wiremock@{Version} failed with exit code {process.ExitCode}: {error.Trim()}"
            );
        }
    }

    private static async Task ExtractAsync(string archive, string jar, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(archive);
        await using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(unzipped);
        while (await tar.GetNextEntryAsync(cancellationToken: cancellationToken).ConfigureAwait(false) is { } entry)
        {
            if (!entry.Name.EndsWith("/" + FileName, StringComparison.Ordinal))
            {
                continue;
            }

            await entry.ExtractToFileAsync(jar, overwrite: true, cancellationToken).ConfigureAwait(false);
            return;
        }

        throw new WireMockException($"The npm package holds no {FileName}.");
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
    }
}
