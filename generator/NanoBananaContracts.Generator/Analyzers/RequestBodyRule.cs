using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// NBC0010: a request body written by hand, as a string of any kind, that the service refuses or misunderstands. Each
/// mistake is reported at its characters inside the string.
/// </summary>
internal sealed class RequestBodyRule() : CodeRule(CodeRules.BodyBreaksContract)
{
    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        var known = rules.Providers;
        rules.On(
            operation => Analyze(operation, known),
            OperationKind.Literal,
            OperationKind.Utf8String,
            OperationKind.InterpolatedString
        );
    }

    private static void Analyze(OperationAnalysisContext context, Lazy<IReadOnlyList<ProviderFacts>> known)
    {
        // Most strings are no bodies: they are told by their first character and one of two names, before anything is read.
        if (MayBeBody(context.Operation) && LiteralText.Of(context.Operation) is { } literal)
        {
            Report(context, literal, known);
        }
    }

    // Apart: what is closed over here is made when the method begins.
    private static void Report(
        OperationAnalysisContext context,
        LiteralText literal,
        Lazy<IReadOnlyList<ProviderFacts>> known
    )
    {
        var json = literal.WithHolesAsValues();
        foreach (
            var mistake in RequestBodyCheck.MistakesOf(
                json.Value,
                () => BodyTarget.Around(context.Operation, known.Value)
            )
        )
        {
            var properties = ImmutableDictionary<string, string?>.Empty;
            if (
                mistake.Instead is not null
                && json.Replacement(mistake.Start, mistake.End, mistake.Instead) is { } text
            )
            {
                properties = properties.Add(FixProperties.Text, text);
            }

            context.ReportDiagnostic(
                OneLineDiagnostic.Create(
                    CodeRules.BodyBreaksContract,
                    json.Place(mistake.Start, mistake.End),
                    properties,
                    mistake.Message
                )
            );
        }
    }

    private static bool MayBeBody(IOperation operation)
    {
        switch (operation)
        {
            case IUtf8StringOperation utf8:
                return MayBeBody(utf8.Value);
            // The fixed pieces of an interpolated string are literals too, and no bodies.
            case ILiteralOperation { Parent: not IInterpolatedStringTextOperation }:
                return operation.Text() is { } text && MayBeBody(text);
            case IInterpolatedStringOperation { Parts.Length: > 0 } interpolated:
                if (
                    interpolated.Parts[0] is not IInterpolatedStringTextOperation first
                    || first.Text.Text() is not { } start
                    || !StartsObject(start)
                )
                {
                    return false;
                }

                foreach (var part in interpolated.Parts)
                {
                    if (
                        part is IInterpolatedStringTextOperation piece
                        && piece.Text.Text() is { } each
                        && NamesBody(each)
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

    private static bool MayBeBody(string text) => StartsObject(text) && NamesBody(text);

    private static bool StartsObject(string text)
    {
        foreach (var each in text)
        {
            if (!char.IsWhiteSpace(each))
            {
                return each == '{';
            }
        }

        return false;
    }

    private static bool NamesBody(string text) =>
        HasName(text, "\"contents\"")
        || HasName(text, "\"generationConfig\"")
        || HasName(text, "\"generation_config\"");

    // As a name, not as a value.
    private static bool HasName(string text, string name)
    {
        for (
            var at = text.IndexOf(name, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(name, at, StringComparison.Ordinal)
        )
        {
            at += name.Length;
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at < text.Length && text[at] == ':')
            {
                return true;
            }
        }

        return false;
    }
}
