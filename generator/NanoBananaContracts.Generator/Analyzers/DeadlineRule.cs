using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// NBC0004 and NBC0014: a deadline, or the HttpClient's own Timeout, that is shorter than the model takes, or than a 4K
/// picture does where one is asked for.
/// </summary>
internal sealed class DeadlineRule() : CodeRule(CodeRules.DeadlineTooShort, CodeRules.TimeoutTooShort)
{
    private const string Minutes = "20 seconds and at 4K minutes";

    // The article that documents the mistake: generation takes 20 s, allow at least 30 s. Of a slower model, as much more.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(30);
    private const double Allowance = 1.5;

    // "Minutes under load": fewer than two are none.
    private static readonly TimeSpan ShortestOf4K = TimeSpan.FromMinutes(2);

    // What .NET sets where nobody does.
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(100);

    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        var known = rules.Providers;
        rules.On(
            operation => OnAssignment(operation, (ISimpleAssignmentOperation)operation.Operation, known),
            OperationKind.SimpleAssignment
        );
        rules.On(
            operation => OnClient(operation, (IObjectCreationOperation)operation.Operation, known),
            OperationKind.ObjectCreation
        );
        rules.OnCall(operation => OnCall(operation, types, known), CallInView.Names);
        rules.On(operation => OnCall(operation, types, known), OperationKind.ObjectCreation);
    }

    private static void OnAssignment(
        OperationAnalysisContext context,
        ISimpleAssignmentOperation assignment,
        Lazy<IReadOnlyList<ProviderFacts>> known
    )
    {
        if (
            assignment.Target
            is not IPropertyReferenceOperation { Property: { Name: "Deadline" or "Timeout" } property }
        )
        {
            return;
        }

        var isOurs =
            property.Name == "Deadline"
                // A contract of somebody's own, which has the same options, need not take long.
                ? assignment.Target is IPropertyReferenceOperation { Instance.Type: { Name: "NanoBananaOptions" } type }
                    && ContractTypes.IsOurs(type)
                : IsTimeoutOfOurClient(assignment, property);
        if (isOurs)
        {
            var options = assignment.Parent?.Parent is IObjectCreationOperation or IWithOperation
                ? assignment.Parent.Parent
                : null;
            var model =
                property.Name == "Deadline" && options is not null ? NamedModel.Of(null, options, known.Value) : null;
            var rule = property.Name == "Deadline" ? CodeRules.DeadlineTooShort : CodeRules.TimeoutTooShort;
            Check(context, rule, assignment.Value, assignment.Value.Syntax.GetLocation(), model);
        }
    }

    /// <summary><c>new NanoBananaClient(options, new HttpClient { Timeout = ... })</c>.</summary>
    private static void OnClient(
        OperationAnalysisContext context,
        IObjectCreationOperation creation,
        Lazy<IReadOnlyList<ProviderFacts>> known
    )
    {
        if (
            CallInView.IsClient(creation)
            && CallInView.Argument(creation.Arguments, "httpClient") is { } client
            && WrittenObject.TryFind(client, "Timeout", out var time)
            && time is not null
        )
        {
            var options = CallInView.Argument(creation.Arguments, "options");
            var model = options is null ? null : NamedModel.Of(null, options, known.Value);
            var place = (time.Root() == creation.Root() ? time : client).Syntax.GetLocation();
            Check(context, CodeRules.TimeoutTooShort, time, place, model);
        }
    }

    /// <summary>A 4K picture through a client that allows it less than minutes; what is too short for any was said already.</summary>
    private static void OnCall(
        OperationAnalysisContext context,
        ContractTypes types,
        Lazy<IReadOnlyList<ProviderFacts>> known
    )
    {
        if (
            CallInView.Of(context.Operation) is not { } call
            || (call.Options is null && call.HttpClient is null)
            || !Is4K(call.Request, types)
        )
        {
            return;
        }

        var least = Least(call.Options is null ? null : NamedModel.Of(null, call.Options, known.Value));
        if (
            call.Options is not null
            && WrittenObject.TryFind(call.Options, "Deadline", out var deadline)
            && deadline?.Time() is { } allowed
            && allowed >= least
            && allowed < ShortestOf4K
            && !call.IsRepeated()
        )
        {
            Report(context, CodeRules.DeadlineTooShort, call.Place(deadline), allowed, Minutes, ShortestOf4K);
        }

        if (
            call.HttpClient is not null
            && call.HttpClient.Origin().Type is { Name: "HttpClient" } // Another may set its own.
            && WrittenObject.TryFind(call.HttpClient, "Timeout", out var timeout)
            && (timeout is null ? UsualTimeout : timeout.Time()) is { } cut
            && cut >= least
            && cut < ShortestOf4K
            && !call.IsRepeated()
        )
        {
            var place = timeout is null ? call.Request.Syntax.GetLocation() : call.Place(timeout);
            Report(context, CodeRules.TimeoutTooShort, place, cut, Minutes, ShortestOf4K);
        }
    }

    private static bool Is4K(IOperation request, ContractTypes types) =>
        WrittenMessage.TryFind(request, out var size, "GenerationConfig", "ImageConfig", "ImageSize")
        && size is not null
        && types.Value(size) is { } asked
        && asked.Texts[0] == "4K";

    private static void Check(
        OperationAnalysisContext context,
        DiagnosticDescriptor rule,
        IOperation value,
        Location place,
        NamedModel? model
    )
    {
        var least = Least(model);
        if (value.Time() is { } time && time > TimeSpan.Zero && time < least)
        {
            var usual =
                least == Shortest
                    ? Minutes
                    : $"{Seconds(model!.Usual!.Value)} with {model.Meant[0].Model.Id} and at 4K minutes";
            Report(context, rule, place, time, usual, least);
        }
    }

    private static TimeSpan Least(NamedModel? model) =>
        model?.Usual is { } usual
        && TimeSpan.FromSeconds(usual.TotalSeconds * Allowance) is var least
        && least > Shortest
            ? least
            : Shortest;

    private static void Report(
        OperationAnalysisContext context,
        DiagnosticDescriptor rule,
        Location place,
        TimeSpan time,
        string usual,
        TimeSpan least
    ) => context.ReportDiagnostic(OneLineDiagnostic.Create(rule, place, usual, Seconds(time), Seconds(least)));

    private static string Seconds(TimeSpan time) =>
        time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " seconds";

    /// <summary><c>services.AddNanoBanana().ConfigureHttpClient(client => client.Timeout = ...)</c>.</summary>
    private static bool IsTimeoutOfOurClient(ISimpleAssignmentOperation assignment, IPropertySymbol property)
    {
        if (property.ContainingType.Name != "HttpClient")
        {
            return false;
        }

        IOperation? around = assignment;
        while (around is not (null or IInvocationOperation { TargetMethod.Name: "ConfigureHttpClient" }))
        {
            around = around.Parent;
        }

        while (around is IInvocationOperation { Arguments.Length: > 0 } call)
        {
            if (call.TargetMethod is { Name: "AddNanoBanana", ContainingAssembly.Name: "NanoBananaContracts.Runtime" })
            {
                return true;
            }

            around = (call.Instance ?? call.Arguments[0].Value).Origin();
        }

        return false;
    }
}
