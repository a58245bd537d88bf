using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0006 and NBC0007: what a provider is known to refuse, a Bearer header and a retired model.</summary>
internal sealed class ProviderUseRule() : CodeRule(CodeRules.BearerHeader, CodeRules.RetiredModel)
{
    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        var known = rules.Providers;
        rules.On(
            operation => OnLiteral(operation, known, (ILiteralOperation)operation.Operation),
            OperationKind.Literal
        );
        rules.On(operation => OnHeader(operation, known), OperationKind.ObjectCreation);
        rules.OnCall(operation => OnHeader(operation, known), "Add", "TryAddWithoutValidation");
        rules.On(
            operation => OnCreation(operation, types, known, (IObjectCreationOperation)operation.Operation),
            OperationKind.ObjectCreation
        );
    }

    /// <summary>A retired model in a URL; the fixed pieces of an interpolated string are literals too.</summary>
    private static void OnLiteral(
        OperationAnalysisContext context,
        Lazy<IReadOnlyList<ProviderFacts>> known,
        ILiteralOperation literal
    )
    {
        if (
            literal.Text() is { } text
            && text.IndexOf("/models/", StringComparison.Ordinal) >= 0
            && ProviderFacts.InAddress(text, known.Value, out _, out _) is { } provider
        )
        {
            ReportRetired(
                context.ReportDiagnostic,
                provider,
                text,
                literal.Syntax,
                (fact, whole) => whole.Contains("/models/" + fact.Id + ":")
            );
        }
    }

    /// <summary>A Bearer header in code that also names a provider's host.</summary>
    private static void OnHeader(OperationAnalysisContext context, Lazy<IReadOnlyList<ProviderFacts>> known)
    {
        if (!IsBearer(context.Operation))
        {
            return;
        }

        ProviderFacts? named = null;
        var isElsewhere = false;
        foreach (var operation in context.Operation.Root().DescendantsAndSelf())
        {
            if (operation is not ILiteralOperation || operation.Text() is not { } text)
            {
                continue;
            }

            isElsewhere |= IsLikeOpenAI(text);
            if (
                ProviderFacts.InAddress(text, known.Value, out _, out var end)
                    // Of the others it is not known that a second header is refused.
                    is { TakesPlainKey: true, IsUsual: true } provider
                && Words(text, end) is var path
                && MayBeNative(path, provider)
            )
            {
                named = provider;
                if (path.Length > 1)
                {
                    // A whole address, whatever else the method calls.
                    isElsewhere = false;
                    break;
                }
            }
        }

        if (named is not null && !isElsewhere)
        {
            context.ReportDiagnostic(
                OneLineDiagnostic.Create(CodeRules.BearerHeader, context.Operation.Syntax.GetLocation(), named.Name)
            );
        }
    }

    /// <summary><c>new NanoBananaOptions { Provider = ProviderInfo.Google, Model = "..." }</c>.</summary>
    private static void OnCreation(
        OperationAnalysisContext context,
        ContractTypes types,
        Lazy<IReadOnlyList<ProviderFacts>> known,
        IObjectCreationOperation creation
    )
    {
        if (!SymbolEqualityComparer.Default.Equals(creation.Type, types.Options) || creation.Initializer is null)
        {
            return;
        }

        ProviderFacts? provider = null;
        ISimpleAssignmentOperation? model = null;
        foreach (var assignment in creation.Initializer.Initializers.OfType<ISimpleAssignmentOperation>())
        {
            var name = (assignment.Target as IPropertyReferenceOperation)?.Property.Name;
            if (name == "Provider")
            {
                provider = ProviderFacts.Named(assignment.Value, known.Value);
            }
            else if (name == "Model")
            {
                model = assignment;
            }
        }

        if (provider is not null && model?.Value.Origin().Text() is { } id)
        {
            ReportRetired(
                context.ReportDiagnostic,
                provider,
                id,
                model.Value.Syntax,
                // The client takes an id as the list of models writes it, too.
                (fact, whole) => whole == fact.Id || whole == "models/" + fact.Id
            );
        }
    }

    private static void ReportRetired(
        Action<Diagnostic> report,
        ProviderFacts provider,
        string text,
        SyntaxNode place,
        Func<RetiredModelFact, string, bool> names
    )
    {
        foreach (
            var fact in provider
                .Models.Where(model => model.Retired is not null)
                .SelectMany(model => model.Aliases.Prepend(model.Id).Select(id => model.Retired! with { Id = id }))
                .Where(fact => names(fact, text))
        )
        {
            var properties = ImmutableDictionary<string, string?>
                .Empty.Add(FixProperties.Retired, fact.Id)
                .Add(FixProperties.Use, fact.Use);
            report(
                OneLineDiagnostic.Create(
                    CodeRules.RetiredModel,
                    place.GetLocation(),
                    properties,
                    provider.Name,
                    fact.Id,
                    fact.Since,
                    fact.Use
                )
            );
        }
    }

    /// <summary>The words of an address behind its host: none of the host alone, one of a version.</summary>
    private static string[] Words(string text, int end)
    {
        var path = text.IndexOf('/', end);
        return path < 0 ? [] : text.Substring(path).Split(['/', '?'], StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>
    /// Whether an address may be one of the native endpoints: the same hosts have others, in OpenAI's manner, which do take a
    /// Bearer header.
    /// </summary>
    private static bool MayBeNative(string[] path, ProviderFacts provider) =>
        path.Length == 0
        || (
            path[0].StartsWith(provider.ModelsPath.Split('/')[1], StringComparison.Ordinal)
            && !(path.Length > 1 && path[1].StartsWith("openai", StringComparison.Ordinal))
        );

    // /v1/chat/completions, /v1/images/generations, /v1beta/openai/
    private static bool IsLikeOpenAI(string text) =>
        text.IndexOf("chat/completions", StringComparison.Ordinal) >= 0
        || text.IndexOf("images/generations", StringComparison.Ordinal) >= 0
        || text.IndexOf("openai/", StringComparison.Ordinal) >= 0;

    private static bool IsBearer(IOperation operation) =>
        operation switch
        {
            IObjectCreationOperation { Type.Name: "AuthenticationHeaderValue" } creation => Constant(
                creation.Arguments,
                0
            )
                is { } scheme
                && scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase),
            // Basic and whatever else is somebody's own affair; of a value that is not seen nothing is known.
            IInvocationOperation { TargetMethod.Name: "Add" or "TryAddWithoutValidation", Arguments.Length: 2 } call =>
                string.Equals(Constant(call.Arguments, 0), "Authorization", StringComparison.OrdinalIgnoreCase)
                    && Start(call.Arguments[1].Value)?.StartsWith("Bearer", StringComparison.OrdinalIgnoreCase) == true,
            _ => false,
        };

    /// <summary>The text a value begins with, as far as the source says.</summary>
    private static string? Start(IOperation value) =>
        value.Text()
        ?? value switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Start(sum.LeftOperand),
            IInterpolatedStringOperation { Parts.Length: > 0 } text => Start(text.Parts[0]),
            IInterpolatedStringTextOperation piece => Start(piece.Text),
            IInterpolationOperation hole => Start(hole.Expression),
            IConversionOperation conversion => Start(conversion.Operand),
            _ => null,
        };

    private static string? Constant(ImmutableArray<IArgumentOperation> arguments, int index) =>
        arguments.Length > index ? arguments[index].Value.Text() : null;
}
