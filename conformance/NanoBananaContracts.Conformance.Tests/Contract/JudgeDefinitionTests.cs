using NanoBananaContracts.Schema;
using NJsonSchema;

namespace NanoBananaContracts.Conformance.Tests.Contract;

/// <summary>NJsonSchema and our reader see the same contract.</summary>
public sealed class JudgeDefinitionTests
{
    [Fact]
    public void The_definitions_are_the_same() =>
        Judge
            .Schema.Definitions.Keys.Order(StringComparer.Ordinal)
            .ShouldBe(
                Judge
                    .Model.Messages.Select(message => message.SchemaName)
                    .Concat(Judge.Model.Enums.Select(definition => definition.SchemaName))
                    .Order(StringComparer.Ordinal)
            );

    [Fact]
    public void Every_message_has_the_same_properties_and_the_same_of_them_are_required()
    {
        foreach (var message in Judge.Model.Messages)
        {
            var theirs = Judge.Schema.Definitions[message.SchemaName];
            theirs.Properties.Keys.ShouldBe(message.Properties.Select(property => property.JsonName), message.Name);
            theirs
                .RequiredProperties.Order(StringComparer.Ordinal)
                .ShouldBe(
                    message
                        .Properties.Where(property => property.Required)
                        .Select(property => property.JsonName)
                        .Order(StringComparer.Ordinal),
                    message.Name
                );
        }
    }

    [Fact]
    public void Every_enum_has_the_same_texts_in_all_spellings()
    {
        foreach (var definition in Judge.Model.Enums)
        {
            Judge
                .Schema.Definitions[definition.SchemaName]
                .Enumeration.Cast<string>()
                .ShouldBe(Texts(definition.Values), ignoreOrder: true, definition.Name);
        }
    }

    [Fact]
    public void Every_narrowed_property_has_the_same_texts()
    {
        var narrowed = 0;
        foreach (var message in Judge.Model.Messages)
        {
            foreach (var property in message.Properties.Where(property => !property.AllowedValues.IsEmpty))
            {
                var values = Judge
                    .Enums[property.Type.Name!]
                    .Values.Where(value => property.AllowedValues.Contains(value.Text));
                Judge
                    .Schema.Definitions[message.SchemaName]
                    .Properties[property.JsonName]
                    .AllOf.Single(part => part.Enumeration.Count > 0)
                    .Enumeration.Cast<string>()
                    .ShouldBe(Texts(values), ignoreOrder: true, property.JsonName);
                narrowed++;
            }
        }

        narrowed.ShouldBe(2);
    }

    [Fact]
    public void Every_property_is_of_the_same_type()
    {
        var differences = new List<string>();
        foreach (var message in Judge.Model.Messages)
        {
            foreach (var property in message.Properties)
            {
                var theirs = Judge.Schema.Definitions[message.SchemaName].Properties[property.JsonName];
                Compare(property.Type, theirs, message.Name + "." + property.JsonName, differences);
            }
        }

        differences.ShouldBeEmpty();
    }

    [Fact]
    public void Every_bound_is_the_same()
    {
        var bounds = 0;
        foreach (var message in Judge.Model.Messages)
        {
            foreach (var property in message.Properties.Where(property => property.Constraints != Constraints.None))
            {
                var ours = property.Constraints;
                var theirs = Judge.Schema.Definitions[message.SchemaName].Properties[property.JsonName];
                bounds++;
                if (ours.Minimum is { } minimum)
                {
                    theirs.Minimum.ShouldBe((decimal)minimum);
                }

                if (ours.Maximum is { } maximum)
                {
                    theirs.Maximum.ShouldBe((decimal)maximum);
                }

                if (ours.ExclusiveMinimum is { } above)
                {
                    theirs.ExclusiveMinimum.ShouldBe((decimal)above);
                }

                theirs.MaxLength.ShouldBe(ours.MaxLength);
                theirs.MinItems.ShouldBe(ours.MinItems ?? 0);
                theirs.MaxItems.ShouldBe(ours.MaxItems ?? 0);
                if (ours.Pattern is not null)
                {
                    theirs.Pattern.ShouldBe(ours.Pattern);
                }
            }
        }

        bounds.ShouldBeGreaterThan(15);
    }

    private static void Compare(TypeReference ours, JsonSchema theirs, string path, List<string> differences)
    {
        var reference =
            theirs.Reference ?? theirs.AllOf.Select(part => part.Reference).FirstOrDefault(part => part is not null);
        switch (ours.Kind)
        {
            case TypeKind.Message:
                Same(Judge.Messages[ours.Name!].SchemaName, NameOf(reference));
                break;
            case TypeKind.Enum:
                Same(Judge.Enums[ours.Name!].SchemaName, NameOf(reference));
                break;
            case TypeKind.List:
                Same(JsonObjectType.Array, theirs.Type);
                Compare(ours.Element!, theirs.Item!, path + "[]", differences);
                break;
            case TypeKind.Map:
                Same(JsonObjectType.Object, theirs.Type);
                Compare(ours.Element!, theirs.AdditionalPropertiesSchema!, path + "{}", differences);
                break;
            default:
                Same(
                    Type(ours.Kind),
                    theirs.Type & ~(ours.Kind is TypeKind.Single or TypeKind.Double ? JsonObjectType.String : 0)
                );
                break;
        }

        void Same(object? expected, object? actual)
        {
            if (!Equals(expected, actual))
            {
                differences.Add($"{path}: {expected} here, {actual} there");
            }
        }
    }

    private static JsonObjectType Type(TypeKind kind) =>
        kind switch
        {
            TypeKind.Boolean => JsonObjectType.Boolean,
            TypeKind.Int32 or TypeKind.Int64 => JsonObjectType.Integer,
            TypeKind.Int64String => JsonObjectType.String | JsonObjectType.Integer,
            TypeKind.Single or TypeKind.Double => JsonObjectType.Number,
            TypeKind.Any => JsonObjectType.None,
            TypeKind.AnyObject => JsonObjectType.Object,
            _ => JsonObjectType.String,
        };

    private static string? NameOf(JsonSchema? definition) =>
        Judge.Schema.Definitions.SingleOrDefault(pair => pair.Value == definition).Key;

    private static IEnumerable<string> Texts(IEnumerable<EnumValue> values) =>
        values.SelectMany(value => value.Spellings.Select(spelling => spelling.Text).Prepend(value.Text)).Distinct();
}
