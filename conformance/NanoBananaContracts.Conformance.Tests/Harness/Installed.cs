namespace NanoBananaContracts.Conformance.Tests.Harness;

/// <summary>Programs of other people that tests need; where one is missing, they are skipped.</summary>
internal static class Installed
{
    /// <summary>Full path of a program; null where there is none in the path.</summary>
    public static string? Find(string program)
    {
        string[] names = OperatingSystem.IsWindows() ? [program + ".exe", program + ".cmd"] : [program];
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}
