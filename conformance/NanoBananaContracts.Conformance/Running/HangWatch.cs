using System.Globalization;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Running;

/// <summary>Says once, while a run is under way, what a client that hangs on every case costs.</summary>
/// <param name="total">Verdicts of the run.</param>
internal sealed class HangWatch(int total)
{
    /// <summary>Hangs in a row from which a client is taken to hang on whatever it gets.</summary>
    private const int HabitAfter = 3;

    private int seen;
    private int inARow;
    private bool told;

    /// <summary>Takes the next verdict; a notice where it is the one to tell at.</summary>
    public RunNotice? Take(CaseVerdict verdict)
    {
        seen++;
        inARow = IsHung(verdict) ? inARow + 1 : 0;
        if (told || inARow < HabitAfter)
        {
            return null;
        }

        told = true;
        return new RunNotice(
            NoticeSeverity.Info,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The client hung on {inARow} cases in a row, the last one for {verdict.WallMilliseconds / 1000.0:0} s; {total - seen} cases are still to come and may each take as long. Ctrl+C stops the run; --case PATTERN puts fewer cases."
            )
        );
    }

    /// <summary>Whether the client gave no result in its time.</summary>
    public static bool IsHung(CaseVerdict verdict) =>
        verdict.Checks.Any(c =>
            c is { Name: CheckNames.Alive, Holds: false }
            && c.Message.StartsWith(OutcomeJudge.Hung, StringComparison.Ordinal)
        );
}
