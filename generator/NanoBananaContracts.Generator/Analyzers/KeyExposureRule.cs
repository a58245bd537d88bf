using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0015: a key that is put where others read it, or where it can be no key. The message never repeats it.</summary>
internal sealed class KeyExposureRule() : CodeRule(CodeRules.ExposedKey)
{
    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        var keys = new KeySources(rules.Options);
        rules.On(
            operation => OnText(operation, keys, (IInterpolatedStringOperation)operation.Operation),
            OperationKind.InterpolatedString
        );
        rules.On(operation => OnSum(operation, keys, (IBinaryOperation)operation.Operation), OperationKind.Binary);
        rules.OnCall(operation => OnPrinted(operation, (IInvocationOperation)operation.Operation), nameof(ToString));
        rules.OnCall(
            operation => OnQuery(operation, keys, (IInvocationOperation)operation.Operation),
            "AddQueryString"
        );
        rules.On(
            operation => OnLog(operation, keys, (IInvocationOperation)operation.Operation),
            OperationKind.Invocation
        );
    }

    // $"{address}?key={key}", $"the key is {key}"
    private static void OnText(OperationAnalysisContext context, KeySources keys, IInterpolatedStringOperation text)
    {
        for (var i = 0; i < text.Parts.Length; i++)
        {
            if (text.Parts[i] is IInterpolationOperation hole)
            {
                Check(context, keys, hole.Expression, i == 0 ? null : Fixed(text.Parts[i - 1]), text);
            }
        }
    }

    // address + "?key=" + key
    private static void OnSum(OperationAnalysisContext context, KeySources keys, IBinaryOperation sum)
    {
        if (sum is { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String })
        {
            var left = sum.LeftOperand.Unconverted();
            Check(context, keys, left, null, sum);
            Check(
                context,
                keys,
                sum.RightOperand,
                (left is IBinaryOperation inner ? inner.RightOperand.Unconverted() : left).Text(),
                sum
            );
        }
    }

    private static void OnPrinted(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (
            call.TargetMethod.Parameters.Length == 0
            && call.Instance?.Resolved() is { } instance
            && KeySources.IsApiKey(instance.Type)
            && !IsLogged(call)
        )
        {
            Report(context, call, Placeholder, PlaceholderCure);
        }
    }

    private static void OnQuery(OperationAnalysisContext context, KeySources keys, IInvocationOperation call)
    {
        if (
            call.Arguments.Length == 3
            && call.Arguments[1].Value.Text() is "key"
            && keys.IsKey(call.Arguments[2].Value)
        )
        {
            Report(context, call.Arguments[2].Value, InUrl, UrlCure);
        }
    }

    private static void OnLog(OperationAnalysisContext context, KeySources keys, IInvocationOperation call)
    {
        if (Logs(call.TargetMethod))
        {
            foreach (var argument in call.Arguments)
            {
                if (argument.Value.Unconverted() is IArrayCreationOperation { Initializer: { } many })
                {
                    foreach (var element in many.ElementValues)
                    {
                        OnLogged(context, keys, element);
                    }
                }
                else
                {
                    OnLogged(context, keys, argument.Value);
                }
            }
        }
    }

    // An ApiKey in a log reads as the placeholder it is made for.
    private static void OnLogged(OperationAnalysisContext context, KeySources keys, IOperation value)
    {
        if (keys.IsKey(value))
        {
            Report(context, value.Unconverted(), InLog, LogCure);
        }
    }

    private const string Placeholder =
        "an ApiKey never shows its text, so what stands here is a placeholder, and a service answers it with 401";
    private const string PlaceholderCure = "Hand the ApiKey itself to NanoBananaOptions or ContractEndpoint";
    private const string InUrl = "what a URL holds is kept by the logs of every server and proxy on its way";
    private const string UrlCure =
        "Send it in the header x-goog-api-key, as the client does with NanoBananaOptions.ApiKey";
    private const string InLog = "what a log or an error holds is read, and kept, by whoever sees that";
    private const string LogCure = "Leave it out, or say only whether there is one";

    /// <summary>One piece of a text that is put together.</summary>
    private static void Check(
        OperationAnalysisContext context,
        KeySources keys,
        IOperation piece,
        string? before,
        IOperation whole
    )
    {
        piece = piece.Unconverted();
        if (KeySources.IsApiKey(piece.Type))
        {
            if (!IsLogged(whole))
            {
                Report(context, piece, Placeholder, PlaceholderCure);
            }
        }
        else if (!keys.IsKey(piece))
        {
            return;
        }
        else if (before?.EndsWith("key=", StringComparison.OrdinalIgnoreCase) == true)
        {
            // An address of the endpoint in one string is looked at as a whole, by NBC0024.
            if (!IsEndpoint(before!, whole))
            {
                Report(context, piece, InUrl, UrlCure);
            }
        }
        else if (IsLogged(whole))
        {
            Report(context, piece, InLog, LogCure);
        }
    }

    private static void Report(OperationAnalysisContext context, IOperation at, string consequence, string cure) =>
        context.ReportDiagnostic(
            OneLineDiagnostic.Create(CodeRules.ExposedKey, at.Syntax.GetLocation(), consequence, cure)
        );

    private static string? Fixed(IOperation part) =>
        part is IInterpolatedStringTextOperation text ? text.Text.Text() : null;

    private static bool IsEndpoint(string before, IOperation whole)
    {
        if (whole is IInterpolatedStringOperation text)
        {
            foreach (var part in text.Parts)
            {
                if (Fixed(part) is { } piece && NamesOperation(piece))
                {
                    return true;
                }
            }
        }

        return NamesOperation(before);
    }

    // generateContent, streamGenerateContent
    private static bool NamesOperation(string text) => text.IndexOf("enerateContent", StringComparison.Ordinal) >= 0;

    /// <summary>Whether a text goes to a log or into an exception, as it is or as a piece of another.</summary>
    private static bool IsLogged(IOperation text)
    {
        for (var parent = text.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IInvocationOperation call:
                    return Logs(call.TargetMethod);
                case IObjectCreationOperation creation:
                    return IsException(creation.Type);
                case IConversionOperation
                or IArgumentOperation
                or IBinaryOperation
                or IInterpolationOperation
                or IInterpolatedStringOperation
                or IInterpolatedStringHandlerCreationOperation
                or IInterpolatedStringAppendOperation
                or IArrayInitializerOperation
                or IArrayCreationOperation
                or IConditionalAccessOperation
                or ICoalesceOperation:
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    private static bool IsException(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type is { Name: "Exception", ContainingNamespace.Name: "System" })
            {
                return true;
            }
        }

        return false;
    }

    // ILogger, Console, Debug and Trace, Serilog's Log; a method that [LoggerMessage] makes.
    private static bool Logs(IMethodSymbol method)
    {
        var type = method.ContainingType?.Name;
        return type switch
        {
            "LoggerExtensions" or "ILogger" or "Logger" => true,
            "Console" or "Debug" or "Trace" or "TextWriter" => method.Name.StartsWith(
                "Write",
                StringComparison.Ordinal
            ),
            "Log" when method.Name is "Verbose" or "Debug" or "Information" or "Warning" or "Error" or "Fatal" => true,
            _ => method.IsPartialDefinition && HasLoggerMessage(method),
        };
    }

    private static bool HasLoggerMessage(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "LoggerMessageAttribute")
            {
                return true;
            }
        }

        return false;
    }
}
