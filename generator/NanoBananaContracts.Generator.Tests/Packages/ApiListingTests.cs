using System.Runtime.Loader;
using PublicApiGenerator;

namespace NanoBananaContracts.Generator.Tests.Packages;

/// <summary>
/// The public surface of each package, checked in: whoever changes it sees so in the review, and accepts it by renaming
/// the received file. One listing a package, of net10.0; what another target has more or less is a listing beside it.
/// </summary>
public class ApiListingTests
{
    // The tool is a command, not a library: nothing of it is public.
    public static TheoryData<string> Libraries =>
        [.. ShippedPackage.All.Where(package => !package.IsTool).Select(package => package.Id)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void The_public_surface_is_the_one_that_was_reviewed(string id)
    {
        var package = ShippedPackage.All.Single(package => package.Id == id);
        var listing = Listing(package, "net10.0");
        listing.ShouldContain("public ");
        Snapshot.Match(listing, $"../../../api/{id}");
        foreach (var target in package.Targets.Where(target => target != "net10.0"))
        {
            Snapshot.Match(Difference(listing, Listing(package, target)), $"../../../api/{id}.{target}");
        }
    }

    private static string Listing(ShippedPackage package, string target)
    {
        // Assemblies of one name for several targets: each in a context of its own.
        var context = new AssemblyLoadContext(target, isCollectible: true);
        try
        {
            return context
                .LoadFromAssemblyPath(package.Assembly(target))
                .GeneratePublicApi(
                    new ApiGeneratorOptions
                    {
                        // Versions and friends: no surface.
                        IncludeAssemblyAttributes = false,
                        TreatRecordsAsClasses = false,
                        // By default extensions in Microsoft's namespaces, and stand-ins for types of the framework, are left out.
                        DenyNamespacePrefixes = [],
                        // The compiler numbers its state machines by where a member stands in its class.
                        ExcludeAttributes = ["System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute"],
                    }
                )
                .ReplaceLineEndings("\n");
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>The lines that only one has, each with the type it stands in: <c>-</c> net10.0, <c>+</c> the other.</summary>
    private static string Difference(string listing, string other)
    {
        var ours = Qualified(listing).ToArray();
        var theirs = Qualified(other).ToArray();
        return string.Join(
            '\n',
            ours.Except(theirs).Select(line => "- " + line).Concat(theirs.Except(ours).Select(line => "+ " + line))
        );
    }

    private static IEnumerable<string> Qualified(string listing)
    {
        var headers = new List<string>();
        foreach (var line in listing.Split('\n').Where(line => line.Trim() is not ("" or "{" or "}")))
        {
            var text = line.TrimStart();
            var depth = Math.Min((line.Length - text.Length) / 4, headers.Count);
            headers.RemoveRange(depth, headers.Count - depth);
            headers.Add(text);
            yield return string.Join(" / ", headers);
        }
    }
}
