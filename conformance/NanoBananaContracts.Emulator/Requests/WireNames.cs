using System.Text;

namespace NanoBananaContracts.Emulator;

/// <summary>Field paths as the service's errors write them.</summary>
internal static class WireNames
{
    /// <summary><c>generationConfig.imageConfig</c> as <c>generation_config.image_config</c>.</summary>
    public static string ToSnakeCase(string path)
    {
        var result = new StringBuilder(path.Length + 8);
        foreach (var character in path)
        {
            if (char.IsAsciiLetterUpper(character))
            {
                result.Append('_').Append(char.ToLowerInvariant(character));
            }
            else
            {
                result.Append(character);
            }
        }

        return result.ToString();
    }
}
