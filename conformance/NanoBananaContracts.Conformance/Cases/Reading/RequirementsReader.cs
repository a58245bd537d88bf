using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Cases.Reading;

/// <summary>Reads <c>requirements.json</c>: <c>{ "requirements": [ { "id", "text", "excluded"? } ] }</c>.</summary>
internal static partial class RequirementsReader
{
    public static IReadOnlyList<(Requirement Requirement, JsonAt At)> Read(JsonAt root)
    {
        var list = new List<(Requirement, JsonAt)>();
        if (root.AsObject() is not { } reader)
            return list;
        reader.Allow("$schema");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in reader.Required("requirements")?.AsArray() ?? [])
        {
            if (item.AsObject() is not { } entry)
                continue;
            var requirement = new Requirement(
                entry.RequiredText("id"),
                entry.RequiredText("text"),
                entry.OptionalText("excluded")
            );
            entry.Finish();
            if (!Id().IsMatch(requirement.Id))
                item.Report(
                    LintRules.ValueNotAllowed,
                    $"\"{requirement.Id}\" is no requirement; write \"NBR-\" and three digits."
                );
            else if (!ids.Add(requirement.Id))
                item.Report(LintRules.Identity, $"{requirement.Id} stands here twice.");
            list.Add((requirement, item));
        }

        reader.Finish();
        return list;
    }

    [GeneratedRegex(@"\ANBR-[0-9]{3}\z")]
    private static partial Regex Id();
}
