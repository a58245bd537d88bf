using System.Text.Json;
using NanoBananaContracts.Batch;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>What <c>nanobanana batch</c> says to scripts beside its plan: one object a line, with its <c>type</c>.</summary>
internal static class BatchJson
{
    /// <summary>A mistake of the list.</summary>
    public static string Mistake(BatchMistake mistake) =>
        JsonLine.Of(json =>
        {
            json.WriteString("type", "mistake");
            json.WriteNumber("line", mistake.Line);
            if (mistake.Column is { } column)
            {
                json.WriteNumber("column", column);
            }
            else
            {
                json.WriteNull("column");
            }

            json.WriteString("message", mistake.Message);
        });

    /// <summary>What came of the run.</summary>
    /// <param name="result">The run.</param>
    /// <param name="manifest">The full path of the manifest.</param>
    /// <param name="contactSheet">The full path of the first page of the contact sheet.</param>
    /// <param name="missing">How many pictures were made and do not lie in the folder as they were.</param>
    /// <param name="isEmulated">Whether nothing was billed.</param>
    public static string End(BatchResult result, string manifest, string contactSheet, long missing, bool isEmulated) =>
        JsonLine.Of(json =>
        {
            json.WriteString("type", "end");
            json.WriteString("ending", Of(result.Ending));
            WriteSummary(json, result.Summary);
            json.WriteNumber("adopted", result.Recovery.Adopted);
            json.WriteNumber("stored", result.Recovery.Stored);
            json.WriteNumber("interruptedBefore", result.Recovery.Interrupted);
            json.WriteNumber("missing", missing);
            json.WriteString("manifest", manifest);
            json.WriteString("contactSheet", contactSheet);
            json.WriteBoolean("isEmulated", isEmulated);
            if (result.Failure is { } failure)
            {
                json.WriteStartObject("failure");
                json.WriteString("kind", failure.Kind.ToString());
                json.WriteString("message", failure.Message);
                json.WriteEndObject();
            }
            else
            {
                json.WriteNull("failure");
            }
        });

    /// <summary>The counts and the money, as members of an object.</summary>
    public static void WriteSummary(Utf8JsonWriter json, BatchSummary summary)
    {
        json.WriteNumber("pictures", summary.Items);
        json.WriteNumber("done", summary.Done);
        json.WriteNumber("failed", summary.Failed);
        json.WriteNumber("waiting", summary.Waiting);
        json.WriteNumber("underWay", summary.UnderWay);
        json.WriteNumber("interrupted", summary.Interrupted);
        json.WriteNumber("spentUsd", PicturePrices.ToUsd(summary.SpentMicroUsd));
        json.WriteNumber("interruptedUsd", PicturePrices.ToUsd(summary.InterruptedMicroUsd));
        json.WriteNumber("limitUsd", PicturePrices.ToUsd(summary.BudgetMicroUsd ?? 0));
    }

    private static string Of(BatchEnding ending) =>
        ending switch
        {
            BatchEnding.Finished => "finished",
            BatchEnding.BudgetReached => "budgetReached",
            BatchEnding.Cancelled => "cancelled",
            _ => "stopped",
        };
}
