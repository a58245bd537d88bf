using System.Collections.Generic;
using System.Linq;
using static NanoBananaContracts.Conformance.Tests.Players.Differential.Probe;

namespace NanoBananaContracts.Conformance.Tests.Players.Differential;

/// <summary>What is sent: statuses, headers, bodies, faults, delays, and which stub is chosen.</summary>
internal static class ReplyProbes
{
    private static readonly string[] Faults =
    [
        "EMPTY_RESPONSE",
        "CONNECTION_RESET_BY_PEER",
        "RANDOM_DATA_THEN_CLOSE",
        "MALFORMED_RESPONSE_CHUNK",
    ];

    public static IEnumerable<Probe> All => [.. Statuses, .. Headers, .. Bodies, .. Broken, .. Choices, .. Timings];

    private static IEnumerable<Probe> Statuses =>
        [
            Reply("status by default", """{ "body": "x" }"""),
            Reply("status 0 is 200", """{ "status": 0, "body": "x" }"""),
            Reply("status 999", """{ "status": 999, "body": "x" }"""),
            Reply("own reason", """{ "status": 503, "statusMessage": "Model overloaded", "body": "x" }"""),
            Reply("499", """{ "status": 499, "statusMessage": "Client Closed Request" }"""),
            // Jetty has words of its own for 418, 451 and 500.
            .. new[]
            {
                201,
                202,
                400,
                401,
                403,
                404,
                408,
                409,
                413,
                415,
                422,
                429,
                431,
                501,
                502,
                503,
                504,
                520,
                529,
            }.Select(status => Reply($"reason of {status}", $$"""{ "status": {{status}}, "body": "x" }""")),
            Reply("204", """{ "status": 204 }"""),
            Reply("304", """{ "status": 304, "headers": { "ETag": "\"x\"" } }""", "ETag"),
            Reply("404 of a stub", """{ "status": 404, "jsonBody": { "error": { "code": 404 } } }"""),
            Reply(
                "307 with Location",
                """{ "status": 307, "headers": { "Location": "http://elsewhere.invalid/" } }""",
                "Location"
            ),
            Reply(
                "429 with Retry-After",
                """{ "status": 429, "headers": { "Retry-After": "7" }, "body": "" }""",
                "Retry-After"
            ),
            Of(
                ProbeKind.Reply,
                "reply: HEAD has no body",
                [
                    Stub(
                        """{ "method": "HEAD", "urlPath": "/p" }""",
                        """{ "status": 200, "headers": { "X-A": "1" }, "body": "hidden" }"""
                    ),
                ],
                [Raw("HEAD", "/p")],
                "X-A"
            ),
        ];

    private static IEnumerable<Probe> Headers =>
        [
            Reply("no content type of its own", """{ "body": "x" }"""),
            Reply(
                "content type",
                """{ "headers": { "Content-Type": "application/json; charset=UTF-8" }, "body": "{}" }"""
            ),
            Reply(
                "repeated header",
                """{ "headers": { "Set-Cookie": ["a=1", "b=2"], "X-One": ["1"] }, "body": "x" }""",
                "Set-Cookie",
                "X-One"
            ),
            Reply("empty header value", """{ "headers": { "X-Empty": "" }, "body": "x" }""", "X-Empty"),
            Reply("name of the stub", """{ "body": "x" }""", "Matched-Stub-Name"),
            Of(
                ProbeKind.Reply,
                "reply: named stub",
                [
                    Stub(
                        """{ "urlPath": "/p" }""",
                        """{ "body": "x" }""",
                        "\"name\": \"a name\", \"id\": \"11111111-1111-1111-1111-111111111111\""
                    ),
                ],
                [Raw("GET", "/p")],
                "Matched-Stub-Name",
                "Matched-Stub-Id"
            ),
        ];

    private static IEnumerable<Probe> Bodies =>
        [
            Reply("empty body", """{ "body": "" }"""),
            Reply("no body", """{ "status": 200 }"""),
            Reply("text beyond ASCII", """{ "body": "é€😀" }"""),
            Reply(
                "jsonBody",
                """{ "jsonBody": { "b": 1.0, "a": [1, 2, { "x": "é<>&\u00e9\/" }], "n": null, "t": true } }"""
            ),
            Reply("jsonBody with surrogates", """{ "jsonBody": "😀" }"""),
            Reply("jsonBody with control characters", """{ "jsonBody": "\u0001\t\n\r\f\b\"\\\u007f\u2028" }"""),
            Reply(
                "jsonBody numbers",
                """{ "jsonBody": [1e5, 1.50, -0.0, 12345678901234567890, 0.1, 1.5e-3, -2E2, 1e0] }"""
            ),
            Reply("jsonBody null", """{ "jsonBody": null }"""),
            Reply("jsonBody text", """{ "jsonBody": "x" }"""),
            Reply("jsonBody empty containers", """{ "jsonBody": { "a": {}, "b": [] } }"""),
            Reply("base64Body", """{ "base64Body": "iVBORw0KGgoA/w==" }"""),
            Reply("body wins over jsonBody", """{ "jsonBody": { "a": 1 }, "body": "text" }"""),
            Reply("jsonBody wins over base64Body", """{ "base64Body": "AAAA", "jsonBody": { "a": 1 } }"""),
            Reply("a megabyte", $$"""{ "body": "{{new string('x', 1_000_000)}}" }"""),
        ];

    private static IEnumerable<Probe> Broken =>
        [
            .. Faults.Select(fault =>
                Of(
                    ProbeKind.Reply,
                    $"fault: {fault} to a client that keeps alive",
                    [Stub("""{ "urlPath": "/p" }""", $$"""{ "fault": "{{fault}}" }""")],
                    [Raw("GET", "/p", null, "Connection: keep-alive")]
                )
            ),
            .. Faults.Select(fault =>
                Of(
                    ProbeKind.Reply,
                    $"fault: {fault} to a client that closes",
                    [Stub("""{ "urlPath": "/p" }""", $$"""{ "fault": "{{fault}}" }""")],
                    [Raw("GET", "/p")]
                )
            ),
            .. Faults.Select(fault =>
                Of(
                    ProbeKind.Reply,
                    $"fault: {fault} after a body, over status and headers",
                    [
                        Stub(
                            """{ "urlPath": "/p" }""",
                            $$"""{ "status": 503, "headers": { "X-A": "1" }, "body": "x", "fault": "{{fault}}" }"""
                        ),
                    ],
                    [Raw("POST", "/p", new string('b', 20_000), "Connection: keep-alive")],
                    "X-A"
                )
            ),
            Of(
                ProbeKind.Reply,
                "cut: Content-Length too long",
                [Stub("""{ "urlPath": "/p" }""", """{ "headers": { "Content-Length": "100" }, "body": "short" }""")],
                [Raw("GET", "/p", null, "Connection: keep-alive")],
                "Content-Length"
            ),
            Of(
                ProbeKind.Reply,
                "cut: Content-Length too long for a client that closes",
                [Stub("""{ "urlPath": "/p" }""", """{ "headers": { "Content-Length": "100" }, "body": "short" }""")],
                [Raw("GET", "/p")],
                "Content-Length"
            ),
            Reply(
                "Content-Length that fits",
                """{ "headers": { "Content-Length": "5" }, "body": "right" }""",
                "Content-Length"
            ),
            Reply(
                "Content-Length too short",
                """{ "headers": { "Content-Length": "3" }, "body": "longer" }""",
                "Content-Length"
            ),
        ];

    private static IEnumerable<Probe> Choices =>
        [
            Of(
                ProbeKind.Reply,
                "choice: lower priority wins",
                [
                    Stub("""{ "urlPath": "/p" }""", """{ "body": "one" }""", "\"priority\": 1"),
                    Stub("""{ "urlPath": "/p" }""", """{ "body": "two" }""", "\"priority\": 2"),
                ],
                [Raw("GET", "/p")]
            ),
            Of(
                ProbeKind.Reply,
                "choice: the default priority is 5",
                [
                    Stub("""{ "urlPath": "/p" }""", """{ "body": "four" }""", "\"priority\": 4"),
                    Stub("""{ "urlPath": "/p" }""", """{ "body": "default" }"""),
                    Stub("""{ "urlPath": "/q" }""", """{ "body": "default" }"""),
                    Stub("""{ "urlPath": "/q" }""", """{ "body": "six" }""", "\"priority\": 6"),
                ],
                [Raw("GET", "/p"), Raw("GET", "/q")]
            ),
            Of(
                ProbeKind.Reply,
                "choice: the newest of equals wins",
                [
                    Stub("""{ "urlPath": "/p" }""", """{ "body": "old" }"""),
                    Stub("""{ "urlPath": "/p" }""", """{ "body": "new" }"""),
                ],
                [Raw("GET", "/p")]
            ),
            Of(
                ProbeKind.Reply,
                "choice: a negative priority",
                [
                    Stub("""{ "urlPath": "/p" }""", """{ "body": "low" }""", "\"priority\": -1"),
                    Stub("""{ "urlPath": "/p" }""", """{ "body": "new" }""", "\"priority\": 0"),
                ],
                [Raw("GET", "/p")]
            ),
            Of(
                ProbeKind.Reply,
                "scenario: two states",
                [
                    Stub(
                        """{ "urlPath": "/p" }""",
                        """{ "status": 503 }""",
                        "\"scenarioName\": \"s\", \"requiredScenarioState\": \"Started\", \"newScenarioState\": \"up\""
                    ),
                    Stub(
                        """{ "urlPath": "/p" }""",
                        """{ "body": "ok" }""",
                        "\"scenarioName\": \"s\", \"requiredScenarioState\": \"up\""
                    ),
                ],
                [Raw("GET", "/p"), Raw("GET", "/p"), Raw("GET", "/p")]
            ),
            Of(
                ProbeKind.Reply,
                "scenario: a stub without a state matches in any",
                [
                    Stub(
                        """{ "urlPath": "/p" }""",
                        """{ "body": "any" }""",
                        "\"scenarioName\": \"s\", \"newScenarioState\": \"up\""
                    ),
                    Stub(
                        """{ "urlPath": "/p" }""",
                        """{ "body": "up" }""",
                        "\"scenarioName\": \"s\", \"requiredScenarioState\": \"up\", \"priority\": 1"
                    ),
                ],
                [Raw("GET", "/p"), Raw("GET", "/p"), Raw("GET", "/p")]
            ),
            Of(
                ProbeKind.Reply,
                "scenario: a fault moves it on too",
                [
                    Stub(
                        """{ "urlPath": "/p" }""",
                        """{ "fault": "EMPTY_RESPONSE" }""",
                        "\"scenarioName\": \"s\", \"requiredScenarioState\": \"Started\", \"newScenarioState\": \"up\""
                    ),
                    Stub(
                        """{ "urlPath": "/p" }""",
                        """{ "body": "ok" }""",
                        "\"scenarioName\": \"s\", \"requiredScenarioState\": \"up\""
                    ),
                ],
                [Raw("GET", "/p"), Raw("GET", "/p")]
            ),
            Of(
                ProbeKind.Reply,
                "scenario: an unmatched request moves nothing",
                [
                    Stub(
                        """{ "urlPath": "/p", "headers": { "A": { "equalTo": "1" } } }""",
                        """{ "body": "first" }""",
                        "\"scenarioName\": \"s\", \"requiredScenarioState\": \"Started\", \"newScenarioState\": \"up\""
                    ),
                    Stub(
                        """{ "urlPath": "/p" }""",
                        """{ "body": "second" }""",
                        "\"scenarioName\": \"s\", \"requiredScenarioState\": \"up\""
                    ),
                ],
                [Raw("GET", "/p"), Raw("GET", "/p", null, "A: 1"), Raw("GET", "/p")]
            ),
            Of(
                ProbeKind.Reply,
                "scenario: round and round",
                [
                    Stub(
                        """{ "urlPath": "/p" }""",
                        """{ "body": "tick" }""",
                        "\"scenarioName\": \"s\", \"requiredScenarioState\": \"Started\", \"newScenarioState\": \"b\""
                    ),
                    Stub(
                        """{ "urlPath": "/p" }""",
                        """{ "body": "tock" }""",
                        "\"scenarioName\": \"s\", \"requiredScenarioState\": \"b\", \"newScenarioState\": \"Started\""
                    ),
                ],
                [Raw("GET", "/p"), Raw("GET", "/p"), Raw("GET", "/p")]
            ),
        ];

    private static IEnumerable<Probe> Timings =>
        [
            Timed("no delay", """{ "body": "x" }"""),
            Timed("fixed", """{ "fixedDelayMilliseconds": 250, "body": "x" }"""),
            Timed(
                "fixed and distribution add up",
                """{ "fixedDelayMilliseconds": 200, "delayDistribution": { "type": "fixed", "milliseconds": 200 }, "body": "x" }"""
            ),
            Timed(
                "uniform",
                """{ "delayDistribution": { "type": "uniform", "lower": 200, "upper": 220 }, "body": "x" }"""
            ),
            Timed(
                "lognormal with a limit",
                """{ "delayDistribution": { "type": "lognormal", "median": 200, "sigma": 0.001, "maxValue": 250 }, "body": "x" }"""
            ),
            Timed("before a fault", """{ "fixedDelayMilliseconds": 250, "fault": "EMPTY_RESPONSE" }"""),
            Timed(
                "dribble",
                """{ "chunkedDribbleDelay": { "numberOfChunks": 4, "totalDuration": 400 }, "body": "abcdefghij" }"""
            ),
            Timed(
                "dribble after a fixed delay",
                """{ "fixedDelayMilliseconds": 150, "chunkedDribbleDelay": { "numberOfChunks": 2, "totalDuration": 200 }, "body": "ab" }"""
            ),
            Timed(
                "dribble of more chunks than bytes",
                """{ "chunkedDribbleDelay": { "numberOfChunks": 100, "totalDuration": 300 }, "body": "abc" }"""
            ),
            Timed(
                "dribble of nothing",
                """{ "chunkedDribbleDelay": { "numberOfChunks": 5, "totalDuration": 500 }, "body": "" }"""
            ),
            Timed(
                "dribble into a cut",
                """{ "headers": { "Content-Length": "50" }, "chunkedDribbleDelay": { "numberOfChunks": 2, "totalDuration": 200 }, "body": "abcdef" }"""
            ),
        ];
}
