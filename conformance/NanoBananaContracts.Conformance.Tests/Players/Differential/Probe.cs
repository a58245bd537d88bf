using System;
using System.Collections.Generic;
using System.Linq;
using Xunit.Sdk;

namespace NanoBananaContracts.Conformance.Tests.Players.Differential;

/// <summary>What a probe compares beside status, headers, body and end of stream.</summary>
public enum ProbeKind
{
    /// <summary>Stubs that match some of the requests and not others.</summary>
    Matching,

    /// <summary>Replies, in any form.</summary>
    Reply,

    /// <summary>Replies whose time counts too.</summary>
    Timed,
}

/// <summary>The same stubs loaded into both players, and the same raw requests sent to both.</summary>
public sealed class Probe : IXunitSerializable
{
    public string Name { get; private set; } = "";

    public ProbeKind Kind { get; private set; }

    /// <summary>Stub mappings, added one by one in this order.</summary>
    public string[] Stubs { get; private set; } = [];

    /// <summary>Raw requests, Latin-1.</summary>
    public string[] Requests { get; private set; } = [];

    /// <summary>Headers compared beside those of every probe.</summary>
    public string[] Headers { get; private set; } = [];

    public static Probe Of(
        ProbeKind kind,
        string name,
        IEnumerable<string> stubs,
        IEnumerable<string> requests,
        params string[] headers
    ) =>
        new()
        {
            Kind = kind,
            Name = name,
            Stubs = stubs.ToArray(),
            Requests = requests.ToArray(),
            Headers = headers,
        };

    public static string Raw(string method, string target, string? body = null, params string[] headers) =>
        System.Text.Encoding.Latin1.GetString(RawHttp.Request(method, target, body, headers));

    /// <summary>One body pattern; bodies that match and bodies that do not.</summary>
    public static Probe Body(string name, string matcher, params string[] bodies) =>
        Of(
            ProbeKind.Matching,
            "body: " + name,
            [Stub($$"""{ "urlPath": "/p", "bodyPatterns": [{{matcher}}] }""")],
            bodies.Select(body => Raw("POST", "/p", body))
        );

    /// <summary>A matcher of the header X; each variant is the lines sent, separated by line feeds.</summary>
    public static Probe Header(string name, string matcher, params string[] variants) =>
        Of(
            ProbeKind.Matching,
            "header: " + name,
            [Stub($$"""{ "urlPath": "/p", "headers": { "X": {{matcher}} } }""")],
            variants.Select(lines => Raw("GET", "/p", null, lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
        );

    public static Probe Query(string name, string matcher, params string[] queries) =>
        Of(
            ProbeKind.Matching,
            "query: " + name,
            [Stub($$"""{ "urlPath": "/p", "queryParameters": { "q": {{matcher}} } }""")],
            queries.Select(query => Raw("GET", "/p" + query))
        );

    public static Probe Cookie(string name, string matcher, params string[] cookies) =>
        Of(
            ProbeKind.Matching,
            "cookie: " + name,
            [Stub($$"""{ "urlPath": "/p", "cookies": { "q": {{matcher}} } }""")],
            cookies.Select(cookie => Raw("GET", "/p", null, cookie.Length == 0 ? [] : ["Cookie: " + cookie]))
        );

    public static Probe Form(string name, string matcher, params string[] bodies) =>
        Of(
            ProbeKind.Matching,
            "form: " + name,
            [Stub($$"""{ "urlPath": "/p", "formParameters": { "q": {{matcher}} } }""")],
            bodies.Select(body => Raw("POST", "/p", body, "Content-Type: application/x-www-form-urlencoded"))
        );

    public static Probe Url(string name, string request, params string[] targets) =>
        Of(ProbeKind.Matching, "url: " + name, [Stub(request)], targets.Select(target => Raw("GET", target)));

    public static Probe Reply(string name, string response, params string[] headers) =>
        Of(ProbeKind.Reply, "reply: " + name, [Stub("""{ "urlPath": "/p" }""", response)], [Raw("GET", "/p")], headers);

    public static Probe Timed(string name, string response) =>
        Of(ProbeKind.Timed, "time: " + name, [Stub("""{ "urlPath": "/p" }""", response)], [Raw("GET", "/p")]);

    public static string Stub(
        string request,
        string response = """{ "status": 299, "body": "matched" }""",
        string rest = ""
    ) => $$"""{ "request": {{request}}, "response": {{response}}{{(rest.Length > 0 ? ", " : "")}}{{rest}} }""";

    public override string ToString() => Name;

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue("name", Name);
        info.AddValue("kind", Kind);
        info.AddValue("stubs", Stubs);
        info.AddValue("requests", Requests);
        info.AddValue("headers", Headers);
    }

    public void Deserialize(IXunitSerializationInfo info)
    {
        Name = info.GetValue<string>("name")!;
        Kind = info.GetValue<ProbeKind>("kind");
        Stubs = info.GetValue<string[]>("stubs")!;
        Requests = info.GetValue<string[]>("requests")!;
        Headers = info.GetValue<string[]>("headers")!;
    }
}
