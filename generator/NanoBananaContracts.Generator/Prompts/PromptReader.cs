using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Diagnostics;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Prompts;

/// <summary>
/// Reads the prompt of a method: of its attribute, and of what its parameters are to it. The generator takes what is to be
/// emitted, and the analyzer what is wrong; both read alike, so that neither has a mistake which the other has not.
/// </summary>
internal static class PromptReader
{
    /// <summary>Reads a prompt.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="attribute">Its attribute.</param>
    /// <param name="isCall">Whether the method sends the request, and so may be cancelled.</param>
    /// <param name="findings">Where to put what is wrong.</param>
    /// <returns>The prompt; null where there is none.</returns>
    public static PromptUnit? Read(
        IMethodSymbol method,
        AttributeData attribute,
        bool isCall,
        List<PromptFinding> findings
    )
    {
        if (attribute.ConstructorArguments.FirstOrDefault() is not { Kind: TypedConstantKind.Primitive } argument)
        {
            return null; // The compiler says so itself.
        }

        var prompt = argument.Value as string ?? "";

        var before = findings.Count;
        var parameters = Parameters(method, isCall, findings);
        var pieces = Pieces(method, parameters, PromptTemplate.Of(prompt), findings);
        var canBeMade = true;
        for (var i = before; i < findings.Count; i++)
        {
            canBeMade &= CanBeMadeWith(findings[i].Rule);
        }

        return new PromptUnit(
            new EquatableArray<PromptParameter>(parameters),
            canBeMade,
            canBeMade ? pieces : default,
            Settings(attribute)
        );
    }

    /// <summary>What keeps any method of a project from having a request as its value.</summary>
    /// <returns>Whether there is nothing.</returns>
    public static bool CheckLanguage(ISymbol symbol, ParseOptions? options, List<PromptFinding> findings)
    {
        if (options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp11 and var version })
        {
            findings.Add(PromptFinding.Of(PromptRules.LanguageTooOld, symbol, version.ToDisplayString()));
            return false;
        }

        return true;
    }

    /// <summary>A method that takes types of its caller's choice, which nothing of a request could be.</summary>
    public static void CheckGeneric(IMethodSymbol method, List<PromptFinding> findings)
    {
        if (method.Arity > 0)
        {
            findings.Add(
                PromptFinding.Of(
                    PromptRules.WrongParameter,
                    method,
                    $"{method.Name} has type parameters, which a prompt has no use for",
                    "Remove them, and give each parameter its type."
                )
            );
        }
    }

    private static bool CanBeMadeWith(DiagnosticDescriptor rule) =>
        rule == PromptRules.UnusedParameter || rule == PromptRules.RefusedFormat;

    private static PromptParameter[] Parameters(IMethodSymbol method, bool isCall, List<PromptFinding> findings)
    {
        var tokens = 0;
        return
        [
            .. method.Parameters.Select(parameter =>
            {
                var read = PromptParameterReader.Read(parameter);
                if (parameter.RefKind != RefKind.None)
                {
                    findings.Add(
                        PromptFinding.Of(
                            PromptRules.WrongParameter,
                            parameter,
                            $"{parameter.Name} is handed over by reference, which a prompt has no use for",
                            "Remove ref, in or out."
                        )
                    );
                }
                else if (read.Kind == PromptParameterKind.Unusable)
                {
                    findings.Add(
                        PromptFinding.Of(
                            PromptRules.UnusableParameter,
                            parameter,
                            parameter.Name,
                            PromptNames.Short(parameter.Type)
                        )
                    );
                }
                else if (read.Kind == PromptParameterKind.Cancellation && (!isCall || ++tokens > 1))
                {
                    findings.Add(
                        PromptFinding.Of(
                            PromptRules.WrongParameter,
                            parameter,
                            isCall
                                ? $"{method.Name} has a second CancellationToken, {parameter.Name}"
                                : $"{method.Name} makes a request and does not send it, so {parameter.Name} has nothing to cancel",
                            isCall ? "Keep one." : "Remove it, and cancel the call of the client."
                        )
                    );
                }

                return read;
            }),
        ];
    }

    private static EquatableArray<PromptPiece> Pieces(
        IMethodSymbol method,
        PromptParameter[] parameters,
        PromptTemplate template,
        List<PromptFinding> findings
    )
    {
        var pieces = new List<PromptPiece>();
        var named = new bool[parameters.Length];
        var hasWords = false;
        var isWhole = template.Faults.Count == 0;
        foreach (var fault in template.Faults)
        {
            findings.Add(
                new PromptFinding(PromptRules.MalformedPlaceholder, null, fault.Start, fault.Length, fault.Reason)
            );
        }

        foreach (var segment in template.Segments)
        {
            if (segment.Words is not null)
            {
                hasWords |= segment.Words.Trim().Length > 0;
                pieces.Add(new PromptPiece(segment.Words, -1, null));
                continue;
            }

            var at = Array.FindIndex(parameters, parameter => parameter.Name == segment.Name);
            if (at < 0 || parameters[at].Kind == PromptParameterKind.Cancellation)
            {
                isWhole = false;
                findings.Add(
                    new PromptFinding(
                        PromptRules.UnknownPlaceholder,
                        null,
                        segment.Start,
                        segment.Length,
                        segment.Name!,
                        method.Name,
                        Offer(parameters)
                    )
                );
                continue;
            }

            named[at] = true;
            var isImage = parameters[at].Kind is PromptParameterKind.Image or PromptParameterKind.Images;
            hasWords |= !isImage;
            CheckFormat(method.Parameters[at], parameters[at], segment, findings);
            pieces.Add(new PromptPiece(null, at, isImage ? null : segment.Format));
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            if (named[i] || parameters[i].Kind is PromptParameterKind.Cancellation or PromptParameterKind.Unusable)
            {
                continue;
            }

            if (parameters[i].Kind is PromptParameterKind.Image or PromptParameterKind.Images)
            {
                pieces.Add(new PromptPiece(null, i, null));
            }
            else if (isWhole) // Else it is the one that was meant, and is reported there.
            {
                findings.Add(PromptFinding.Of(PromptRules.UnusedParameter, method.Parameters[i], parameters[i].Name));
            }
        }

        if (isWhole && !hasWords)
        {
            findings.Add(new PromptFinding(PromptRules.EmptyPrompt, null, 0, -1, method.Name));
        }

        return new EquatableArray<PromptPiece>(pieces);
    }

    private static void CheckFormat(
        IParameterSymbol parameter,
        PromptParameter read,
        PromptSegment segment,
        List<PromptFinding> findings
    )
    {
        if (
            segment.Format is { } format
            && read.Kind != PromptParameterKind.Unusable
            && PromptParameterReader.FormatProblem(parameter.Type, read.Kind, format) is { } cure
        )
        {
            findings.Add(
                new PromptFinding(
                    PromptRules.RefusedFormat,
                    null,
                    segment.Start,
                    segment.Length,
                    $"{read.Name}, a {PromptNames.Short(parameter.Type)},",
                    format,
                    cure
                )
            );
        }
    }

    private static string Offer(PromptParameter[] parameters)
    {
        var names = parameters
            .Where(parameter =>
                parameter.Kind is not (PromptParameterKind.Cancellation or PromptParameterKind.Unusable)
            )
            .Select(parameter => "{" + parameter.Name + "}")
            .ToArray();
        return names.Length == 0
            ? "Add the parameter, or write {{ and }} for braces of the prompt."
            : $"Write {string.Join(" or ", names)}, or add the parameter.";
    }

    private static PromptSettings Settings(AttributeData attribute)
    {
        var values = attribute.NamedArguments.ToDictionary(pair => pair.Key, pair => pair.Value.Value);
        return new PromptSettings(
            Value("Model") as string,
            Value("AspectRatio") as string,
            Value("ImageSize") as string,
            Value("Temperature") as double?,
            Value("Seed") as int?,
            Value("ThinkingLevel") as string
        );

        object? Value(string name) => values.TryGetValue(name, out var value) ? value : null;
    }
}
