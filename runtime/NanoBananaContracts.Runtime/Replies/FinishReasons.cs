namespace NanoBananaContracts;

/// <summary>What finish reasons mean for an image. The list is open: an unknown reason is neither normal nor a refusal.</summary>
internal static class FinishReasons
{
    /// <summary>Generation came to its own end, or has not said yet.</summary>
    internal static bool IsNormal(string? reason) => reason is null or "" or "STOP" or "FINISH_REASON_UNSPECIFIED";

    /// <summary>The result was withheld by policy: the same prompt is refused again.</summary>
    internal static bool IsRefusal(string? reason) =>
        reason
            is "IMAGE_SAFETY"
                or "IMAGE_PROHIBITED_CONTENT"
                or "IMAGE_RECITATION"
                or "SAFETY"
                or "RECITATION"
                or "BLOCKLIST"
                or "PROHIBITED_CONTENT"
                or "SPII"
                or "ESCALATION" // Filtered by a rule of the service.
                or "MODEL_ARMOR"; // Vertex only; recorded there.

    /// <summary>The account was limited or switched off: nothing it asks for is made.</summary>
    internal static bool IsOfAccount(string? reason) => reason is "PUP_LIMITED_DISABLED";

    /// <summary>The service stopped midway, and would go on when asked with the token it gave.</summary>
    internal static bool IsMidway(string? reason) => reason is "CONTINUATION";

    /// <summary>After one of these a draft stays a draft: the result did not come.</summary>
    internal static bool LeavesDrafts(string? reason) => IsRefusal(reason) || IsOfAccount(reason) || IsMidway(reason);
}
