using System.Globalization;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Cases.Reading;

/// <summary>Holds the newest frozen set to the cases: what is frozen does not change, and what is scored is frozen.</summary>
internal static class RevisionRules
{
    public static void Check(string folder, IReadOnlyList<ConformanceCase> cases, List<CaseProblem> problems)
    {
        // Nothing is frozen before the first revision is.
        var path = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json").OrderBy(RevisionNumber).LastOrDefault()
            : null;
        if (path is null)
        {
            return;
        }

        var file = new JsonFile("../revisions/" + Path.GetFileName(path), path, problems);
        if (file.Read<ContractRevision>(CaseFormat.Options) is not { } frozen)
        {
            return;
        }

        foreach (var id in frozen.Cases.Keys.Except(cases.Where(one => one.Scored).Select(one => one.Id)))
        {
            var what = cases.Any(one => one.Id == id) ? "not scored any more" : "there is no such case any more";
            file.Report(
                LintRules.Frozen,
                "/cases/" + JsonPlaces.Escape(id),
                $"{id} is frozen in {frozen.Revision}, but {what}."
            );
        }

        void Report(ConformanceCase one, string pointer, string message) =>
            CaseFolderReader.Open(one.Folder, one.Id, "case.json", problems).Report(LintRules.Frozen, pointer, message);
        foreach (var one in cases.Where(one => one.Scored))
        {
            if (!frozen.Cases.TryGetValue(one.Id, out var fingerprint))
            {
                Report(
                    one,
                    "/scored",
                    $"A new case starts with \"scored\": false; {frozen.Revision} is frozen without it."
                );
            }
            else if (fingerprint != CaseFingerprint.Compute(one.Folder))
            {
                Report(
                    one,
                    "",
                    $"This case is frozen in {frozen.Revision} and has changed. Undo the change, make it a new case, or freeze a new revision."
                );
            }
        }
    }

    private static (int Year, int Number) RevisionNumber(string file)
    {
        var parts = Path.GetFileNameWithoutExtension(file).Split('.');
        return parts.Length == 2 && Number(parts[0], out var year) && Number(parts[1], out var number)
            ? (year, number)
            : (0, 0);

        static bool Number(string text, out int value) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
