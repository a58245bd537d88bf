namespace NanoBananaContracts.Generator.Tests.Analyzers;

[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class RuleAttribute(string id) : Attribute
{
    public string Id { get; } = id;
}
