using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Subjects;

namespace NanoBananaContracts.Conformance.Running;

/// <summary>Looks for the key in everything a client says to its user.</summary>
internal static class SecretJudge
{
    public static CheckResult Judge(CaseObservation seen, SecretScrubber secrets)
    {
        var place =
            secrets.IsIn(seen.Report.Log) ? "its log"
            : seen.Files.Any(f => secrets.IsIn(f.Name)) ? "the name of a file"
            : seen.Report switch
            {
                SubjectFailure failure when secrets.IsIn(failure.Message) => "the message of its failure",
                SubjectSuccess success when secrets.IsIn(success.Text) => "its text",
                SubjectCrash crash when secrets.IsIn(crash.Message) => "what it printed when it broke",
                _ => null,
            };
        return place is null
            ? new CheckResult(CheckNames.Secret, true, "the key is in nothing the client says")
            : new CheckResult(CheckNames.Secret, false, $"The key is in {place}.");
    }
}
