using static NanoBananaContracts.Schema.ChangeImpact;

namespace NanoBananaContracts.Schema;

/// <summary>Differences between the operations of two models.</summary>
internal sealed class OperationComparison(SchemaChanges changes)
{
    /// <summary>Records them.</summary>
    public void Compare()
    {
        var olds = SchemaChanges.Index(changes.Before.Operations, operation => operation.Name);
        var news = SchemaChanges.Index(changes.After.Operations, operation => operation.Name);
        foreach (var old in changes.Before.Operations)
        {
            var isKept = news.TryGetValue(old.Name, out var now);
            var place = changes.At(old.Name, MessageDirection.Both, old.Mark, isKept ? now!.Mark : null);
            if (isKept)
            {
                Compare(place, old, now!);
            }
            else
            {
                place.Add(ChangeKind.OperationRemoved, "The operation is gone.", Breaking);
            }
        }

        foreach (var now in changes.After.Operations)
        {
            if (!olds.ContainsKey(now.Name))
            {
                changes
                    .At(now.Name, MessageDirection.Both, null, now.Mark)
                    .Add(ChangeKind.OperationAdded, "The operation is new.", Compatible);
            }
        }
    }

    private void Compare(ChangePlace place, OperationDefinition old, OperationDefinition now)
    {
        Differs("method", old.Method, now.Method, Breaking, None);
        Differs("path", old.Path, now.Path, Breaking, None);
        Differs("query", old.Query, now.Query, Breaking, None);
        Differs("request", changes.NewName(old.Request), now.Request, Breaking, None);
        Differs("response", changes.NewName(old.Response), now.Response, None, Breaking);
        if (old.IsStreaming != now.IsStreaming)
        {
            place.Add(
                ChangeKind.OperationChanged,
                now.IsStreaming ? "The reply is a stream now." : "The reply is no longer a stream.",
                None,
                Breaking
            );
        }

        if (old.Description != now.Description)
        {
            place.Add(ChangeKind.DescriptionChanged, "Its description changed.", Informational);
        }

        void Differs(string what, string x, string y, ChangeImpact sent, ChangeImpact read)
        {
            if (!string.Equals(x, y, StringComparison.Ordinal))
            {
                place.Add(ChangeKind.OperationChanged, $"The {what} was '{x}' and is '{y}'.", sent, read);
            }
        }
    }
}
