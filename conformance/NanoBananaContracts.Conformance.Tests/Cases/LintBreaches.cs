namespace NanoBananaContracts.Conformance.Tests.Cases;

/// <summary>A bad file and its message for every rule that the framework does not keep: those are in <see cref="FileErrorTests"/>.</summary>
internal static class LintBreaches
{
    private const string Case = "cases/http/teapot/case.json";
    private const string Stub = "cases/http/teapot/stub.json";
    private const string Expect = "cases/http/teapot/expect.json";
    private const string Request = "\"method\": \"POST\", \"urlPath\": \"/v1beta/models/m:generateContent\"";
    private const string Status = "\"status\": 418, ";
    private const string Body = "\"jsonBody\": { \"error\": { \"code\": 418, \"message\": \"I'm a teapot\" } }";
    private const string Failure = "\"failure\": { \"class\": \"server\", \"messageContains\": [\"teapot\"] }";
    private const string Prompt = "{ \"contains\": \"Tea\" }";

    /// <summary>Rule; file; what is replaced (empty: the whole file) by what; the text at the place; message.</summary>
    public static TheoryData<string, string, string, string, string, string> All { get; } =
        new()
        {
            {
                "NBL001",
                Case,
                "",
                "\uFEFF{}",
                "{",
                "The file starts with a byte order mark; save it as UTF-8 without."
            },
            {
                "NBL002",
                Stub,
                "\"urlPath\"",
                "\"urlFoo\"",
                "\"urlFoo\"",
                "The key \"urlFoo\" is unknown here; known are bodyPatterns, headers, method, queryParameters, url, urlPath, urlPathPattern."
            },
            {
                "NBL002",
                Expect,
                "\"attempts\"",
                "\"retries\": 3, \"attempts\"",
                "\"retries\"",
                "The key \"retries\" is unknown here; known are $schema, alsoAccept, attempts, elapsed, outcome, requests, retryDelay, retryable."
            },
            {
                "NBL002",
                Stub,
                Body,
                "\"jsonBody\": {}, \"chunkedDribbleDelay\": { \"numberOfChunks\": 2, \"totalDuration\": 5, \"chunks\": 1 }",
                "\"chunks\"",
                "The key \"chunks\" is unknown here; known are numberOfChunks, totalDuration."
            },
            {
                "NBL005",
                Case,
                "\"operation\": \"generate\"",
                "\"operation\": \"save\", \"saveAs\": \"../../cup\"",
                "\"saveAs\"",
                "A picture is saved by a plain name: letters, digits, \"-\", \"_\", single dots."
            },
            {
                "NBL005",
                Case,
                "\"30s\"",
                "\"half a minute\"",
                "\"timeBudget\"",
                "\"half a minute\" is not a length of time; write a number and a unit, for example \"20s\", \"250ms\" or \"1.5m\"."
            },
            {
                "NBL005",
                Case,
                "\"prompt\": \"Tea\"",
                "\"prompt\": \"Tea\", \"saveAs\": \"cup\"",
                "\"task\"",
                "\"saveAs\" and the operation \"save\" go together."
            },
            {
                "NBL005",
                Stub,
                Body,
                "\"bodyFileName\": \"a b.json\"",
                "\"bodyFileName\"",
                "A body file lies under __files; its name is relative, without \"..\", of letters, digits, \".\", \"-\", \"_\" and \"/\"."
            },
            {
                "NBL007",
                "cases/http/teapot/notes.txt",
                "",
                "tea",
                "tea",
                "A case holds case.json, stub.json, expect.json and __files; nothing reads this."
            },
            { "NBL007", "cases/http/teapot/__files/cup.png", "", "tea", "tea", "No stub and no task names this file." },
            { "NBL007", "cases/http/stray.json", "", "{}", "{", "A case is a folder; this file belongs to none." },
            {
                "NBL008",
                Case,
                "\"id\": \"http/teapot\"",
                "\"id\": \"http/kettle\"",
                "\"id\"",
                "The id is \"http/kettle\", but the folder says \"http/teapot\"."
            },
            {
                "NBL008",
                "cases/kitchen/.keep",
                "",
                "",
                "",
                "\"kitchen\" is no family of cases; use auth, request, response, payload, http, transport, time, stream, behaviour."
            },
            {
                "NBL101",
                Expect,
                Prompt,
                "{ \"equalTo\": \"1\", \"contains\": \"2\" }",
                "{",
                "Exactly one of equalTo, contains, matches, doesNotMatch, absent, or, matchesJsonPath, matchesJsonSchema."
            },
            {
                "NBL104",
                Stub,
                Request,
                "\"urlPath\": \"/a\", \"url\": \"/a\"",
                "\"request\"",
                "One of \"url\", \"urlPath\" and \"urlPathPattern\": WireMock keeps one and drops the others silently."
            },
            {
                "NBL106",
                Stub,
                Body,
                "\"body\": \"x\", \"jsonBody\": {}",
                "\"response\"",
                "One of \"body\", \"jsonBody\" and \"bodyFileName\": WireMock sends one and drops the others silently."
            },
            {
                "NBL107",
                Stub,
                Body,
                "\"bodyFileName\": \"none.json\"",
                "\"bodyFileName\"",
                "There is no __files/none.json; WireMock would answer 500 when the stub is asked for."
            },
            {
                "NBL111",
                Expect,
                Prompt,
                "{ \"matchesJsonPath\": { \"expression\": \"$.a\", \"equalToJson\": \"{\" } }",
                "\"matchesJsonPath\"",
                "The operand of \"equalToJson\" is not JSON."
            },
            {
                "NBL113",
                Stub,
                Body,
                Body + ", \"fault\": \"EMPTY_RESPONSE\"",
                "\"response\"",
                "With a fault nothing else of the response is sent; only the delay stays."
            },
            {
                "NBL114",
                Stub,
                Request,
                Request + ", \"host\": { \"equalTo\": \"h\" }",
                "\"host\"",
                "\"host\" is not played here; WireMock alone knows it."
            },
            {
                "NBL115",
                Stub,
                "",
                "{ \"mappings\": [{ \"request\": { \"url\": \"/a\" } }, { \"request\": { \"url\": \"/a\" } }] }",
                "{",
                "This stub and /mappings/0 have the same request and the same priority; which one answers depends on the order of loading. Give one another priority, or both a scenario."
            },
            {
                "NBL116",
                Stub,
                Request + " }",
                Request + " }, \"scenarioName\": \"s\", \"requiredScenarioState\": \"two\"",
                "\"requiredScenarioState\"",
                "No stub leads the scenario \"s\" to \"two\"; it starts as \"Started\"."
            },
            {
                "NBL117",
                Stub,
                Status,
                Status + "\"headers\": { \"Content-Length\": \"3\" }, ",
                "\"headers\"",
                "Content-Length is less than the 47 bytes of the body; clients take the rest for the next reply."
            },
            { "NBL118", Stub, "418, ", "204, ", "\"response\"", "A reply with status 204 has no body." },
            {
                "NBL201",
                Case,
                "[{ \"where\": \"RFC 2324\" }]",
                "[]",
                "\"sources\"",
                "Say where this was seen: a thread, a document, a recording."
            },
            {
                "NBL201",
                Case,
                "A client that takes any answer for a picture pours tea over it.",
                "Tea.",
                "\"why\"",
                "Say in a sentence what goes wrong in a client that fails the case."
            },
            {
                "NBL202",
                Case,
                "NBR-301",
                "NBR-999",
                "\"NBR-999\"",
                "There is no requirement NBR-999 in requirements.json."
            },
            {
                "NBL202",
                "requirements.json",
                "] }",
                ", { \"id\": \"NBR-302\", \"text\": \"Another.\" }] }",
                "{",
                "No case covers NBR-302; write one, or say in \"excluded\" why there is none."
            },
            {
                "NBL203",
                Expect,
                "\"attempts\"",
                "\"alsoAccept\": [{ \"outcome\": { \"failure\": { \"class\": \"quota\" } }, \"reason\": \"So.\" }], \"attempts\"",
                "\"reason\"",
                "Say in \"reason\" why this outcome passes although it is not the one wanted."
            },
            {
                "NBL203",
                Expect,
                "\"messageContains\": [\"teapot\"] } },",
                "\"kind\": \"Tea\" } }, \"alsoAccept\": [{ \"outcome\": { \"failure\": { \"kind\": \"Tea\", \"class\": \"server\" } }, \"reason\": \"It is the same.\" }],",
                "{",
                "This is the outcome wanted itself."
            },
            {
                "NBL204",
                Expect,
                Failure + " },",
                "\"text\": {} }, \"retryable\": true,",
                "\"retryable\"",
                "Only a failure can be worth retrying."
            },
            {
                "NBL204",
                Expect,
                Failure,
                Failure + ", \"text\": {}",
                "\"outcome\"",
                "An outcome is exactly one of picture, text, failure."
            },
            {
                "NBL205",
                Expect,
                "\"attempts\": 1",
                "\"attempts\": { \"min\": 3, \"max\": 2 }",
                "\"attempts\"",
                "At most 2, but at least 3, is no number."
            },
            {
                "NBL205",
                Expect,
                "\"attempts\": 1",
                "\"attempts\": 0",
                "\"requests\"",
                "No request may be sent, so none can look like anything."
            },
            {
                "NBL206",
                Stub,
                Status,
                Status + "\"fixedDelayMilliseconds\": 45000, ",
                "\"timeBudget\"",
                "A reply takes up to 45s, longer than the whole case may take."
            },
            {
                "NBL207",
                Expect,
                "goes along",
                "goes along, AIzaSyA1234567890abcdefghijklmnopqrstuvw",
                "{",
                "Something in this file has the shape of a real key; write one that has not."
            },
            {
                "NBL208",
                "revisions/2026.1.json",
                "",
                "{ \"revision\": \"2026.1\", \"cases\": { \"http/teapot\": \"sha256:0\" } }",
                "{",
                "This case is frozen in 2026.1 and has changed. Undo the change, make it a new case, or freeze a new revision."
            },
            {
                "NBL208",
                "revisions/2026.1.json",
                "",
                "{ \"revision\": \"2026.1\", \"cases\": {} }",
                "\"scored\"",
                "A new case starts with \"scored\": false; 2026.1 is frozen without it."
            },
        };
}
