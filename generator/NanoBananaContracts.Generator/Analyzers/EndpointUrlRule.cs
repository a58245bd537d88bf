using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0024: an address of the endpoint, as a string, that does not reach it as meant.</summary>
internal sealed class EndpointUrlRule() : CodeRule(CodeRules.AddressMissesEndpoint)
{
    private const string PlainHeader = "x-goog-api-key";

    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        var known = rules.Providers;
        rules.On(operation => Analyze(operation, known), OperationKind.Literal, OperationKind.InterpolatedString);
    }

    private static void Analyze(OperationAnalysisContext context, Lazy<IReadOnlyList<ProviderFacts>> known)
    {
        if (!MayBeAddress(context.Operation) || LiteralText.Of(context.Operation) is not { } literal)
        {
            return;
        }

        foreach (var mistake in EndpointUrlCheck.MistakesOf(literal.Value, known.Value))
        {
            Report(context, literal, mistake);
        }

        if (
            ProviderFacts.InAddress(literal.Value, known.Value, out var start, out var end) is { } provider
            && !IsPlain(provider.KeyHeader)
            && SendsPlainHeader(context.Operation, provider.KeyHeader)
        )
        {
            var scheme = provider.KeyScheme.Length == 0 ? "" : " after " + provider.KeyScheme;
            Report(
                context,
                literal,
                new TextMistake(
                    start,
                    end,
                    $"{provider.Name} takes the key in {provider.KeyHeader}{scheme} and answers {PlainHeader} with 401; send that header, or call the host that the key is for"
                )
            );
        }
    }

    private static void Report(OperationAnalysisContext context, LiteralText literal, TextMistake mistake)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (mistake.Instead is not null && literal.Replacement(mistake.Start, mistake.End, mistake.Instead) is { } text)
        {
            properties = properties.Add(FixProperties.Text, text);
        }

        context.ReportDiagnostic(
            OneLineDiagnostic.Create(
                CodeRules.AddressMissesEndpoint,
                literal.Place(mistake.Start, mistake.End),
                properties,
                mistake.Message
            )
        );
    }

    private static bool MayBeAddress(IOperation operation)
    {
        switch (operation)
        {
            // The fixed pieces of an interpolated string are literals too, and no addresses.
            case ILiteralOperation { Parent: not IInterpolatedStringTextOperation }:
                return operation.Text() is { } text && EndpointUrlCheck.Mentions(text);
            case IInterpolatedStringOperation interpolated:
                foreach (var part in interpolated.Parts)
                {
                    if (
                        part is IInterpolatedStringTextOperation piece
                        && piece.Text.Text() is { } each
                        && EndpointUrlCheck.Mentions(each)
                    )
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }

    // Code that has both headers calls more than one service.
    private static bool SendsPlainHeader(IOperation operation, string right)
    {
        var isSent = false;
        foreach (var each in operation.Root().DescendantsAndSelf())
        {
            if (each is ILiteralOperation && each.Text() is { } text)
            {
                isSent |= IsPlain(text);
                if (string.Equals(text, right, StringComparison.OrdinalIgnoreCase))
                {
                    return false;
                }
            }
            else if (each is IPropertyReferenceOperation { Property.Name: var name } && name == right)
            {
                // request.Headers.Authorization = ...
                return false;
            }
        }

        return isSent;
    }

    private static bool IsPlain(string header) =>
        string.Equals(header, PlainHeader, StringComparison.OrdinalIgnoreCase);
}
