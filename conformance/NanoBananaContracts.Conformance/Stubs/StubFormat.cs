using System.Text.Json;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Stubs;

/// <summary>How stubs and request patterns are written.</summary>
internal static class StubFormat
{
    /// <summary>Values that are more than JSON.</summary>
    public static IReadOnlyList<System.Text.Json.Serialization.JsonConverter> Values { get; } =
    [new WordConverter<StubFault>(StubEntryResponse.Faults)];

    /// <summary>Nothing unknown, missing, doubled or null is let through.</summary>
    public static JsonSerializerOptions Options { get; } = StrictFormat.With(Values);
}
