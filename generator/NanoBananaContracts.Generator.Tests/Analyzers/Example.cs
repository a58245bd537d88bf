namespace NanoBananaContracts.Generator.Tests.Analyzers;

/// <summary>The class that a few lines of an example stand in.</summary>
internal static class Example
{
    private const string Head = """
        using System;
        using System.IO;
        using System.Linq;
        using System.Net.Http;
        using System.Net.Http.Headers;
        using System.Threading.Tasks;
        using NanoBananaContracts;
        using NanoBananaContracts.Serialization;

        public static class Consumer
        {

        """;

    public static string Method(string body) => Method("", body);

    public static string Method(string parameters, string body) =>
        Head + $"    public static void Run({parameters})\n    {{\n        {body}\n    }}\n}}\n";

    public static string AsyncMethod(string parameters, string body) =>
        Head + $"    public static async Task Run({parameters})\n    {{\n        {body}\n    }}\n}}\n";
}
