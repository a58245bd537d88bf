namespace NanoBananaContracts.Schema;

/// <summary>The operations of a contract.</summary>
internal sealed class OperationReader(ReadingContext context, DefinitionTable definitions, TypeReader types)
{
    private static readonly string[] OperationMembers =
    [
        "method",
        "path",
        "query",
        "request",
        "response",
        "stream",
        "description",
        "x-source",
        "$comment",
    ];

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>Reads the operations that are whole.</summary>
    /// <param name="json">Value of <c>x-operations</c>, or null.</param>
    public List<OperationDefinition> Read(JsonNode? json)
    {
        var operations = new List<OperationDefinition>();
        if (json is null)
        {
            return operations;
        }

        if (json.Kind != JsonKind.Object)
        {
            context.ReportWrong(json, "x-operations", "an object of operations");
            return operations;
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in json.Members)
        {
            var name = CSharpName.Pascal(member.Name);
            if (name.Length == 0)
            {
                context.Report(
                    SchemaRules.NoCSharpName,
                    member.Key.Mark,
                    $"{Wording.Shown(member.Name)} has no letter or digit to make a C# name of.",
                    "Give the operation another name."
                );
                continue;
            }

            name = CSharpName.Safe(name, "_");
            if (ReservedNames.InOperations(name))
            {
                context.Report(
                    SchemaRules.ReservedName,
                    member.Key.Mark,
                    $"The operation {Wording.Shown(member.Name)} would be named '{name}' in C#, like a member that every class has.",
                    "Give the operation another name."
                );
                name += "_";
            }

            if (!names.Add(name))
            {
                context.Report(
                    SchemaRules.DuplicateOperation,
                    member.Key.Mark,
                    $"Another operation is named '{name}' in C# too."
                );
            }
            else if (ReadOperation(member, name) is { } operation)
            {
                operations.Add(operation);
            }
        }

        return operations;
    }

    private OperationDefinition? ReadOperation(JsonMember member, string name)
    {
        var json = member.Value;
        if (json.Kind != JsonKind.Object)
        {
            context.ReportWrong(json, member.Name, "an object with method, path, request and response");
            return null;
        }

        foreach (var part in json.Members)
        {
            if (Array.IndexOf(OperationMembers, part.Name) < 0)
            {
                context.Report(
                    SchemaRules.UnknownKeyword,
                    part.Key.Mark,
                    $"{Wording.Shown(part.Name)} is not a member of an operation.",
                    context.Suggestion.DidYouMean(part.Name, OperationMembers)
                        ?? $"Remove it; an operation has {string.Join(", ", OperationMembers)}."
                );
            }
        }

        var method = Method(member);
        var path = Text(member, "path", true);
        var query = Text(member, "query", false);
        var description = Text(member, "description", false);
        var request = Message(member, "request");
        var response = Message(member, "response");
        var streams = json.Find("stream")?.Value;
        if (streams is not null && streams.Kind != JsonKind.Boolean)
        {
            context.ReportWrong(streams, "stream", "true or false");
        }

        if (path is not null && !IsPath(path))
        {
            path = null;
        }

        return method is null || path is null || request is null || response is null
            ? null
            : new OperationDefinition(
                name,
                description?.Text,
                method,
                path.Text,
                query?.Text ?? "",
                request,
                response,
                streams?.IsTrue == true,
                member.Key.Mark
            );
    }

    private string? Method(JsonMember operation)
    {
        if (Text(operation, "method", true) is not { } method)
        {
            return null;
        }

        if (Array.IndexOf(Methods, method.Text) >= 0)
        {
            return method.Text;
        }

        context.Report(
            SchemaRules.UnknownMethod,
            method.Mark,
            $"{Wording.Shown(method.Text)} is not an HTTP method of the subset.",
            context.Suggestion.DidYouMean(method.Text, Methods)
        );
        return null;
    }

    private JsonNode? Text(JsonMember operation, string name, bool needed)
    {
        var value = operation.Value.Find(name)?.Value;
        if (value is null)
        {
            if (needed)
            {
                context.Report(
                    SchemaRules.IncompleteOperation,
                    operation.Key.Mark,
                    $"The operation {Wording.Shown(operation.Name)} has no '{name}'.",
                    $"Add \"{name}\"."
                );
            }

            return null;
        }

        if (value.Kind == JsonKind.String)
        {
            return value;
        }

        context.ReportWrong(value, name, "a string");
        return null;
    }

    private string? Message(JsonMember operation, string name)
    {
        if (Text(operation, name, true) is not { } reference || definitions.Find(reference) is not { } definition)
        {
            return null;
        }

        if (definition.Kind == DefinitionKind.Message)
        {
            return definition.Name;
        }

        var type = definition.Kind == DefinitionKind.Alias ? types.ReadAlias(definition, reference.Mark).Type : null;
        if (type is { Kind: TypeKind.Message })
        {
            return type.Name;
        }

        context.Report(
            SchemaRules.OperationNotAMessage,
            reference.Mark,
            $"{Wording.Shown(definition.Key)} is not an object with properties, so it cannot be a {name}."
        );
        return null;
    }

    private bool IsPath(JsonNode path)
    {
        if (PathProblem(path.Text) is not { } problem)
        {
            return true;
        }

        context.Report(SchemaRules.BadOperationPath, path.Mark, $"{Wording.Shown(path.Text)} {problem}.");
        return false;
    }

    private static string? PathProblem(string path)
    {
        if (!path.StartsWith("/", StringComparison.Ordinal))
        {
            return "does not begin with '/'";
        }

        var open = -1;
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < path.Length; i++)
        {
            switch (path[i])
            {
                case '?' or '#':
                    return "has a query, which belongs into \"query\"";
                case <= ' ' or '\\' or '"':
                    return "has a character that a path cannot have";
                case '{' when open >= 0:
                    return "opens a placeholder inside another";
                case '{':
                    open = i;
                    break;
                case '}' when open < 0:
                    return "closes a placeholder that is not open";
                case '}':
                    var name = path.Substring(open + 1, i - open - 1);
                    if (!CSharpName.IsValid(name))
                    {
                        return $"has a placeholder {Wording.Shown(name)}, which is not a name";
                    }

                    if (!names.Add(name))
                    {
                        return $"has the placeholder {Wording.Shown(name)} twice";
                    }

                    open = -1;
                    break;
            }
        }

        return open >= 0 ? "has a placeholder that is not closed" : null;
    }
}
