using NanoBananaContracts.Generator.Units;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Emits a file of types.</summary>
internal static class FileEmitter
{
    /// <summary>The source of one file.</summary>
    public static string Emit(FileUnit unit)
    {
        var writer = EmittedFile.Begin(unit.Options);
        var isFirst = true;
        foreach (var message in unit.Messages)
        {
            Separate();
            MessageEmitter.Emit(message, writer);
        }

        foreach (var definition in unit.Enums)
        {
            Separate();
            EnumEmitter.Emit(unit.Options, definition, writer);
        }

        return writer.ToString();

        void Separate()
        {
            if (!isFirst)
            {
                writer.Line();
            }

            isFirst = false;
        }
    }
}
