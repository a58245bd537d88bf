namespace NanoBananaContracts.Schema;

/// <summary>
/// <c>oneOf</c> and <c>anyOf</c>: branches told apart by the one property that each requires and no other does. A branch
/// that forbids properties (<c>{ "properties": { "a": false, "b": false } }</c>) stands for none of them.
/// </summary>
internal sealed class GroupReader(ReadingContext context, ShapeReader shapes)
{
    /// <summary>Reads the group of a keyword, and takes in what its branches bring.</summary>
    /// <param name="shape">The object.</param>
    /// <param name="node">Its schema.</param>
    /// <param name="owner">C# name that inline types in it are named after.</param>
    /// <param name="keyword"><c>oneOf</c> or <c>anyOf</c>.</param>
    public void Read(ObjectShape shape, SchemaNode node, string owner, string keyword)
    {
        var exclusive = keyword == "oneOf";
        var branches = exclusive ? node.OneOf : node.AnyOf;
        if (branches.Count == 0)
        {
            if (node.Json.Find(keyword) is { Value: { Kind: JsonKind.Array, Items.Count: 0 } })
            {
                ReportTooFew(node, keyword);
            }

            return;
        }

        var none = false;
        var parts = new List<BranchDraft>();
        foreach (var branch in branches)
        {
            if (IsNone(branch))
            {
                none = true;
            }
            else if (shapes.ReadPart(branch, owner, keyword) is { } source)
            {
                parts.Add(new BranchDraft(branch, source));
            }
        }

        var common = none ? [] : CommonNames(parts);
        foreach (var part in parts)
        {
            shapes.MergeProperties(shape, part.Shape, part.Node);
            shape.Additional ??= part.Shape.Additional;
            shapes.RejectBounds(part.Shape, part.Node, keyword);
            if (part.Shape.Closed && (part.Node.Ref is null || parts.Count < branches.Count || node.HasProperties))
            {
                shapes.ReportClosed(part.Node, keyword);
            }
        }

        // Closed branches and nothing beside them: whichever it is, nothing else may stand there.
        shape.Closed |= parts.Count > 0 && parts.TrueForAll(part => part.Shape.Closed);
        foreach (var name in parts.Count > 0 ? parts[0].Shape.Required : [])
        {
            if (common.Contains(name.Text))
            {
                shape.Require(name);
            }
        }

        var members = Members(parts, common, keyword);
        if (members.Count > 0)
        {
            var mark = node.KeyMark(keyword);
            shape.Add(new GroupDraft(GroupName(node, exclusive), members, !none, exclusive, mark));
        }
    }

    private List<JsonNode> Members(List<BranchDraft> parts, HashSet<string> common, string keyword)
    {
        var members = new List<JsonNode>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (part.Shape.Groups.Count > 0)
            {
                context.Report(
                    SchemaRules.BranchNotTold,
                    part.Node.Mark,
                    $"This branch of '{keyword}' has branches of its own.",
                    "Refer to that object by a property, or write all branches in one list."
                );
                continue;
            }

            var own = part.Shape.Required.FindAll(name => !common.Contains(name.Text));
            if (own.Count == 1 && seen.Add(own[0].Text))
            {
                members.Add(own[0]);
                continue;
            }

            context.Report(
                SchemaRules.BranchNotTold,
                part.Node.Mark,
                own.Count switch
                {
                    0 => $"This branch of '{keyword}' requires no property of its own.",
                    1 => $"Another branch of '{keyword}' requires {Wording.Shown(own[0].Text)} too.",
                    _ => $"This branch of '{keyword}' requires several properties of its own.",
                }
            );
        }

        return members;
    }

    private static HashSet<string> CommonNames(List<BranchDraft> parts)
    {
        var common = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < parts.Count; i++)
        {
            var names = parts[i].Shape.Required.ConvertAll(name => name.Text);
            if (i == 0)
            {
                common.UnionWith(names);
            }
            else
            {
                common.IntersectWith(names);
            }
        }

        // One branch has everything in common with itself; it is still a branch.
        return parts.Count > 1 ? common : [];
    }

    private static bool IsNone(SchemaNode branch) =>
        branch.Properties.Count > 0
        && branch.Properties.TrueForAll(property => property.Schema.IsNever)
        && branch.Json.Members.All(member =>
            member.Name is "properties" or "description" or "title" or "$comment" or "type"
        );

    private string GroupName(SchemaNode node, bool exclusive)
    {
        var given = exclusive || node.OneOf.Count == 0 ? node.OneOfName : null;
        return given is not null && context.Names.IsGivable(given) ? given.Text : "Kind";
    }

    private void ReportTooFew(SchemaNode node, string keyword) =>
        context.Report(
            SchemaRules.TooFewBranches,
            node.KeyMark(keyword),
            $"'{keyword}' leaves nothing to choose from."
        );

    /// <summary>A branch with what it says.</summary>
    private sealed record BranchDraft(SchemaNode Node, ObjectShape Shape);
}
