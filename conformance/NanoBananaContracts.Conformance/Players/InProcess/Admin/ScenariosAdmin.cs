using System.Collections.Generic;
using System.Linq;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Players.InProcess.Admin;

/// <summary><c>/__admin/scenarios</c>.</summary>
internal sealed class ScenariosAdmin(StubRepository stubs)
{
    public IEnumerable<AdminRoute> Routes =>
        [
            new("GET", "scenarios", _ => new AdminReply(200, AdminJson.Scenarios(stubs.Scenarios()))),
            new(
                "POST",
                "scenarios/reset",
                _ =>
                {
                    stubs.ResetScenarios();
                    return AdminReply.Empty;
                }
            ),
            new("PUT", "scenarios/{name}/state", SetState),
        ];

    private AdminReply SetState(AdminCall call)
    {
        var name = call.Variables["name"];
        if (stubs.Scenarios().FirstOrDefault(scenario => scenario.Name == name) is not { } scenario)
            return AdminReply.Error(404, 404, $"Scenario {name} does not exist");
        var state = StubMapping.Started;
        if (!call.Body.IsEmpty)
        {
            var problems = new List<JsonProblem>();
            var reader = StrictJson.Parse(call.Body, problems)?.AsObject();
            state = reader?.RequiredText("state") ?? "";
            reader?.Finish();
            if (problems.Count > 0)
                return AdminReply.Unreadable(problems);
        }

        if (!scenario.PossibleStates.Contains(state))
            return AdminReply.Error(422, 11, $"Scenario {name} does not support state {state}");
        stubs.SetState(name, state);
        return AdminReply.Empty;
    }
}
