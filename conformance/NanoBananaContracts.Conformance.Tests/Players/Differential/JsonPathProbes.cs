using System.Collections.Generic;
using static NanoBananaContracts.Conformance.Tests.Players.Differential.Probe;

namespace NanoBananaContracts.Conformance.Tests.Players.Differential;

/// <summary>JSONPath in bodies: what leads somewhere, what a matcher then sees, and what is forgiven.</summary>
internal static class JsonPathProbes
{
    public static IEnumerable<Probe> All => [.. Paths, .. AdvancedPaths, .. Lenient];

    private static Probe Path(string path, params string[] bodies) =>
        Body("path " + path, $$"""{ "matchesJsonPath": "{{path.Replace("\"", "\\\"")}}" }""", bodies);

    private static Probe Advanced(string path, string matcher, params string[] bodies) =>
        Body(
            $"path {path} {matcher}",
            $$"""{ "matchesJsonPath": { "expression": "{{path}}", {{matcher}} } }""",
            bodies
        );

    private static IEnumerable<Probe> Paths =>
        [
            Path(
                "$.a",
                """{"a":1}""",
                """{"a":null}""",
                """{"a":[]}""",
                """{"a":{}}""",
                """{"a":false}""",
                """{"a":0}""",
                """{"a":""}""",
                "{}",
                "[]",
                "",
                """{"a":{"b":null}}""",
                """{"a":[null]}"""
            ),
            Path("$", "{}", "[]", "[1]", """{"a":1}""", "1", "null", "\"\"", "\"x\"", "true"),
            Path("$.a.b", """{"a":[{"b":1}]}""", """{"a":{"b":1}}""", """{"a":{"b":null}}""", """{"a":"b"}"""),
            Path("$.a[0]", """{"a":[1]}""", """{"a":[null]}""", """{"a":{"0":1}}""", """{"a":[[]]}""", """{"a":[]}"""),
            Path("$.a[1]", """{"a":[1]}""", """{"a":[1,2]}""", "{}"),
            Path("$.a[-1]", """{"a":[1,2]}""", """{"a":[]}""", """{"a":[1,null]}"""),
            Path("$.a[*]", """{"a":[null]}""", """{"a":{"x":1}}""", """{"a":[]}""", """{"a":5}""", """{"a":{}}"""),
            Path(
                "$.a[*].b",
                """{"a":[{"b":null}]}""",
                """{"a":[{"c":1}]}""",
                """{"a":[1]}""",
                """{"a":[{"c":1},{"b":1}]}"""
            ),
            Path("$..b", """{"a":[{"b":null}]}""", """{"c":{"b":1}}""", "{}", """{"b":1}""", "[[[{\"b\":1}]]]"),
            Path("$..a[0]", """{"a":[1]}""", """{"x":{"a":[1]}}""", """{"a":[]}"""),
            Path("$['a']['b c']", """{"a":{"b c":1}}""", """{"a":{"b":1}}"""),
            Path("$.a-b", """{"a-b":1}""", """{"a":1}"""),
            Path("$.*", """{"a":null}""", "{}", "[1]"),
            Path(
                "$.a[?(@.k == 'v')]",
                """{"a":[{"k":"v"}]}""",
                """{"a":[{"k":"w"}]}""",
                """{"a":{"k":"v"}}""",
                """{"a":["v"]}""",
                "{}"
            ),
            Path("$.a[?(@.k)]", """{"a":[{"k":null}]}""", """{"a":[{"k":1}]}""", """{"a":[{"j":1}]}"""),
            Path("$.a[?(@ == 'v')]", """{"a":["v"]}""", """{"a":["w"]}""", """{"a":[]}"""),
            Path("$.a[?(@.k != 'v')]", """{"a":[{"k":"w"}]}""", """{"a":[{}]}""", """{"a":[{"k":"v"}]}"""),
            Path(
                "$.a[?(@.k == 1)]",
                """{"a":[{"k":1}]}""",
                """{"a":[{"k":1.0}]}""",
                """{"a":[{"k":"1"}]}""",
                """{"a":[{"k":2}]}"""
            ),
            Path(
                "$.a[?(@.k == '1')]",
                """{"a":[{"k":1}]}""",
                """{"a":[{"k":"1"}]}""",
                """{"a":[{"k":1.0}]}""",
                """{"a":[{"k":true}]}"""
            ),
            Path(
                "$.a[?(@.k == true)]",
                """{"a":[{"k":true}]}""",
                """{"a":[{"k":"true"}]}""",
                """{"a":[{"k":false}]}"""
            ),
            Path("$.a[?(@.k == null)]", """{"a":[{"k":null}]}""", """{"a":[{}]}""", """{"a":[{"k":1}]}"""),
            Path("$.a[?(@.k == 'v')].x", """{"a":[{"k":"v","x":1}]}""", """{"a":[{"k":"v"}]}"""),
            Path(
                "$.a[?(@.b.c == 'v')]",
                """{"a":[{"b":{"c":"v"}}]}""",
                """{"a":[{"b":{"c":"w"}}]}""",
                """{"a":[{"b":1}]}"""
            ),
            Path("$..[?(@.k == 'v')]", """{"a":[{"k":"v"}]}""", """{"k":"v"}""", """{"k":"w"}"""),
            Path(
                "$.contents[0].parts[?(@.inlineData)].inlineData.mimeType",
                """{"contents":[{"parts":[{"text":"x"},{"inlineData":{"mimeType":"image/png"}}]}]}""",
                """{"contents":[{"parts":[{"text":"x"}]}]}"""
            ),
        ];

    private static IEnumerable<Probe> AdvancedPaths =>
        [
            Advanced(
                "$.a",
                "\"equalTo\": \"1\"",
                """{"a":1}""",
                """{"a":1.0}""",
                """{"a":"1"}""",
                """{"a":[2,1]}""",
                """{"a":[[1]]}""",
                """{"a":[]}""",
                "{}",
                """{"a":true}"""
            ),
            Advanced("$.a", "\"equalTo\": \"true\"", """{"a":true}""", """{"a":"true"}""", """{"a":false}"""),
            Advanced("$.a", "\"equalTo\": \"1.0\"", """{"a":1.0}""", """{"a":1.00}""", """{"a":1}"""),
            Advanced("$.a", "\"equalTo\": \"100000.0\"", """{"a":1e5}""", """{"a":100000}""", """{"a":100000.0}"""),
            Advanced(
                "$.a",
                "\"equalTo\": \"1.0E10\"",
                """{"a":1e10}""",
                """{"a":10000000000}""",
                """{"a":10000000000.0}"""
            ),
            Advanced("$.a", "\"equalTo\": \"1.0E-5\"", """{"a":0.00001}""", """{"a":1e-5}""", """{"a":1}"""),
            Advanced("$.a", "\"equalTo\": \"0.05\"", """{"a":0.05}""", """{"a":5e-2}""", """{"a":0.5}"""),
            Advanced("$.a", "\"equalTo\": \"123.456\"", """{"a":123.456}""", """{"a":123.4560}""", """{"a":123}"""),
            Advanced("$.a", "\"equalTo\": \"-1.5\"", """{"a":-1.5}""", """{"a":1.5}"""),
            Advanced(
                "$.a",
                "\"equalTo\": \"10000000000000000000000\"",
                """{"a":10000000000000000000000}""",
                """{"a":1}"""
            ),
            Advanced(
                "$.a",
                "\"equalToJson\": \"{\\\"b\\\":1}\"",
                """{"a":{"b":1}}""",
                """{"a":[{"b":1}]}""",
                """{"a":"{\"b\":1}"}""",
                "{}"
            ),
            Advanced("$.a", "\"equalToJson\": \"[1,2]\"", """{"a":[1,2]}""", """{"a":[2,1]}""", """{"a":[[1,2]]}"""),
            Advanced(
                "$.a",
                "\"equalToJson\": \"[\\\"IMAGE\\\",\\\"TEXT\\\"]\", \"ignoreArrayOrder\": true",
                """{"a":["TEXT","IMAGE"]}""",
                """{"a":["TEXT"]}""",
                """{"a":["IMAGE","TEXT"]}"""
            ),
            Advanced(
                "$.a",
                "\"absent\": true",
                "{}",
                """{"a":null}""",
                """{"a":[]}""",
                """{"a":{}}""",
                """{"a":""}""",
                """{"a":0}""",
                "",
                "notjson",
                "{",
                """{"a":"""
            ),
            Advanced(
                "$.a[*].k",
                "\"absent\": true",
                """{"a":[{"j":"v"}]}""",
                """{"a":[]}""",
                "{}",
                """{"a":[{"k":1}]}"""
            ),
            Advanced(
                "$.a",
                "\"not\": { \"equalTo\": \"1\" }",
                "{}",
                """{"a":2}""",
                """{"a":[1,2]}""",
                """{"a":1}""",
                """{"a":null}"""
            ),
            Advanced(
                "$.a",
                "\"or\": [{ \"absent\": true }, { \"equalTo\": \"1\" }]",
                "{}",
                """{"a":1}""",
                """{"a":null}"""
            ),
            Advanced(
                "$.a",
                "\"doesNotMatch\": \"1\"",
                "{}",
                """{"a":2}""",
                """{"a":null}""",
                """{"a":[1,2]}""",
                """{"a":1}"""
            ),
            Advanced(
                "$.a",
                "\"matches\": \".+\"",
                "{}",
                """{"a":"x"}""",
                """{"a":[]}""",
                """{"a":["x"]}""",
                """{"a":{"b":1}}""",
                """{"a":""}"""
            ),
            Advanced(
                "$.a",
                "\"contains\": \"b\"",
                """{"a":"abc"}""",
                """{"a":{"b":1}}""",
                """{"a":["b"]}""",
                """{"a":[1,"ab"]}""",
                """{"a":"x"}"""
            ),
            Advanced("$.a", "\"equalTo\": \"{\\n  \\\"b\\\" : 1\\n}\"", """{"a":{"b":1}}""", """{"a":[{"b":1}]}"""),
            Advanced(
                "$.a",
                "\"equalTo\": \"{\\n  \\\"b\\\" : [ 1, {\\n    \\\"c\\\" : [ ]\\n  } ]\\n}\"",
                """{"a":{"b":[1,{"c":[]}]}}""",
                """{"a":{"b":1}}"""
            ),
            Advanced("$.a", "\"equalTo\": \"{b=1}\"", """{"a":[{"b":1}]}""", """{"a":{"b":1}}"""),
            Advanced(
                "$.a",
                "\"equalTo\": \"{b=1, c=x}\"",
                """{"a":[{"b":1,"c":"x"}]}""",
                """{"a":[{"c":"x","b":1}]}"""
            ),
            Advanced("$.a", "\"equalTo\": \"[1]\"", """{"a":[[1]]}""", """{"a":[1]}"""),
            Advanced("$.a", "\"matchesJsonSchema\": { \"type\": \"array\" }", """{"a":[1]}""", """{"a":[[1]]}"""),
            Advanced(
                "$.a",
                "\"matchesJsonSchema\": { \"type\": \"object\", \"required\": [\"b\"] }",
                """{"a":{"b":1}}""",
                """{"a":{"c":1}}""",
                """{"a":[{"b":1}]}"""
            ),
            Advanced(
                "$.a",
                "\"matchesJsonPath\": \"$.b\"",
                """{"a":{"b":1}}""",
                """{"a":{"c":1}}""",
                """{"a":[{"b":1}]}"""
            ),
            Advanced("$..b", "\"equalTo\": \"1\"", """{"a":[{"b":2},{"b":1}]}""", """{"b":2}"""),
            Advanced(
                "$.a",
                "\"and\": [{ \"contains\": \"x\" }, { \"contains\": \"y\" }]",
                """{"a":"xy"}""",
                """{"a":["x","y"]}""",
                """{"a":["xy"]}"""
            ),
            Advanced(
                "$.a[*].k",
                "\"equalTo\": \"v\"",
                """{"a":[{"k":"v"}]}""",
                """{"a":[{"k":["v"]}]}""",
                """{"a":[{"k":"w"},{"k":"v"}]}"""
            ),
        ];

    private static IEnumerable<Probe> Lenient =>
        [
            Path(
                "$.a.x",
                """{a:{x:1}}""",
                "{'a':{'x':1}}",
                """{"a":{"x":1},}""",
                """{"a":{"x":1}} trailing""",
                """{"a" {"x":1}}""",
                "{a"
            ),
            Body(
                "lenient words",
                """{ "matchesJsonPath": { "expression": "$.a", "matches": ".+" } }""",
                """{"a":tru}""",
                """{"a":x y}""",
                """{"a":'x'}""",
                """{"a":1;"b":2}""",
                "{\"a\":\"\n\"}",
                """{"a"=1}""",
                "{\"b\":1}"
            ),
            Body("lenient arrays", """{ "matchesJsonPath": "$[0]" }""", "[1,,2]", "[1 2]", "[a]", "[]", "[1"),
            Body(
                "a bare word is a value",
                """{ "matchesJsonPath": "$" }""",
                "notjson",
                "{}",
                "//c\n{\"a\":1}",
                " ",
                "null"
            ),
        ];
}
