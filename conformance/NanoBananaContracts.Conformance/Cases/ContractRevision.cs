using System.Text.Encodings.Web;
using System.Text.Json;

namespace NanoBananaContracts.Conformance.Cases;

/// <summary>The set of scored cases of one contract revision, frozen: a result names the revision it was reached on.</summary>
/// <param name="Revision">For example <c>2026.1</c>.</param>
/// <param name="Cases">Fingerprints of the scored cases by id.</param>
public sealed record ContractRevision(string Revision, IReadOnlyDictionary<string, string> Cases)
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Freezes the scored cases of a corpus.</summary>
    /// <param name="revision">For example <c>2026.1</c>.</param>
    /// <param name="cases">The corpus.</param>
    public static ContractRevision Freeze(string revision, IEnumerable<ConformanceCase> cases)
    {
        ArgumentException.ThrowIfNullOrEmpty(revision);
        ArgumentNullException.ThrowIfNull(cases);
        return new ContractRevision(
            revision,
            new SortedDictionary<string, string>(
                cases.Where(one => one.Scored).ToDictionary(one => one.Id, one => CaseFingerprint.Compute(one.Folder)),
                StringComparer.Ordinal
            )
        );
    }

    /// <summary>Writes the revision as JSON, one case a line.</summary>
    /// <param name="stream">Where to.</param>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, this, Layout);
        stream.WriteByte((byte)'\n');
    }
}
