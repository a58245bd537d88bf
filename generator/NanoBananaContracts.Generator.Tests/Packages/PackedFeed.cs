using System.Globalization;

namespace NanoBananaContracts.Generator.Tests.Packages;

/// <summary>What the tests of packages share, so that packing is done once.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackedFeed>
{
    /// <summary>Its name.</summary>
    public const string Name = "packages";
}

/// <summary>
/// A folder outside the repository with every package in a local feed, and a package cache of its own in front of the
/// machine's: a package of the same version from another run cannot be met.
/// </summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private Task<string>? building;

    /// <summary>The folder; projects go below it.</summary>
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "nbc-" + Guid.NewGuid().ToString("N")[..12]);

    /// <summary>Version of the packages.</summary>
    public string Version { get; } =
        "0.1.0-test." + DateTime.UtcNow.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    /// <summary>File of a package.</summary>
    public string Package(string id) => Path.Combine(Folder, "feed", $"{id}.{Version}.nupkg");

    /// <summary>File of its symbols.</summary>
    public string Symbols(string id) => Path.ChangeExtension(Package(id), ".snupkg");

    internal Dictionary<string, string> Environment { get; } = [];

    /// <summary>
    /// Of commands that work on the repository itself. The SDK leaves empty folders in the temporary folder at every
    /// build; here they go with the rest.
    /// </summary>
    internal Dictionary<string, string> Temporary { get; } = [];

    /// <summary>Where this machine keeps the packages it has restored.</summary>
    internal static string MachineCache { get; } =
        System.Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
            ? set
            : Path.Combine(
                System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile),
                ".nuget",
                "packages"
            );

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "feed"));
        var temporary = Directory.CreateDirectory(Path.Combine(Folder, "tmp")).FullName;
        foreach (var variable in new[] { "TMPDIR", "TMP", "TEMP" })
        {
            Temporary[variable] = Environment[variable] = temporary;
        }

        Environment["NUGET_PACKAGES"] = Path.Combine(Folder, "packages");
        Environment["RestoreFallbackFolders"] = MachineCache;
        await File.WriteAllTextAsync(
            Path.Combine(Folder, "nuget.config"),
            """
            <configuration>
              <packageSources>
                <add key="nbc-test-feed" value="feed" />
              </packageSources>
            </configuration>
            """
        );
        // Nothing of the repository may reach the projects in here.
        await File.WriteAllTextAsync(
            Path.Combine(Folder, "Directory.Build.props"),
            $"<Project><PropertyGroup><PackedVersion>{Version}</PackedVersion></PropertyGroup></Project>"
        );
        await File.WriteAllTextAsync(Path.Combine(Folder, "Directory.Packages.props"), "<Project />");
        await PackAsync("feed");
    }

    /// <summary>Packs every package as <c>dotnet pack --no-build</c> does, in one process.</summary>
    /// <param name="output">Folder below this one.</param>
    internal async Task PackAsync(string output)
    {
        var project = Path.Combine(Folder, output + ".proj");
        await File.WriteAllTextAsync(
            project,
            $"""
            <Project>
              <Target Name="Pack">
                <MSBuild
                  Projects="{string.Join(';', ShippedPackage.All.Select(package => package.ProjectFile))}"
                  Targets="Pack"
                  Properties="NoBuild=true;Configuration={ShippedPackage.Configuration};Version={Version};PackageOutputPath={Path.Combine(
                Folder,
                output
            )}"
                />
              </Target>
            </Project>
            """
        );
        var (exit, printed) = await CommandLine.RunAsync(
            Repository.Root,
            Temporary,
            TestContext.Current.CancellationToken,
            "msbuild",
            project,
            "-nologo",
            "-v:m"
        );
        exit.ShouldBe(0, printed);
    }

    /// <summary>Builds every consumer, once for all tests.</summary>
    /// <returns>What the build says of one of them.</returns>
    internal async Task<ConsumerBuild> BuildAsync(Consumer consumer)
    {
        var printed = await (building ??= BuildAllAsync());
        return new ConsumerBuild(Path.Combine(Folder, consumer.Name), printed);
    }

    // Together: the SDK starts once, and restores once.
    private async Task<string> BuildAllAsync()
    {
        var consumers = PackageTests
            .Consumers.Append(EmulatorPackageTests.Consumer)
            .Concat(RulePagesTests.Consumers)
            .ToArray();
        foreach (var consumer in consumers)
        {
            consumer.WriteTo(Folder);
        }

        await File.WriteAllTextAsync(
            Path.Combine(Folder, "consumers.slnx"),
            $"<Solution>{string.Concat(consumers.Select(consumer => $"<Project Path=\"{consumer.Name}/{consumer.Name}.csproj\" />"))}</Solution>"
        );
        var (_, printed) = await CommandLine.RunAsync(
            Folder,
            Environment,
            TestContext.Current.CancellationToken,
            "build",
            "consumers.slnx",
            "-nologo",
            "-v",
            "q",
            "-nodeReuse:false"
        );
        return printed;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        return ValueTask.CompletedTask;
    }
}
