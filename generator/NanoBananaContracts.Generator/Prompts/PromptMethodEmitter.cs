using NanoBananaContracts.Generator.Emission;

namespace NanoBananaContracts.Generator.Prompts;

/// <summary>Writes the half of a partial method that has the body.</summary>
internal static class PromptMethodEmitter
{
    /// <summary>Writes the file of a method.</summary>
    public static string Emit(PromptMethodUnit unit)
    {
        var writer = PromptRequestEmitter.Begin(unit.Namespace);
        foreach (var type in unit.Types)
        {
            writer.Open(type);
        }

        var parameters = string.Join(", ", unit.Prompt.Parameters.Select(parameter => parameter.Declaration));
        // No mark of generated code: it would be the method's own, and hide the half that was written from every analyzer.
        writer.Open($"{unit.Modifiers} {unit.Head}({parameters})");
        if (unit.Prompt.IsWhole)
        {
            PromptRequestEmitter.Emit(writer, unit.Prompt, "return ", ";");
        }
        else
        {
            writer.Line(PromptRequestEmitter.Refusal + ";");
        }

        writer.Close();
        for (var i = 0; i < unit.Types.Count; i++)
        {
            writer.Close();
        }

        return writer.ToString();
    }
}
