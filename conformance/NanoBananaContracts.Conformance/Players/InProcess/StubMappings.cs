using System.Text.RegularExpressions;
using NanoBananaContracts.Conformance.Stubs;
using WireMock.Matchers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace NanoBananaContracts.Conformance.Players.InProcess;

/// <summary>Says a stub in the words of WireMock.Net.</summary>
internal static class StubMappings
{
    /// <summary>Header by which every mapping says which stub it is, as the original does.</summary>
    public const string IdHeader = "Matched-Stub-Id";

    private const string NameHeader = "Matched-Stub-Name";

    public static void AddTo(WireMockServer server, StubSet stubs)
    {
        // The newest of equal priorities wins; so each gets a priority of its own.
        var ordered = stubs.Mappings.Reverse().OrderBy(stub => stub.Priority).Index();
        foreach (var (rank, stub) in ordered)
        {
            Add(server, stub, rank + 1, stubs);
        }

        foreach (var scenario in stubs.Mappings.Select(stub => stub.ScenarioName).OfType<string>().Distinct())
        {
            server.SetScenarioState(scenario, StubMapping.Started);
        }
    }

    private static void Add(WireMockServer server, StubMapping stub, int rank, StubSet stubs)
    {
        var mapping = server.Given(ToRequest(stub.Request)).AtPriority(rank).WithGuid(stub.Id);
        if (stub.ScenarioName is { } scenario)
        {
            mapping = mapping.InScenario(scenario);
            if (stub.RequiredScenarioState is { } state)
            {
                mapping = mapping.WhenStateIs(state);
            }
            // Without a next state the scenario would lose its state.
            if ((stub.NewScenarioState ?? stub.RequiredScenarioState) is { } next)
            {
                mapping = mapping.WillSetStateTo(next);
            }
        }

        mapping.RespondWith(ToResponse(stub, stubs));
    }

    private static IRequestBuilder ToRequest(RequestPattern pattern)
    {
        var request = Request.Create();
        if (pattern.Method is { } method and not RequestPattern.AnyMethod)
        {
            request = request.UsingMethod(method);
        }
        // A plain string would be taken for a wildcard.
        if (pattern.UrlPath is { } path)
        {
            return request.WithPath(new ExactMatcher(path));
        }

        if (pattern.UrlPathPattern is { } regex)
        {
            return request.WithPath(new RegexMatcher(RequestPattern.WholeTextPattern(regex)));
        }

        if (pattern.Url is { } url)
        {
            return request.WithUrl(new RegexMatcher($@"\Ahttp://[^/]+{Regex.Escape(url)}\z"));
        }

        return request;
    }

    private static IResponseBuilder ToResponse(StubMapping stub, StubSet stubs)
    {
        var response = Response.Create().WithStatusCode(stub.Response.Status);
        foreach (var header in stub.Response.Headers.GroupBy(line => line.Key, StringComparer.OrdinalIgnoreCase))
        {
            // It refuses a length of its own beside a body, and fails without one.
            if (!header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                response = response.WithHeader(header.Key, [.. header.Select(line => line.Value)]);
            }
        }

        response = response.WithHeader(IdHeader, stub.Id.ToString());
        if (stub.Name is { } name)
        {
            response = response.WithHeader(NameHeader, name);
        }
        // An empty body is one too: without it the reply says Content-Length: 0 where the original sends no chunks.
        return stub.Response.IsPlayedBeside || stub.Response.HasNoBody
            ? response
            : response.WithBody(stubs.BodyOf(stub).ToArray());
    }
}
