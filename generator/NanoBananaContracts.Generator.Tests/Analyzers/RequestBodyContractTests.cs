using NanoBananaContracts.Generator.Analyzers;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

/// <summary>
/// Holds what the rules read of the default contract to the model that the types are made from. One that fails after an
/// edit of the schema says that it uses a form, or a bound, that <see cref="RequestBodyContract"/> does not know yet.
/// </summary>
public sealed class RequestBodyContractTests
{
    private static readonly SchemaModel Model = SchemaReader
        .Read("generate-content.schema.json", EmbeddedFile.Text("generate-content.schema.json"))
        .Model;

    private static readonly RequestBodyContract Contract = RequestBodyContract.Default;

    private static readonly Dictionary<string, string> SchemaNames = Model
        .Messages.Select(message => (message.Name, message.SchemaName))
        .Concat(Model.Enums.Select(each => (each.Name, each.SchemaName)))
        .ToDictionary(StringComparer.Ordinal);

    public static TheoryData<string> Messages => [.. Model.Messages.Select(message => message.SchemaName)];

    public static TheoryData<string> Enums => [.. Model.Enums.Select(each => each.SchemaName)];

    [Fact]
    public void The_same_objects_and_enums_are_read()
    {
        Assert.Equal(Messages.Select(row => row.Data).Order(), Contract.Messages.Keys.Order());
        Assert.Equal(Enums.Select(row => row.Data).Order(), Contract.Enums.Keys.Order());
    }

    [Fact]
    public void The_same_objects_are_sent() =>
        Assert.Equal(
            Model
                .Messages.Where(message => message.Direction.HasFlag(MessageDirection.Request))
                .Select(message => message.SchemaName)
                .Order(),
            Contract.Sent().Select(message => message.Name).Order()
        );

    [Theory]
    [MemberData(nameof(Messages))]
    public void An_object_is_read_as_the_model_has_it(string name)
    {
        var message = Model.Messages.Single(each => each.SchemaName == name);
        var read = Contract.Messages[name];

        Assert.Equal(
            message.OneOfGroups.Select(group =>
                $"{string.Join(' ', group.Properties)}, {group.Required}, {group.Exclusive}"
            ),
            read.Groups.Select(group => $"{string.Join(' ', group.Fields)}, {group.Required}, True")
        );
        Assert.Equal(message.Properties.Select(property => property.JsonName), read.Fields.Select(field => field.Name));
        Assert.All(
            message.Properties.Zip(read.Fields),
            pair =>
            {
                var (property, field) = pair;
                Assert.Equal(Written(property.Type), Written(field.Type));
                Assert.Equal(property.Required, field.Required);
                Assert.Equal(property.ReadOnly, field.ReadOnly);
                // A bound that is not known here is one that no body is held to.
                Assert.Equal(
                    property.Constraints,
                    new Constraints(
                        field.Minimum,
                        field.Maximum,
                        field.ExclusiveMinimum,
                        field.ExclusiveMaximum,
                        MaxLength: field.MaxLength,
                        MinItems: field.MinItems,
                        MaxItems: field.MaxItems,
                        Pattern: field.Pattern
                    )
                );
                Assert.Equal(property.AllowedValues, field.AllowedValues);
                Assert.Equal(property.Spelling, field.Spelling);
                Assert.Equal(property.Providers, field.Providers);
                Assert.Null(property.ConstJson);
            }
        );
        Assert.Null(message.AdditionalProperties);
        Assert.Equal(Constraints.None, message.Constraints);
    }

    [Theory]
    [MemberData(nameof(Enums))]
    public void An_enum_is_read_as_the_model_has_it(string name)
    {
        var definition = Model.Enums.Single(each => each.SchemaName == name);

        Assert.False(definition.IsInteger);
        Assert.Equal(definition.Values.Select(Written), Contract.Enums[name].Values.Select(Written));
    }

    private static string Written(TypeReference type) =>
        $"{type.Kind} {(type.Name is null ? "" : SchemaNames[type.Name])} {(type.Element is null ? "" : Written(type.Element))}";

    private static string Written(BodyType type) =>
        $"{type.Kind} {type.Message?.Name}{type.Enum?.Name} {(type.Element is null ? "" : Written(type.Element))}";

    private static string Written(EnumValue value) => Written(value.Text, value.Spellings, value.Providers);

    private static string Written(BodyEnumValue value) => Written(value.Text, value.Spellings, value.Providers);

    private static string Written(string text, IEnumerable<EnumSpelling> spellings, IEnumerable<string> providers) =>
        $"{text}: {string.Join(' ', spellings.OrderBy(each => each.Spelling, StringComparer.Ordinal))} {string.Join(' ', providers)}";
}
