namespace NanoBananaContracts.Conformance.Cases;

/// <summary>Where the suite's own cases are.</summary>
public static class CaseFolder
{
    /// <summary>Name of the folder beside the assembly that the build copies the cases to.</summary>
    public const string Name = "conformance-cases";

    /// <summary>The cases that came with this assembly; a full path that need not exist.</summary>
    public static string Default => Path.Combine(AppContext.BaseDirectory, Name);
}
