using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Tests.Reports;

/// <summary>
/// The recorded stream all reporters are tested on: a verdict of every status, and texts as a hostile client would
/// write them.
/// </summary>
internal static class RecordedStream
{
    public static string Path =>
        Repository.Path("conformance/NanoBananaContracts.Conformance.Tests/Reports/recorded.ndjson");

    public static async Task<RecordedRun> ReadAsync(CancellationToken cancellationToken)
    {
        using var reader = File.OpenText(Path);
        return await EventStream.ReadAsync(reader, cancellationToken);
    }
}
