using System.Globalization;
using System.Text;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Conformance.Live;

/// <summary>Everything a live run will send, in order, with its price: made and shown before anything is sent.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Model">The model id as it goes into the path.</param>
/// <param name="Calls">The calls: those the service must refuse first, the billed ones last.</param>
public sealed record LivePlan(ProviderInfo Provider, string Model, IReadOnlyList<LiveCall> Calls)
{
    /// <summary>The most the whole run can cost, in US dollars.</summary>
    public decimal MaxCostUsd => Calls.Sum(call => call.MaxCostUsd);

    /// <summary>The plan as people read it: a line a call, then the sum.</summary>
    /// <returns>Text with line ends.</returns>
    public string ToText()
    {
        var text = new StringBuilder();
        var culture = CultureInfo.InvariantCulture;
        var widest = Calls.Max(call => call.Id.Length);
        foreach (var call in Calls)
        {
            var price = call.MaxCostUsd == 0 ? "free      " : string.Create(culture, $"USD {call.MaxCostUsd:0.0000}");
            text.Append(culture, $"  {price}  {call.Id.PadRight(widest)}  {call.Title}").AppendLine();
        }

        var billed = Calls.Count(call => call.MaxCostUsd > 0);
        text.Append(
            culture,
            $"{Counting.Of(Calls.Count, "call")} to {Provider.Name} ({Model}), {billed} of them {(Provider.BillsRepliesWithoutImage ? "may be billed" : "billed")}: USD {MaxCostUsd:0.0000} at most. Each is sent once."
        );
        return text.AppendLine().ToString();
    }
}
