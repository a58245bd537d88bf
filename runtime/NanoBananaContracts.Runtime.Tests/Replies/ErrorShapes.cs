namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>Error bodies in which every place an error may hide is used, alone and against its neighbours.</summary>
internal static class ErrorShapes
{
    public static IReadOnlyList<string> All { get; } =
    [
        // Where the error stands.
        """{"error":{}}""",
        """{"error":[]}""",
        """{"error":[{"message":"in a list"},{"message":"second"}]}""",
        """{"error":[7]}""",
        """{"error":""}""",
        """{"error":7}""",
        """{"error":"words"}""",
        """{"error":"words","message":""}""",
        """{"error":"unauthorized","message":"beside it"}""",
        """{"error":"Unauthorized","code":"word","message":"beside it"}""",
        """{"error":"failed: {\"error\":{\"code\":503}}","message":"beside it"}""",
        """{"error":{"message":"inside"},"message":"beside it"}""",
        """[{"a":1},[],{"error":{"message":"in the second"}}]""",
        """{"errors":[]}""",
        """{"errors":{"message":"no list"}}""",
        """{"errors":["words","more"]}""",
        """{"errors":[{"message":"m"},{"message":"second"}]}""",
        """{"errors":[{"error":{"message":"deeper"}}]}""",
        """{"errors":[{"reason":"r"}]}""",
        """{"errors":[],"message":"beside the list"}""",
        """{"message":"m"}""",
        """{"detail":"d"}""",
        """{"error_description":"d"}""",
        """{"error_msg":"m"}""",
        """{"msg":"m"}""",
        """{"title":"t"}""",
        """{"title":"t","msg":"m","error_msg":"e","error_description":"d","detail":"de","message":"me"}""",
        """{"message":"","detail":"d"}""",
        """{"message":7}""",
        // What it says.
        """{"error":{"code":404,"status":"NOT_FOUND","type":"t","reason":"r","message":" m ","request_id":"a","requestId":"b"}}""",
        """{"error":{"code":"404","requestId":"b"}}""",
        """{"error":{"code":"word"}}""",
        """{"error":{"code":""}}""",
        """{"error":{"code":"-4"}}""",
        """{"error":{"code":4e20}}""",
        """{"error":{"code":null,"status":"","type":7,"message":"m"}}""",
        // Errors within errors.
        """{"error":{"code":500,"status":"S","type":"T","reason":"R","request_id":"outer","message":{"error":{"code":400,"status":"s","type":"t","reason":"r","request_id":"inner","message":"m"}}}}""",
        """{"error":{"code":500,"status":"S","type":"T","reason":"R","request_id":"outer","message":{"a":1}}}""",
        """{"error":{"code":"outer","message":"failed: {\"error\":{\"code\":\"inner\",\"message\":\"m\"}} (request id: x)"}}""",
        """{"error":{"code":"outer","message":"{\"error\":{\"message\":\"m\"}}"}}""",
        """{"error":{"message":"a {brace} in a sentence"}}""",
        """{"error":{"message":"{\"a\":1}"}}""",
        """{"error":{"message":"m","error":{"message":"nested","code":7}}}""",
        """{"error":{"message":{"detail":"an object with words"}}}""",
        """{"error":{"message":["one","two"]}}""",
        """{"error":"failed: {\"error\":{\"code\":503}}"}""",
        Nested(6),
        Nested(7),
        Nested(8),
        Nested(9),
        NestedObjects(6),
        NestedObjects(7),
        NestedObjects(8),
        NestedObjects(9),
        NestedObjects(10),
        // Details.
        Details("""{"@type":"x.ErrorInfo","reason":"first"},{"@type":"x.ErrorInfo","reason":"second"}"""),
        Details("""{"@type":"ErrorInfo","reason":"no dot"}"""),
        Details("""{"@type":"x.RetryInfo","retryDelay":"1s"},{"@type":"x.RetryInfo","retryDelay":"2s"}"""),
        Details("""{"@type":"x.RetryInfo","retryDelay":"soon"}"""),
        Details("""{"@type":"x.RequestInfo","requestId":"1"},{"@type":"x.RequestInfo","requestId":"2"}"""),
        Details("""{"@type":"x.BadRequest","fieldViolations":[{"field":"f"},{"description":"d"},7]}"""),
        Details("""{"@type":"x.BadRequest","fieldViolations":7},{"@type":"x.BadRequest"}"""),
        Details("""{"@type":"x.QuotaFailure","violations":[{"quotaMetric":"m","quotaId":"i","quotaValue":0},{}]}"""),
        Details("""{"@type":"x.Help","links":[{"url":"u"},{"description":"no address"}]}"""),
        Details("""{"@type":"x.Other","reason":"not read"},{"@type":7,"reason":"not read"},"words" """),
        """{"error":{"message":"m","details":{"@type":"x.ErrorInfo","reason":"no list"}}}""",
        """{"error":{"message":{"error":{"message":"m"}},"reason":"outer","details":[{"@type":"x.ErrorInfo","reason":"detail"},{"@type":"x.RequestInfo","requestId":"detail"},{"@type":"x.RetryInfo","retryDelay":"3s"},{"@type":"x.BadRequest","fieldViolations":[{"field":"f"}]},{"@type":"x.QuotaFailure","violations":[{"quotaId":"i"}]},{"@type":"x.Help","links":[{"url":"u"}]}]}}""",
        """{"error":{"message":{"error":{"message":"m","details":[{"@type":"x.ErrorInfo","reason":"inner"},{"@type":"x.RequestInfo","requestId":"inner"},{"@type":"x.RetryInfo","retryDelay":"4s"},{"@type":"x.BadRequest","fieldViolations":[{"field":"inner"}]},{"@type":"x.QuotaFailure","violations":[{"quotaId":"inner"}]},{"@type":"x.Help","links":[{"url":"inner"}]}]}},"details":[{"@type":"x.ErrorInfo","reason":"detail"},{"@type":"x.RequestInfo","requestId":"detail"},{"@type":"x.RetryInfo","retryDelay":"3s"},{"@type":"x.BadRequest","fieldViolations":[{"field":"f"}]},{"@type":"x.QuotaFailure","violations":[{"quotaId":"i"}]},{"@type":"x.Help","links":[{"url":"u"}]}]}}""",
        """{"error":{"message":"Please retry in 5s. (request id: said)","request_id":"given","details":[{"@type":"x.RetryInfo","retryDelay":"3s"}]}}""",
        """{"error":{"message":"Please retry in 5s. (request id: said)","details":[{"@type":"x.RequestInfo","requestId":"detail"}]}}""",
        """{"error":{"message":"m","requestId":"given","details":[{"@type":"x.RequestInfo","requestId":"detail"}]}}""",
    ];

    private static string Details(string details) => $$$"""{"error":{"message":"m","details":[{{{details}}}]}}""";

    /// <summary>JSON text within the message of JSON text within ...</summary>
    private static string Nested(int depth) =>
        Enumerable
            .Range(1, depth)
            .Aggregate(
                "{\"error\":{\"message\":\"innermost\",\"code\":1}}",
                (inner, level) =>
                    "{\"error\":{\"code\":"
                    + (level + 1)
                    + ",\"message\":\""
                    + System.Text.Json.JsonEncodedText.Encode(inner)
                    + "\"}}"
            );

    private static string NestedObjects(int depth) =>
        Enumerable
            .Range(1, depth)
            .Aggregate(
                "{\"message\":\"innermost\",\"code\":1}",
                (inner, level) => "{\"error\":" + inner + ",\"code\":" + (level + 1) + "}"
            );
}
