namespace NanoBananaContracts;

/// <summary>
/// Makes a partial record a contract for what the model writes: the generator gives it <c>JsonSchema</c>, for
/// <c>GenerationConfig.ResponseJsonSchema</c>, and <c>Read</c>, <c>Parse</c> and <c>TryRead</c>, which take that JSON and refuse
/// what breaks the schema. Descriptions come from the documentation comments, bounds from the attributes of
/// System.ComponentModel.DataAnnotations; what may be null need not be there.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ResponseContractAttribute : Attribute;
