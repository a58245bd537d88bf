namespace NanoBananaContracts.Generator.Tests.Packages;

/// <summary>A package of this repository.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Project">Folder of its project, which has the assembly's name.</param>
/// <param name="Targets">What it supports.</param>
public sealed record ShippedPackage(string Id, string Project, params IReadOnlyList<string> Targets)
{
    /// <summary>All there are.</summary>
    public static IReadOnlyList<ShippedPackage> All { get; } =
    [
        new("NanoBananaContracts", "runtime/NanoBananaContracts.Runtime", "netstandard2.0", "net8.0", "net10.0"),
        new(
            "NanoBananaContracts.Extensions.AI",
            "runtime/NanoBananaContracts.Extensions.AI",
            "netstandard2.0",
            "net8.0",
            "net10.0"
        ),
        new("NanoBananaContracts.Batch", "runtime/NanoBananaContracts.Batch", "net10.0"),
        new("NanoBananaContracts.Batch.RabbitMq", "runtime/NanoBananaContracts.Batch.RabbitMq", "net10.0"),
        new("NanoBananaContracts.Batch.S3", "runtime/NanoBananaContracts.Batch.S3", "net10.0"),
        new("NanoBananaContracts.Emulator", "conformance/NanoBananaContracts.Emulator", "net8.0", "net10.0"),
        new("NanoBananaContracts.Conformance", "conformance/NanoBananaContracts.Conformance", "net10.0"),
        new("NanoBananaContracts.Conformance.Xunit", "conformance/NanoBananaContracts.Conformance.Xunit", "net10.0"),
        new("NanoBananaContracts.Cli", "conformance/NanoBananaContracts.Cli", "net10.0") { IsTool = true },
    ];

    /// <summary>Configuration these tests were built in: its outputs are what is packed and listed.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains(
            $"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}",
            StringComparison.Ordinal
        )
            ? "Release"
            : "Debug";

    /// <summary>Whether it is a command.</summary>
    public bool IsTool { get; init; }

    /// <summary>File of its project.</summary>
    public string ProjectFile => Repository.Path($"{Project}/{Path.GetFileName(Project)}.csproj");

    /// <summary>File of its assembly.</summary>
    public string Assembly(string target) =>
        Repository.Path($"{Project}/bin/{Configuration}/{target}/{Path.GetFileName(Project)}.dll");
}
