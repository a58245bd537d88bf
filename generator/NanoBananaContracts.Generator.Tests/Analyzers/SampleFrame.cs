using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

/// <summary>
/// The project that the examples of the pages stand in: its imports, and what they take for granted. An example that
/// declares a name itself hides the one here.
/// </summary>
internal static class SampleFrame
{
    private const string Imports = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Net.Http;
        using System.Net.Http.Headers;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Logging;
        using NanoBananaContracts;
        using NanoBananaContracts.Http;
        using NanoBananaContracts.Serialization;

        """;

    private const string Names = """
            private static readonly NanoBananaClient client = null!;
            private static readonly Conversation conversation = null!;
            private static readonly GenerateContentRequest request = null!;
            private static readonly GenerateContentRequest[] requests = null!;
            private static readonly string[] prompts = null!;
            private static readonly NanoBananaReply reply = null!;
            private static readonly GenerateContentResponse response = null!;
            private static readonly Part part = null!;
            private static readonly GeneratedImage image = null!;
            private static readonly HttpRequestMessage call = null!;
            private static readonly HttpClient http = null!;
            private static readonly IServiceCollection services = null!;
            private static readonly ILogger logger = null!;
            private static readonly string key = null!;
            private static readonly string prompt = null!;
            private static readonly string path = null!;
            private static readonly CancellationToken cancellationToken = default;

        """;

    /// <summary>The file that holds an example: types as they are, statements in a method.</summary>
    public static string File(string sample)
    {
        var unit = SyntaxFactory.ParseCompilationUnit(sample);
        var usings = string.Concat(unit.Usings.Select(each => each.ToFullString()));
        var statements = string.Concat(
            unit.Members.OfType<GlobalStatementSyntax>().Select(each => each.ToFullString())
        );
        var types = string.Concat(
            unit.Members.Where(member => member is not GlobalStatementSyntax).Select(each => each.ToFullString())
        );
        var method =
            statements.Length == 0
                ? ""
                : $"internal static class Sample\n{{\n{Names}\n    internal static async Task Run()\n    {{\n        await Task.Yield();\n{statements}\n    }}\n}}\n";
        return Imports + usings + method + types;
    }
}
