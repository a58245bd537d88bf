using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// Which values are certainly an API key of a provider: what comes from its variable or from our section of the
/// configuration, and what the same method hands over as a key.
/// </summary>
internal sealed class KeySources
{
    private readonly Lazy<HashSet<string>> variables;

    public KeySources(AnalyzerOptions options) =>
        variables = new Lazy<HashSet<string>>(() =>
            new HashSet<string>(ProviderFiles.Of(options).Select(each => each.KeyVariable), StringComparer.Ordinal)
        );

    /// <summary>The runtime's key, which cannot be printed.</summary>
    public static bool IsApiKey(ITypeSymbol? type) => type is { Name: "ApiKey" } && ContractTypes.IsOurs(type);

    /// <summary>Whether a text is a key, as it is or but for its ends.</summary>
    public bool IsKey(IOperation value)
    {
        value = Bare(value);
        if (value.Type?.SpecialType != SpecialType.System_String)
        {
            return false;
        }

        // Only what is called so is looked for: most texts that are put together are about something else.
        return value switch
        {
            IInvocationOperation or IPropertyReferenceOperation => IsSource(value),
            ILocalReferenceOperation local => IsCalledKey(local.Local)
                && (IsSource(Bare(local.Followed())) || IsHandedOver(value, local.Local)),
            IParameterReferenceOperation parameter => IsCalledKey(parameter.Parameter)
                && IsHandedOver(value, parameter.Parameter),
            IFieldReferenceOperation field => IsCalledKey(field.Field) && IsHandedOver(value, field.Field),
            _ => false,
        };
    }

    // Environment.GetEnvironmentVariable("GEMINI_API_KEY"), configuration["NanoBanana:ApiKey"]
    private bool IsSource(IOperation value) =>
        value switch
        {
            IInvocationOperation
            {
                TargetMethod: { Name: "GetEnvironmentVariable", ContainingType.Name: "Environment" },
                Arguments.Length: > 0
            } call => call.Arguments[0].Value.Text() is { Length: > 0 } name && variables.Value.Contains(name),
            IPropertyReferenceOperation { Property.IsIndexer: true, Arguments.Length: 1 } setting => setting
                .Arguments[0]
                .Value.Text()
                is { } path
                && path.StartsWith("NanoBanana", StringComparison.OrdinalIgnoreCase)
                && path.EndsWith(":ApiKey", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };

    // key!, key?.Trim(), key ?? ""
    private static IOperation Bare(IOperation value)
    {
        while (true)
        {
            switch (value.Unconverted())
            {
                case ICoalesceOperation choice:
                    value = choice.Value;
                    break;
                case IConditionalAccessOperation access:
                    value = access.WhenNotNull;
                    break;
                case IInvocationOperation { TargetMethod.Name: "Trim" or "ToString", Instance: { } instance }:
                    value = instance.Resolved();
                    break;
                case var bare:
                    return bare;
            }
        }
    }

    private static bool IsCalledKey(ISymbol symbol) =>
        symbol.Name.IndexOf("key", StringComparison.OrdinalIgnoreCase) >= 0;

    // ApiKey = key, new ApiKey(key), ApiKey.FromString(key)
    private static bool IsHandedOver(IOperation value, ISymbol symbol)
    {
        foreach (var operation in value.Root().DescendantsAndSelf())
        {
            var handed = operation switch
            {
                IConversionOperation conversion when IsApiKey(conversion.Type) => conversion.Operand,
                IObjectCreationOperation { Arguments.Length: 1 } creation when IsApiKey(creation.Type) => creation
                    .Arguments[0]
                    .Value,
                IInvocationOperation { TargetMethod.Name: "FromString", Arguments.Length: 1 } call
                    when IsApiKey(call.TargetMethod.ContainingType) => call.Arguments[0].Value,
                _ => null,
            };
            if (handed is not null && SymbolEqualityComparer.Default.Equals(Bare(handed).Named(), symbol))
            {
                return true;
            }
        }

        return false;
    }
}
