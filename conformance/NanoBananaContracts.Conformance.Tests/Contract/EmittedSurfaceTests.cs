using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NanoBananaContracts.Schema;
using NanoBananaContracts.Serialization;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Contract;

/// <summary>Everything the contract says is there in C#, and nothing was emitted that it does not say.</summary>
public sealed class EmittedSurfaceTests
{
    private static readonly Assembly Runtime = typeof(GenerateContentRequest).Assembly;

    [Fact]
    public void Every_message_is_a_record_with_every_property()
    {
        var missing = new List<string>();
        var properties = 0;
        foreach (var message in Judge.Model.Messages)
        {
            var type = Type(message.Name);
            type.IsAssignableTo(typeof(IContractMessage)).ShouldBeTrue(message.Name);
            foreach (var property in message.Properties)
            {
                properties++;
                var emitted = type.GetProperty(property.Name);
                if (emitted is null || !Fits(property.Type, emitted.PropertyType))
                {
                    missing.Add($"{message.Name}.{property.Name}: {property.Type.Kind} is {emitted?.PropertyType}");
                }
            }
        }

        missing.ShouldBeEmpty();
        TestContext.Current.TestOutputHelper!.WriteLine(
            FormattableString.Invariant(
                $"{Judge.Model.Messages.Count} records, {properties} properties, {Judge.Model.Enums.Count} enums, "
            ) + FormattableString.Invariant($"{Judge.Model.Enums.Sum(definition => definition.Values.Count)} values.")
        );
        (Judge.Model.Messages.Count, properties, Judge.Model.Enums.Count).ShouldBe((85, 305, 32));
    }

    [Fact]
    public void Every_enum_is_a_value_type_with_every_value_under_its_name()
    {
        foreach (var definition in Judge.Model.Enums)
        {
            var type = Type(definition.Name);
            type.IsValueType.ShouldBeTrue(definition.Name);
            foreach (var value in definition.Values)
            {
                var emitted = type.GetProperty(value.Name, BindingFlags.Public | BindingFlags.Static)?.GetValue(null);
                var read = emitted.ShouldBeAssignableTo<IContractEnum>($"{definition.Name}.{value.Name}")!;
                read.Value.ShouldBe(value.Text);
                read.IsDocumented.ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void Nothing_else_was_emitted() =>
        Runtime
            .GetExportedTypes()
            .Where(type => type.IsAssignableTo(typeof(IContractMessage)) || type.IsAssignableTo(typeof(IContractEnum)))
            .Where(type => !type.IsInterface)
            .Select(type => type.Name)
            .ShouldBe(Judge.Messages.Keys.Concat(Judge.Enums.Keys), ignoreOrder: true);

    private static Type Type(string name) => Runtime.GetType("NanoBananaContracts." + name, throwOnError: true)!;

    /// <summary>True when the C# type is the one that the kind of value is emitted as.</summary>
    private static bool Fits(TypeReference type, Type emitted)
    {
        var plain = Nullable.GetUnderlyingType(emitted) ?? emitted;
        return type.Kind switch
        {
            TypeKind.Boolean => plain == typeof(bool),
            TypeKind.Int32 => plain == typeof(int),
            TypeKind.Int64 or TypeKind.Int64String => plain == typeof(long),
            TypeKind.Single or TypeKind.Double => plain == typeof(double),
            TypeKind.String => plain == typeof(string),
            TypeKind.Base64 => plain == typeof(Base64Data),
            TypeKind.Timestamp => plain == typeof(Timestamp),
            TypeKind.Duration => plain == typeof(Duration),
            TypeKind.Any or TypeKind.AnyObject => plain == typeof(RawJson),
            TypeKind.List => Inner(typeof(ValueList<>)),
            TypeKind.Map => Inner(typeof(ValueMap<>)),
            _ => plain.Name == type.Name,
        };

        bool Inner(Type container) =>
            plain.IsGenericType
            && plain.GetGenericTypeDefinition() == container
            && Fits(type.Element!, plain.GetGenericArguments()[0]);
    }
}
