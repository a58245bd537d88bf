using System;
using System.Collections.Generic;

namespace NanoBananaContracts.Schema;

/// <summary>Operations, and which messages they reach.</summary>
internal sealed partial class ModelBuilder
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

    private List<OperationDefinition> ReadOperations(JsonNode? json)
    {
        var operations = new List<OperationDefinition>();
        if (json is null)
        {
            return operations;
        }

        if (json.Kind != JsonKind.Object)
        {
            WrongMember(json, "x-operations", "an object of operations");
            return operations;
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in json.Members)
        {
            var name = CSharpName.Pascal(member.Name);
            if (name.Length == 0)
            {
                diagnostics.Report(
                    SchemaRules.NoCSharpName,
                    member.Key.Mark,
                    $"{Wording.Shown(member.Name)} has no letter or digit to make a C# name of.",
                    "Give the operation another name."
                );
                continue;
            }

            name = CSharpName.Safe(name, "_");
            if (!names.Add(name))
            {
                diagnostics.Report(
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
            WrongMember(json, member.Name, "an object with method, path, request and response");
            return null;
        }

        foreach (var part in json.Members)
        {
            if (Array.IndexOf(OperationMembers, part.Name) < 0)
            {
                diagnostics.Report(
                    SchemaRules.UnknownKeyword,
                    part.Key.Mark,
                    $"{Wording.Shown(part.Name)} is not a member of an operation.",
                    suggestion.DidYouMean(part.Name, OperationMembers)
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
            WrongMember(streams, "stream", "true or false");
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

        diagnostics.Report(
            SchemaRules.UnknownMethod,
            method.Mark,
            $"{Wording.Shown(method.Text)} is not an HTTP method of the subset.",
            suggestion.DidYouMean(method.Text, Methods)
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
                diagnostics.Report(
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

        WrongMember(value, name, "a string");
        return null;
    }

    private string? Message(JsonMember operation, string name)
    {
        if (Text(operation, name, true) is not { } reference || Find(reference) is not { } definition)
        {
            return null;
        }

        if (definition.Kind == DefinitionKind.Message)
        {
            return definition.Name;
        }

        var type = definition.Kind == DefinitionKind.Alias ? ResolveAlias(definition, reference.Mark).Type : null;
        if (type is { Kind: TypeKind.Message })
        {
            return type.Name;
        }

        diagnostics.Report(
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

        diagnostics.Report(SchemaRules.BadOperationPath, path.Mark, $"{Wording.Shown(path.Text)} {problem}.");
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

    private void WrongMember(JsonNode found, string name, string needed) =>
        diagnostics.Report(
            SchemaRules.WrongKeywordValue,
            found.Mark,
            $"{found.Describe()} stands where '{name}' takes {needed}.",
            $"Give '{name}' {needed}."
        );

    /// <summary>
    /// The messages with the sides that reach them. What only the service sets is not sent, what only we set is not
    /// read, so those properties lead nowhere on the other side.
    /// </summary>
    private List<MessageDefinition> Directed(List<OperationDefinition> operations)
    {
        var byName = new Dictionary<string, MessageDefinition>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            byName[message.Name] = message;
        }

        var sent = new HashSet<string>(StringComparer.Ordinal);
        var read = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            Reach(operation.Request, byName, sent, property => !property.ReadOnly);
            Reach(operation.Response, byName, read, property => !property.WriteOnly);
        }

        return messages.ConvertAll(message =>
            message with
            {
                Direction =
                    (sent.Contains(message.Name) ? MessageDirection.Request : MessageDirection.None)
                    | (read.Contains(message.Name) ? MessageDirection.Response : MessageDirection.None),
            }
        );
    }

    private static void Reach(
        string start,
        Dictionary<string, MessageDefinition> byName,
        HashSet<string> reached,
        Func<PropertyDefinition, bool> counts
    )
    {
        var open = new Stack<string>();
        open.Push(start);
        while (open.Count > 0)
        {
            var name = open.Pop();
            if (!byName.TryGetValue(name, out var message) || !reached.Add(name))
            {
                continue;
            }

            foreach (var property in message.Properties)
            {
                if (counts(property) && Innermost(property.Type) is { Kind: TypeKind.Message, Name: { } next })
                {
                    open.Push(next);
                }
            }

            if (message.AdditionalProperties is { } additional && Innermost(additional) is { Name: { } extension })
            {
                open.Push(extension);
            }
        }
    }
}
