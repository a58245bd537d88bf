namespace NanoBananaContracts.Generator.Tests.Analyzers;

/// <summary>Code of a program that uses the client, around what a case is about.</summary>
internal static class ConsumerCode
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Http.Resilience;
        using Microsoft.Extensions.Logging;
        using NanoBananaContracts;
        using NanoBananaContracts.Serialization;
        using Polly;


        """;

    /// <summary>A method with these statements.</summary>
    public static string Method(string parameters, string body) =>
        Members($"public static async Task Run({parameters})\n    {{\n        {body}\n    }}");

    /// <summary>A class with these members.</summary>
    public static string Members(string members) => Usings + "public class Consumer\n{\n    " + members + "\n}\n";

    /// <summary>A program that is statements alone.</summary>
    public static string Program(string statements) => Usings + statements + "\n";
}
