using System.Text.RegularExpressions;

namespace NanoBananaContracts.Generator.Tests.House;

/// <summary>A block of C# in a page.</summary>
/// <param name="Page">Path of the page in the repository.</param>
/// <param name="Line">Line of its fence.</param>
/// <param name="Code">What it shows.</param>
internal sealed partial record DocumentedCode(string Page, int Line, string Code)
{
    /// <summary>What a page on a web application, or on another's library, takes for granted beside the frame of all samples.</summary>
    public const string Given = """
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Http;
        global using static Given;

        internal static class Given
        {
            public static readonly WebApplication app = null!;
            public static readonly WebApplicationBuilder builder = null!;
            public static readonly GoogleCredential credential = null!;
            public static readonly System.Collections.Generic.Dictionary<string, NanoBananaContracts.GenerateContentRequest> keyed = null!;
        }

        // Of the package Google.Apis.Auth.
        internal sealed class GoogleCredential
        {
            public ITokenAccess UnderlyingCredential => null!;
        }

        internal interface ITokenAccess
        {
            System.Threading.Tasks.Task<string> GetAccessTokenForRequestAsync(
                string? authUri = null,
                System.Threading.CancellationToken cancellationToken = default
            );
        }
        """;

    /// <summary>The same for the page on schemas of one's own: names that the contract has too mean the sample's.</summary>
    public const string GivenByOwnSchema = """
        global using System;
        global using OwnSchema.Easel;
        global using ContractClient = NanoBananaContracts.ContractClient;
        global using ContractEndpoint = NanoBananaContracts.ContractEndpoint;
        """;

    /// <summary>Every page of the repository that is for its users.</summary>
    public static IEnumerable<string> Pages =>
        Directory
            .GetFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Prepend("schema/README.md")
            .Prepend("README.md");

    /// <summary>The blocks of a page.</summary>
    public static IReadOnlyList<DocumentedCode> Of(string page)
    {
        var blocks = new List<DocumentedCode>();
        var lines = Repository.Text(page).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (Fence().Match(lines[i]) is { Success: true } fence)
            {
                var end = Array.FindIndex(lines, i + 1, line => line.Trim() == "```");
                if (fence.Groups["language"].Value is "csharp" or "cs" or "c#")
                {
                    blocks.Add(new DocumentedCode(page, i + 1, string.Join('\n', lines[(i + 1)..end])));
                }

                i = end;
            }
        }

        return blocks;
    }

    [GeneratedRegex("^\\s*```(?<language>[A-Za-z#]*)")]
    private static partial Regex Fence();
}
