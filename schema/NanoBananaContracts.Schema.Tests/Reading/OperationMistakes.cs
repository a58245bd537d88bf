using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>Operations: what they lack, and what they name.</summary>
public sealed class OperationMistakes
{
    public static TheoryData<string, string, string> Cases { get; } =
        new()
        {
            {
                "NBC1701",
                """ «"Draw"»: { "path": "/v1", "request": "#/$defs/M", "response": "#/$defs/M" } """,
                "The operation 'Draw' has no 'method'. Add \"method\"."
            },
            {
                "NBC1701",
                """ «"Draw"»: { "method": "POST", "request": "#/$defs/M", "response": "#/$defs/M" } """,
                "The operation 'Draw' has no 'path'. Add \"path\"."
            },
            {
                "NBC1701",
                """ «"Draw"»: { "method": "POST", "path": "/v1", "response": "#/$defs/M" } """,
                "The operation 'Draw' has no 'request'. Add \"request\"."
            },
            {
                "NBC1701",
                """ «"Draw"»: { "method": "POST", "path": "/v1", "request": "#/$defs/M" } """,
                "The operation 'Draw' has no 'response'. Add \"response\"."
            },
            {
                "NBC1702",
                Operation("/v1", "Draw") + ", " + Operation("/v2", "draw").Replace("\"draw\"", "«\"draw\"»"),
                "Another operation is named 'Draw' in C# too. Rename one of them."
            },
            {
                "NBC1703",
                """ "Draw": { "method": "POST", "path": "/v1", "request": «"#/$defs/E"», "response": "#/$defs/M" } """,
                "'E' is not an object with properties, so it cannot be a request. Refer to an object definition."
            },
            {
                "NBC1703",
                """ "Draw": { "method": "POST", "path": "/v1", "request": "#/$defs/M", "response": «"#/$defs/L"» } """,
                "'L' is not an object with properties, so it cannot be a response. Refer to an object definition."
            },
            {
                "NBC1201",
                """ "Draw": { "method": "POST", "path": "/v1", "request": «"#/$defs/N"», "response": "#/$defs/M" } """,
                "There is no definition 'N'. Define it under \"$defs\", or correct the name."
            },
            { "NBC1704", Path("v1/draw"), "'v1/draw' does not begin with '/'. " + PathCure },
            { "NBC1704", Path("/v1?alt=sse"), "'/v1?alt=sse' has a query, which belongs into \"query\". " + PathCure },
            { "NBC1704", Path("/v1/{model"), "'/v1/{model' has a placeholder that is not closed. " + PathCure },
            { "NBC1704", Path("/v1/model}"), "'/v1/model}' closes a placeholder that is not open. " + PathCure },
            { "NBC1704", Path("/v1/{a{b}}"), "'/v1/{a{b}}' opens a placeholder inside another. " + PathCure },
            { "NBC1704", Path("/v1/{}"), "'/v1/{}' has a placeholder '', which is not a name. " + PathCure },
            { "NBC1704", Path("/v1/{a}/{a}"), "'/v1/{a}/{a}' has the placeholder 'a' twice. " + PathCure },
            { "NBC1704", Path("/v1/my model"), "'/v1/my model' has a character that a path cannot have. " + PathCure },
            {
                "NBC1705",
                """ "Draw": { "method": «"post"», "path": "/v1", "request": "#/$defs/M", "response": "#/$defs/M" } """,
                "'post' is not an HTTP method of the subset. Did you mean 'POST'?"
            },
            {
                "NBC1705",
                """ "Draw": { "method": «"BREW"», "path": "/v1", "request": "#/$defs/M", "response": "#/$defs/M" } """,
                "'BREW' is not an HTTP method of the subset. Use GET, POST, PUT, PATCH or DELETE."
            },
            {
                "NBC1101",
                """ "Draw": { «"methd"»: "GET", "method": "POST", "path": "/v1", "request": "#/$defs/M", "response": "#/$defs/M" } """,
                "'methd' is not a member of an operation. Did you mean 'method'?"
            },
            {
                "NBC1101",
                """ "Draw": { «"tags"»: 1, "method": "POST", "path": "/v1", "request": "#/$defs/M", "response": "#/$defs/M" } """,
                "'tags' is not a member of an operation. "
                    + "Remove it; an operation has method, path, query, request, response, stream, description, x-source, $comment."
            },
            {
                "NBC1104",
                """ "Draw": «"/v1"» """,
                "The string '/v1' stands where 'Draw' takes an object with method, path, request and response. "
                    + "Give 'Draw' an object with method, path, request and response."
            },
            {
                "NBC1104",
                """ "Draw": { "stream": «"no"», "method": "POST", "path": "/v1", "request": "#/$defs/M", "response": "#/$defs/M" } """,
                "The string 'no' stands where 'stream' takes true or false. Give 'stream' true or false."
            },
            {
                "NBC1104",
                """ "Draw": { "method": «1», "path": "/v1", "request": "#/$defs/M", "response": "#/$defs/M" } """,
                "The number '1' stands where 'method' takes a string. Give 'method' a string."
            },
            {
                "NBC1305",
                """ «"-"»: { "method": "POST", "path": "/v1", "request": "#/$defs/M", "response": "#/$defs/M" } """,
                "'-' has no letter or digit to make a C# name of. Give the operation another name."
            },
        };

    private const string PathCure = "Write a path such as \"/v1/models/{model}:generate\".";

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_found_at_its_place(string id, string operations, string message) =>
        MarkedSchema.ShouldBeFound(
            id,
            $$"""
            {
              "x-operations": {
            {{operations}}
              },
              "$defs": {
                "M": { "type": "object" },
                "E": { "enum": ["a"] },
                "L": { "type": "array", "items": { "$ref": "#/$defs/M" } }
              }
            }
            """,
            message
        );

    private static string Operation(string path, string name) =>
        $$""" "{{name}}": { "method": "POST", "path": "{{path}}", "request": "#/$defs/M", "response": "#/$defs/M" } """;

    private static string Path(string path) => Operation(path, "Draw").Replace($"\"{path}\"", $"«\"{path}\"»");
}
