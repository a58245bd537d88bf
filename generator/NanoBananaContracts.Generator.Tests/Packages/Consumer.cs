using System.Text.RegularExpressions;

namespace NanoBananaContracts.Generator.Tests.Packages;

/// <summary>A fresh project outside the repository that references the package.</summary>
/// <param name="Name">Its name, which is also its root namespace.</param>
/// <param name="Properties">MSBuild properties.</param>
/// <param name="Items">MSBuild items.</param>
/// <param name="Files">Its files.</param>
internal sealed record Consumer(
    string Name,
    string Properties,
    string Items,
    params IReadOnlyList<(string Name, string Text)> Files
)
{
    /// <summary>Writes it into a folder of its own.</summary>
    /// <param name="parent">Where that folder goes.</param>
    public void WriteTo(string parent)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, Name)).FullName;
        File.WriteAllText(
            Path.Combine(folder, Name + ".csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <NoWarn>CS1591</NoWarn>
                <!-- Some machines turn them off for speed; here they are what is tested. -->
                <RunAnalyzers>true</RunAnalyzers>
                {Properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="NanoBananaContracts" Version="$(PackedVersion)" />
                {Items}
              </ItemGroup>
            </Project>
            """
        );
        foreach (var (file, text) in Files)
        {
            File.WriteAllText(Path.Combine(folder, file), text);
        }
    }
}

/// <summary>What a build of several projects says of one.</summary>
/// <param name="Folder">Folder of the project.</param>
/// <param name="Printed">All that the build printed.</param>
internal sealed record ConsumerBuild(string Folder, string Printed)
{
    /// <summary>Its errors and warnings; each names a file in its folder, if only the project.</summary>
    public string Findings { get; } =
        string.Join(
            '\n',
            Printed
                .Split('\n')
                .Where(line =>
                    line.Contains(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                    && Regex.IsMatch(line, "(error|warning) [A-Z]")
                )
        );

    /// <summary>Ids of rules of ours among them.</summary>
    public string[] Ids =>
        [.. Regex.Matches(Findings, "(error|warning) (NBC[0-9]{4})").Select(match => match.Groups[2].Value).Distinct()];

    /// <summary>Assemblies that were built, by file.</summary>
    public string[] Assemblies =>
        Directory.Exists(Path.Combine(Folder, "bin"))
            ? Directory.GetFiles(
                Path.Combine(Folder, "bin"),
                Path.GetFileName(Folder) + ".dll",
                SearchOption.AllDirectories
            )
            : [];
}
