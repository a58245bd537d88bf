using System.Collections.Generic;
using static NanoBananaContracts.Conformance.Tests.Players.Differential.Probe;

namespace NanoBananaContracts.Conformance.Tests.Players.Differential;

/// <summary>What matches and what does not. Every probe holds at least one request of each.</summary>
internal static class MatchingProbes
{
    private static readonly string[] HeaderVariants =
    [
        "",
        "X:",
        "X: v",
        "X: w",
        "X: v\nX: w",
        "X: v, w",
        "X: V",
        "x: v",
        "X: vw",
    ];
    private static readonly string[] QueryVariants =
    [
        "",
        "?q",
        "?q=",
        "?q=v",
        "?q=w",
        "?q=v&q=w",
        "?Q=v",
        "?q=%76",
        "?q=v+w",
        "?q=v%20w",
        "?q=v,w",
        "?q=V",
        "?a=b&q=v",
    ];
    private static readonly string[] BodyVariants =
    [
        "",
        "v",
        "w",
        "V",
        "vw",
        "\"v\"",
        " ",
        "notjson",
        "null",
        "v\nw",
        "1",
    ];
    private static readonly string[] CookieVariants = ["", "q=v", "q=w; r=v", "q=v; q=w", "Q=v", "q=", "q=V", "q=vw"];
    private static readonly string[] FormVariants =
    [
        "",
        "q=v",
        "q=w",
        "q=v&q=w",
        "q=",
        "Q=v",
        "q=%76",
        "q=V",
        "r=1&q=v",
        "q=vw",
    ];

    private static readonly (string Name, string Matcher)[] Simple =
    [
        ("equalTo", """{ "equalTo": "v" }"""),
        ("equalTo without case", """{ "equalTo": "V", "caseInsensitive": true }"""),
        ("contains", """{ "contains": "v" }"""),
        ("doesNotContain", """{ "doesNotContain": "v" }"""),
        ("matches", """{ "matches": "v" }"""),
        ("matches all of it", """{ "matches": ".*" }"""),
        ("doesNotMatch", """{ "doesNotMatch": "v" }"""),
        ("absent", """{ "absent": true }"""),
        ("absent as text", """{ "absent": "(absent)" }"""),
        ("not equalTo", """{ "not": { "equalTo": "v" } }"""),
        ("not absent", """{ "not": { "absent": true } }"""),
        ("and", """{ "and": [{ "contains": "v" }, { "contains": "w" }] }"""),
        ("or with absent", """{ "or": [{ "absent": true }, { "equalTo": "v" }] }"""),
    ];

    public static IEnumerable<Probe> All
    {
        get
        {
            foreach (var (name, matcher) in Simple)
            {
                yield return Header(name, matcher, HeaderVariants);
                yield return Query(name, matcher, QueryVariants);
                yield return Body(name, matcher, BodyVariants);
                yield return Cookie(name, matcher, CookieVariants);
                yield return Form(name, matcher, FormVariants);
            }

            foreach (var probe in Several)
                yield return probe;
            foreach (var probe in Traps)
                yield return probe;
            foreach (var probe in Regexes)
                yield return probe;
            foreach (var probe in Urls)
                yield return probe;
        }
    }

    private static IEnumerable<Probe> Several =>
        [
            Header(
                "hasExactly",
                """{ "hasExactly": [{ "equalTo": "v" }, { "equalTo": "w" }] }""",
                "",
                "X: v",
                "X: v\nX: w",
                "X: w\nX: v",
                "X: v\nX: w\nX: z",
                "X: v\nX: z"
            ),
            Header(
                "hasExactly twice the same",
                """{ "hasExactly": [{ "equalTo": "v" }, { "equalTo": "v" }] }""",
                "X: v\nX: w",
                "X: v\nX: v",
                "X: v"
            ),
            Header("includes", """{ "includes": [{ "equalTo": "v" }] }""", "", "X: v", "X: w", "X: v\nX: w"),
            Header(
                "includes two",
                """{ "includes": [{ "equalTo": "v" }, { "contains": "w" }] }""",
                "X: v",
                "X: v\nX: ww",
                "X: w\nX: v\nX: z"
            ),
            Query(
                "hasExactly",
                """{ "hasExactly": [{ "equalTo": "v" }, { "equalTo": "w" }] }""",
                "?q=v",
                "?q=v&q=w",
                "?q=w&q=v",
                "?q=v&q=w&q=z",
                ""
            ),
            Query("includes", """{ "includes": [{ "matches": "v+" }] }""", "?q=vv", "?q=w&q=v", "?q=w", ""),
            Header("names without case", """{ "equalTo": "v" }""", "x: v", "X: v", "Y: v"),
            Of(
                ProbeKind.Matching,
                "basic authentication",
                [Stub("""{ "urlPath": "/p", "basicAuth": { "username": "u", "password": "p" } }""")],
                [
                    Raw("GET", "/p"),
                    Raw("GET", "/p", null, "Authorization: Basic dTpw"),
                    Raw("GET", "/p", null, "Authorization: Basic dTpx"),
                    Raw("GET", "/p", null, "Authorization: Bearer dTpw"),
                ]
            ),
            Of(
                ProbeKind.Matching,
                "basic authentication by its other name",
                [Stub("""{ "urlPath": "/p", "basicAuthCredentials": { "username": "u", "password": "p" } }""")],
                [Raw("GET", "/p"), Raw("GET", "/p", null, "Authorization: Basic dTpw")]
            ),
            Of(
                ProbeKind.Matching,
                "method in lower case",
                [Stub("""{ "urlPath": "/p", "method": "post" }"""), Stub("""{ "urlPath": "/r" }""")],
                [Raw("POST", "/p", ""), Raw("GET", "/p"), Raw("GET", "/r")]
            ),
            Of(
                ProbeKind.Matching,
                "method any in lower case",
                [Stub("""{ "urlPath": "/p", "method": "any" }"""), Stub("""{ "urlPath": "/r" }""")],
                [Raw("POST", "/p", ""), Raw("GET", "/p"), Raw("GET", "/r")]
            ),
            Of(
                ProbeKind.Matching,
                "method ANY and none",
                [Stub("""{ "urlPath": "/p", "method": "ANY" }"""), Stub("""{ "urlPath": "/r" }""")],
                [Raw("POST", "/p", ""), Raw("DELETE", "/p"), Raw("PATCH", "/r", "x"), Raw("GET", "/none")]
            ),
            Of(
                ProbeKind.Matching,
                "HEAD is not GET",
                [Stub("""{ "urlPath": "/p", "method": "GET" }""")],
                [Raw("GET", "/p"), Raw("HEAD", "/p")]
            ),
            Of(
                ProbeKind.Matching,
                "every part must match",
                [
                    Stub(
                        """{ "urlPath": "/p", "method": "POST", "headers": { "A": { "equalTo": "1" } }, "queryParameters": { "b": { "equalTo": "2" } }, "bodyPatterns": [{ "contains": "3" }, { "contains": "4" }] }"""
                    ),
                ],
                [
                    Raw("POST", "/p?b=2", "34", "A: 1"),
                    Raw("POST", "/p?b=2", "3", "A: 1"),
                    Raw("POST", "/p", "34", "A: 1"),
                    Raw("POST", "/p?b=2", "34"),
                    Raw("PUT", "/p?b=2", "34", "A: 1"),
                ]
            ),
            Of(
                ProbeKind.Matching,
                "binaryEqualTo",
                [Stub("""{ "urlPath": "/p", "bodyPatterns": [{ "binaryEqualTo": "dgA=" }] }""")],
                [Raw("POST", "/p", "v\0"), Raw("POST", "/p", "v"), Raw("POST", "/p", "")]
            ),
            Of(
                ProbeKind.Matching,
                "anything",
                [
                    Stub(
                        """{ "urlPath": "/p", "headers": { "X": { "anything": "anything" } }, "queryParameters": { "q": { "anything": "x" } } }"""
                    ),
                ],
                [Raw("GET", "/p"), Raw("GET", "/p?q=1", null, "X: 1"), Raw("GET", "/other")]
            ),
            Of(
                ProbeKind.Matching,
                "chunked request body",
                [Stub("""{ "urlPath": "/p", "bodyPatterns": [{ "equalTo": "abcdef" }] }""")],
                [
                    "POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n",
                    "POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                ]
            ),
        ];

    private static IEnumerable<Probe> Traps =>
        [
            Header("absent: false still means absent", """{ "absent": false }""", "", "X: v", "X:"),
            Header(
                "two matchers: the first counts",
                """{ "equalTo": "v", "contains": "w" }""",
                "X: v",
                "X: w",
                "X: vw"
            ),
            Header("two matchers in other order", """{ "contains": "w", "equalTo": "v" }""", "X: v", "X: w", "X: vw"),
            Header("present but empty is not absent", """{ "absent": true }""", "X:", ""),
            Body(
                "option name inside the operand",
                """{ "equalToJson": { "ignoreExtraElements": true, "a": 1 } }""",
                """{"a":1}""",
                """{"a":1,"b":2}""",
                """{"a":1,"ignoreExtraElements":true}""",
                """{"a":1,"ignoreExtraElements":true,"b":2}"""
            ),
            Url("two URL keys: url wins over urlPath", """{ "urlPath": "/a", "url": "/b" }""", "/a", "/b"),
            Url(
                "two URL keys: urlPattern wins over urlPath",
                """{ "urlPath": "/a", "urlPattern": "/b.*" }""",
                "/a",
                "/bc",
                "/b?x=1"
            ),
            Url(
                "two URL keys: urlPath wins over urlPathPattern",
                """{ "urlPathPattern": "/b.*", "urlPath": "/a" }""",
                "/a",
                "/bc"
            ),
            Url(
                "two URL keys: urlPathPattern wins over urlPathTemplate",
                """{ "urlPathTemplate": "/{x}/y", "urlPathPattern": "/b" }""",
                "/a/y",
                "/b"
            ),
            Url(
                "path parameters without a template are ignored",
                """{ "urlPath": "/a", "pathParameters": { "x": { "equalTo": "nope" } } }""",
                "/a",
                "/nope"
            ),
            Body("empty body is absent", """{ "absent": true }""", "", "v", " "),
        ];

    private static IEnumerable<Probe> Regexes =>
        [
            Header("regex matches the whole value", """{ "matches": "b" }""", "X: abc", "X: b"),
            Body("dot matches line ends", """{ "matches": "a.b" }""", "a\nb", "axb", "ab", "a\r\nb"),
            Body("dollar before a last line end", """{ "matches": "ab$" }""", "ab", "ab\n", "abc"),
            Body("alternation is inside the whole", """{ "matches": "a|bc" }""", "a", "bc", "ac", "abc"),
            Body("inline case", """{ "matches": "(?i)abc" }""", "ABC", "abc", "abd"),
            Body("digits are ASCII", """{ "matches": "\\d+" }""", "12", "1a", ""),
            Body("word characters are ASCII", """{ "matches": "\\w+" }""", "a_1", "a-1", "a b"),
            Body("white space", """{ "matches": "a\\sb" }""", "a b", "a\tb", "a\nb", "ab"),
            Body("quoted literal", """{ "matches": "\\Qa.b\\E+" }""", "a.b", "a.bb", "axb"),
            Body("class with escapes", """{ "matches": "[\\d.\\-]+" }""", "1.2-3", "1a", "."),
            Body("lazy and greedy", """{ "matches": "<.+?>" }""", "<a>", "<a><b>", "<>"),
            Body("look-ahead", """{ "matches": "(?=.*IMAGE).*TEXT.*" }""", "TEXT,IMAGE", "IMAGE,TEXT", "TEXT"),
            Body("back reference", """{ "matches": "(a|b)\\1" }""", "aa", "ab", "bb"),
            Body(
                "bounded repeat",
                """{ "matches": "[A-Za-z0-9+/]{4,8}={0,2}" }""",
                "abcd==",
                "abc",
                "abcdefgh=",
                "abcd==="
            ),
            Body("general category", """{ "matches": "\\p{L}+" }""", "abc", "ab1", "x"),
            Query("regex on a decoded value", """{ "matches": "a b" }""", "?q=a+b", "?q=a%20b", "?q=ab"),
        ];

    private static IEnumerable<Probe> Urls =>
        [
            Url("url is path and query", """{ "url": "/a?x=1" }""", "/a?x=1", "/a", "/a?x=1&y=2", "/a?x=2"),
            Url("url without a query", """{ "url": "/a" }""", "/a", "/a?x=1", "/a/", "/a?"),
            Url("urlPath takes any query", """{ "urlPath": "/a" }""", "/a", "/a?x=1", "/A", "/a/", "/ab"),
            Url(
                "urlPath is not decoded",
                """{ "urlPath": "/m:generateContent" }""",
                "/m:generateContent",
                "/m%3AgenerateContent",
                "/m%3agenerateContent"
            ),
            Url(
                "an escaped urlPath is not decoded either",
                """{ "urlPath": "/m%3AgenerateContent" }""",
                "/m:generateContent",
                "/m%3AgenerateContent"
            ),
            Url(
                "urlPathPattern matches the whole path",
                """{ "urlPathPattern": "/v1beta/models/.+:generateContent" }""",
                "/v1beta/models/x:generateContent",
                "/v1beta/models/x:generateContent?key=1",
                "/v1beta/models/x:streamGenerateContent",
                "/x/v1beta/models/x:generateContent"
            ),
            Url(
                "urlPattern sees the query",
                """{ "urlPattern": "/a\\?x=[0-9]+" }""",
                "/a?x=12",
                "/a",
                "/a?x=",
                "/a?x=1&y"
            ),
            Url(
                "template",
                """{ "urlPathTemplate": "/v1beta/models/{model}:generateContent" }""",
                "/v1beta/models/x:generateContent",
                "/v1beta/models/:generateContent",
                "/v1beta/models/a/b:generateContent",
                "/v1beta/models/x:generateContent?alt=sse",
                "/v1beta/models/x"
            ),
            Url(
                "template with a whole segment",
                """{ "urlPathTemplate": "/a/{b}/c" }""",
                "/a/x/c",
                "/a//c",
                "/a/x/y/c",
                "/a/x/c/"
            ),
            Url("template with wildcards", """{ "urlPathTemplate": "/a/**" }""", "/a/x", "/a/x/y", "/b/x"),
            Url(
                "path parameter",
                """{ "urlPathTemplate": "/a/{b}", "pathParameters": { "b": { "equalTo": "x" } } }""",
                "/a/x",
                "/a/y"
            ),
            Url(
                "path parameter by regex",
                """{ "urlPathTemplate": "/a/{b}/{c}", "pathParameters": { "b": { "matches": "[0-9]+" }, "c": { "doesNotMatch": "z" } } }""",
                "/a/1/y",
                "/a/x/y",
                "/a/1/z"
            ),
            Of(
                ProbeKind.Matching,
                "url: none matches all",
                [Stub("""{ "method": "GET" }""")],
                [Raw("GET", "/a"), Raw("GET", "/b/c?d"), Raw("POST", "/a", "")]
            ),
            Of(
                ProbeKind.Matching,
                "url: absolute form",
                [Stub("""{ "url": "/a?x=1" }""")],
                [
                    "GET /a?x=1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                    "GET /b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                ]
            ),
        ];
}
