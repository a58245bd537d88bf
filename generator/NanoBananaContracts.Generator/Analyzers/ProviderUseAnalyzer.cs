using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0006 and NBC0007: what a provider is known to refuse, a Bearer header and a retired model.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProviderUseAnalyzer() : ContractAnalyzer(CodeRules.BearerHeader, CodeRules.RetiredModel)
{
    private protected override void Register(CompilationStartAnalysisContext start, ContractTypes types)
    {
        var known = new Lazy<IReadOnlyList<ProviderFacts>>(() => ProviderFacts.Of(start.Options));
        start.RegisterOperationBlockAction(block => OnBlock(block, known.Value));
        start.RegisterOperationAction(
            operation => OnCreation(operation, types, known.Value, (IObjectCreationOperation)operation.Operation),
            OperationKind.ObjectCreation
        );
    }

    /// <summary>A Bearer header in code that also names a provider's host, and a retired model in one of its URLs.</summary>
    private static void OnBlock(OperationBlockAnalysisContext context, IReadOnlyList<ProviderFacts> known)
    {
        var operations = context.OperationBlocks.SelectMany(block => block.DescendantsAndSelf()).ToList();
        ProviderFacts? named = null;
        foreach (var operation in operations)
        {
            // The fixed pieces of an interpolated string are literals too.
            if (operation is ILiteralOperation && operation.Text() is { } text)
            {
                var provider = known.FirstOrDefault(each => each.Hosts.Any(host => Names(text, host)));
                named ??= provider is { TakesPlainKey: true } ? provider : null;
                if (provider is not null)
                {
                    ReportRetired(
                        context.ReportDiagnostic,
                        provider,
                        text,
                        operation.Syntax,
                        (fact, whole) => whole.Contains("/models/" + fact.Id + ":")
                    );
                }
            }
        }

        if (named is null)
        {
            return;
        }

        foreach (var bearer in operations.Where(IsBearer))
        {
            context.ReportDiagnostic(
                OneLineDiagnostic.Create(CodeRules.BearerHeader, bearer.Syntax.GetLocation(), named.Name)
            );
        }
    }

    /// <summary><c>new NanoBananaOptions { Provider = ProviderInfo.Google, Model = "..." }</c>.</summary>
    private static void OnCreation(
        OperationAnalysisContext context,
        ContractTypes types,
        IReadOnlyList<ProviderFacts> known,
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
                provider = ProviderFacts.Named(assignment.Value, known);
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
                (fact, whole) => whole == fact.Id
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
        foreach (var fact in provider.Retired.Where(fact => names(fact, text)))
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

    // The whole host, not the end of a longer one.
    private static bool Names(string text, string host)
    {
        var at = text.IndexOf("//" + host, StringComparison.OrdinalIgnoreCase);
        var end = at + 2 + host.Length;
        return at >= 0 && (end == text.Length || text[end] is '/' or ':' or '?');
    }

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

    private static string? Constant(IReadOnlyList<IArgumentOperation> arguments, int index) =>
        arguments.Count > index ? arguments[index].Value.Text() : null;
}
