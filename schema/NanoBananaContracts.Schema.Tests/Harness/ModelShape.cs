namespace NanoBananaContracts.Schema.Tests.Harness;

/// <summary>What holds for every model, whatever the schema: what the generator relies on.</summary>
internal static class ModelShape
{
    public static void Check(SchemaModel model, Promise promise)
    {
        var messages = model.Messages.Select(message => message.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var enums = model.Enums.Select(definition => definition.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        promise.Holds(messages.Count == model.Messages.Count);
        promise.Holds(enums.Count == model.Enums.Count);
        promise.Holds(!messages.Overlaps(enums));
        promise.Holds(IsSorted(model.Messages.Select(message => message.Name)));
        promise.Holds(IsSorted(model.Enums.Select(definition => definition.Name)));
        promise.Holds(IsSorted(model.Operations.Select(operation => operation.Name)));
        foreach (var message in model.Messages)
        {
            promise.Holds(CSharpName.IsGivable(message.Name));
            CheckMessage(message, messages, enums, promise);
        }

        foreach (var definition in model.Enums)
        {
            promise.Holds(CSharpName.IsGivable(definition.Name));
            CheckEnum(definition, promise);
        }

        foreach (var operation in model.Operations)
        {
            promise.Holds(CSharpName.IsGivable(operation.Name));
            promise.Holds(messages.Contains(operation.Request));
            promise.Holds(messages.Contains(operation.Response));
        }
    }

    private static void CheckMessage(
        MessageDefinition message,
        HashSet<string> messages,
        HashSet<string> enums,
        Promise promise
    )
    {
        var jsonNames = new HashSet<string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in message.Properties)
        {
            promise.Holds(jsonNames.Add(property.JsonName));
            promise.Holds(names.Add(property.Name));
            promise.Holds(CSharpName.IsGivable(property.Name));
            promise.Holds(
                !ReservedNames.InMessage(property.Name, message.Name, message.AdditionalProperties is not null)
            );
            promise.Holds(!(property.ReadOnly && property.WriteOnly));
            promise.Holds(!(property.ReadOnly && property.Required));
            CheckType(property.Type, messages, enums, promise);
            if (!property.AllowedValues.IsEmpty || property.Spelling is not null)
            {
                promise.Holds(Innermost(property.Type).Kind == TypeKind.Enum);
            }
        }

        foreach (var group in message.OneOfGroups)
        {
            promise.Holds(names.Add(group.Name));
            promise.Holds(names.Add(ReservedNames.CasesOf(group.Name)));
            promise.Holds(!ReservedNames.InMessage(group.Name, message.Name, message.AdditionalProperties is not null));
            promise.Holds(
                message.Properties.All(property =>
                    property.Name != ReservedNames.NoCase || !group.Properties.Contains(property.JsonName)
                )
            );
            promise.Holds(CSharpName.IsGivable(group.Name));
            promise.Holds(!group.Properties.IsEmpty);
            promise.Holds(group.Properties.All(jsonNames.Contains));
            promise.Holds(group.Properties.Distinct().Count() == group.Properties.Count);
        }

        promise.Holds(
            message
                .OneOfGroups.Where(group => group is { Required: true, Exclusive: true })
                .SelectMany(group => group.Properties)
                .Distinct()
                .Select(jsonName => message.Properties.Single(property => property.JsonName == jsonName).Name)
                .All(name => names.Add(ReservedNames.MakerOf(name)))
        );
        if (message.AdditionalProperties is { } additional)
        {
            CheckType(additional, messages, enums, promise);
        }
    }

    private static void CheckType(TypeReference type, HashSet<string> messages, HashSet<string> enums, Promise promise)
    {
        promise.Holds(type.Element is not null == (type.Kind is TypeKind.List or TypeKind.Map));
        promise.Holds(type.Name is not null == (type.Kind is TypeKind.Message or TypeKind.Enum));
        promise.Holds(type.Kind != TypeKind.Message || messages.Contains(type.Name!));
        promise.Holds(type.Kind != TypeKind.Enum || enums.Contains(type.Name!));
        if (type.Element is { } element)
        {
            CheckType(element, messages, enums, promise);
        }
    }

    private static void CheckEnum(EnumDefinition definition, Promise promise)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var meanings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in definition.Values)
        {
            promise.Holds(names.Add(value.Name));
            promise.Holds(CSharpName.IsGivable(value.Name));
            promise.Holds(!ReservedNames.InEnum(value.Name, definition.Name, definition.IsInteger));
            promise.Holds(meanings.TryAdd(value.Text, value.Name));
        }

        foreach (var value in definition.Values)
        {
            foreach (var spelling in value.Spellings)
            {
                promise.Holds(definition.Spellings.Contains(spelling.Spelling));
                meanings.TryAdd(spelling.Text, value.Name);
                promise.Holds(meanings[spelling.Text] == value.Name);
            }
        }
    }

    private static TypeReference Innermost(TypeReference type) => type.Element is null ? type : Innermost(type.Element);

    private static bool IsSorted(IEnumerable<string> names)
    {
        var list = names.ToList();
        return list.SequenceEqual(list.Order(StringComparer.Ordinal));
    }
}
