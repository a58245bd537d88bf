using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Subjects;

namespace NanoBananaContracts.Conformance.Running;

/// <summary>Holds the files a client left behind to what a case of operation <c>save</c> wants.</summary>
internal static class FileJudge
{
    public static IEnumerable<CheckResult> Judge(CaseObservation seen)
    {
        if (seen.Case.Task.Operation != CaseOperation.Save || seen.Report is SubjectCrash or SubjectSilence)
        {
            yield break;
        }

        var found =
            seen.Files.Count == 0 ? "none" : string.Join(", ", seen.Files.Select(f => $"{f.Name} ({f.Size} bytes)"));
        if (seen.Case.Expectation.Outcome is not PictureOutcome picture)
        {
            yield return new CheckResult(
                CheckNames.Files,
                seen.Files.Count == 0,
                seen.Files.Count == 0 ? "no file is left behind" : $"No file may be left behind, but there is {found}."
            );
            yield break;
        }

        var holds =
            seen.Files.Count == 1
            && (picture.FileName is null || seen.Files[0].Name == picture.FileName)
            && (
                picture.Sha256 is null
                || string.Equals(seen.Files[0].Sha256, picture.Sha256, StringComparison.OrdinalIgnoreCase)
            );
        var wanted = picture.FileName ?? "the picture";
        yield return new CheckResult(
            CheckNames.Files,
            holds,
            holds ? $"{seen.Files[0].Name}, whole" : $"Wanted {wanted}, whole and alone; found {found}."
        );
    }
}
