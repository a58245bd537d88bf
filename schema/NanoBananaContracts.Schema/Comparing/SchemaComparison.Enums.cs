using System;
using System.Collections.Generic;

namespace NanoBananaContracts.Schema;

/// <summary>Differences between two versions of one enum, and between operations.</summary>
internal sealed partial class SchemaComparison
{
    private void CompareEnum(EnumDefinition old, EnumDefinition now)
    {
        var place = old.SchemaName;
        var side = reachBefore.Of(old.Name) & reachAfter.Of(now.Name);
        CompareWords(
            place,
            (old.Name, old.Description, old.Deprecated, old.Mark),
            (now.Name, now.Description, now.Deprecated, now.Mark),
            side
        );
        if (old.IsInteger != now.IsInteger)
        {
            Both(
                ChangeKind.TypeChanged,
                place,
                now.IsInteger
                    ? "Its values were strings and are integers."
                    : "Its values were integers and are strings.",
                Breaks,
                side,
                old.Mark,
                now.Mark
            );
        }

        var olds = Index(old.Values, value => value.Text);
        var news = Index(now.Values, value => value.Text);
        foreach (var value in old.Values)
        {
            if (news.TryGetValue(value.Text, out var same))
            {
                CompareValue(place + "." + value.Text, value, same, side);
                continue;
            }

            Both(
                ChangeKind.ValueRemoved,
                place + "." + value.Text,
                $"The value is gone, and its C# name {value.Name} with it.",
                Breaks,
                side,
                value.Mark,
                now.Mark
            );
        }

        foreach (var value in now.Values)
        {
            if (!olds.ContainsKey(value.Text))
            {
                // Enums are open: code that reads meets a value it did not know, keeps it, and goes on.
                Both(
                    ChangeKind.ValueAdded,
                    place + "." + value.Text,
                    "The value is new.",
                    Fine,
                    side,
                    old.Mark,
                    value.Mark
                );
            }
        }
    }

    private void CompareValue(string place, EnumValue old, EnumValue now, MessageDirection side)
    {
        CompareWords(
            place,
            (old.Name, old.Description, old.Deprecated, old.Mark),
            (now.Name, now.Description, now.Deprecated, now.Mark),
            side
        );
        var olds = Index(old.Spellings, spelling => spelling.Spelling);
        var news = Index(now.Spellings, spelling => spelling.Spelling);
        var names = new SortedSet<string>(olds.Keys, StringComparer.Ordinal);
        names.UnionWith(news.Keys);
        foreach (var name in names)
        {
            var was = olds.TryGetValue(name, out var x) ? x.Text : null;
            var text = news.TryGetValue(name, out var y) ? y.Text : null;
            if (was == text)
            {
                continue;
            }

            // What is written where that spelling rules changes; the old text may no longer be understood.
            Both(
                ChangeKind.SpellingChanged,
                place,
                Change($"Its spelling '{name}'", was is null ? null : $"'{was}'", text is null ? null : $"'{text}'"),
                was is null ? Fine : Breaks,
                side,
                old.Mark,
                now.Mark
            );
        }
    }

    private void CompareOperations()
    {
        var olds = Index(before.Operations, operation => operation.Name);
        var news = Index(after.Operations, operation => operation.Name);
        foreach (var old in before.Operations)
        {
            if (news.TryGetValue(old.Name, out var now))
            {
                CompareOperation(old, now);
            }
            else
            {
                Add(ChangeKind.OperationRemoved, old.Name, "The operation is gone.", Breaks, Breaks, old.Mark, null);
            }
        }

        foreach (var now in after.Operations)
        {
            if (!olds.ContainsKey(now.Name))
            {
                Add(ChangeKind.OperationAdded, now.Name, "The operation is new.", Fine, Fine, null, now.Mark);
            }
        }
    }

    private void CompareOperation(OperationDefinition old, OperationDefinition now)
    {
        Differs("method", old.Method, now.Method, Breaks, None);
        Differs("path", old.Path, now.Path, Breaks, None);
        Differs("query", old.Query, now.Query, Breaks, None);
        Differs("request", NewName(old.Request), now.Request, Breaks, None);
        Differs("response", NewName(old.Response), now.Response, None, Breaks);
        if (old.IsStreaming != now.IsStreaming)
        {
            Add(
                ChangeKind.OperationChanged,
                old.Name,
                now.IsStreaming ? "The reply is a stream now." : "The reply is no longer a stream.",
                None,
                Breaks,
                old.Mark,
                now.Mark
            );
        }

        if (old.Description != now.Description)
        {
            Add(ChangeKind.DescriptionChanged, old.Name, "Its description changed.", Info, Info, old.Mark, now.Mark);
        }

        void Differs(string what, string x, string y, ChangeImpact sent, ChangeImpact read)
        {
            if (!string.Equals(x, y, StringComparison.Ordinal))
            {
                Add(
                    ChangeKind.OperationChanged,
                    old.Name,
                    $"The {what} was '{x}' and is '{y}'.",
                    sent,
                    read,
                    old.Mark,
                    now.Mark
                );
            }
        }
    }

    private string NewName(string name) => newNames.TryGetValue(name, out var now) ? now : name;
}
