using System.Text.RegularExpressions;

namespace NanoBananaContracts.Generator.Tests.House;

/// <summary>A block of C# in a page.</summary>
/// <param name="Page">Path of the page in the repository.</param>
/// <param name="Line">Line of its fence.</param>
/// <param name="Heading">Heading above it; empty for none.</param>
/// <param name="Code">What it shows.</param>
internal sealed partial record DocumentedCode(string Page, int Line, string Heading, string Code)
{
    /// <summary>What a block may use without saying where it comes from, as the words around it do.</summary>
    public const string Given = """
        using Microsoft.Extensions.DependencyInjection;
        using NanoBananaContracts;

        internal static class Given
        {
            public static readonly NanoBananaClient client = null!;
            public static readonly NanoBananaOptions options = null!;
            public static readonly GenerateContentRequest request = null!;
            public static readonly GenerateContentResponse response = null!;
            public static readonly NanoBananaReply reply = null!;
            public static readonly GeneratedImage image = null!;
            public static readonly System.Net.Http.HttpRequestMessage call = null!;
            public static readonly IServiceCollection services = null!;
            public static readonly string key = "";
            public static readonly string[] prompts = [];
        }

        namespace Microsoft.Extensions.DependencyInjection
        {
            // That of Microsoft.Extensions.Http.Resilience, by its name and its form.
            internal static class ResilienceHttpClientBuilderExtensions
            {
                public static IHttpClientBuilder AddStandardResilienceHandler(this IHttpClientBuilder builder) => builder;
            }
        }
        """;

    /// <summary>The same for a web application and for another's library.</summary>
    public const string GivenElsewhere = """
        internal static class GivenElsewhere
        {
            public static readonly Microsoft.AspNetCore.Builder.WebApplication app = null!;
            public static readonly Microsoft.AspNetCore.Builder.WebApplicationBuilder builder = null!;
            public static readonly GoogleCredential credential = null!;
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

    /// <summary>The usings of a project of today.</summary>
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Headers;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;

    /// <summary>Every page of the repository that is for its users.</summary>
    public static IEnumerable<string> Pages =>
        Directory
            .GetFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Prepend("schema/README.md")
            .Prepend("README.md");

    /// <summary>The pages of rules on C# code.</summary>
    public static IEnumerable<string> RulePages =>
        Pages.Where(page => page.StartsWith("docs/rules/NBC0", StringComparison.Ordinal));

    /// <summary>The blocks of a page.</summary>
    public static IReadOnlyList<DocumentedCode> Of(string page)
    {
        var blocks = new List<DocumentedCode>();
        var heading = "";
        var lines = Repository.Text(page).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("## ", StringComparison.Ordinal))
            {
                heading = lines[i][3..].Trim();
            }
            else if (Fence().Match(lines[i]) is { Success: true } fence)
            {
                var end = Array.FindIndex(lines, i + 1, line => line.Trim() == "```");
                if (fence.Groups["language"].Value is "csharp" or "cs" or "c#")
                {
                    blocks.Add(new DocumentedCode(page, i + 1, heading, string.Join('\n', lines[(i + 1)..end])));
                }

                i = end;
            }
        }

        return blocks;
    }

    [GeneratedRegex("^\\s*```(?<language>[A-Za-z#]*)")]
    private static partial Regex Fence();
}
