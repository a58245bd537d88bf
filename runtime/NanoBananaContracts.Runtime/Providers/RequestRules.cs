using System.Text;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>What a provider's file may say of requests: what is in none would be a fact without effect, and nobody would say so.</summary>
internal static class RequestRules
{
    /// <summary>The names of a field from the root of a request.</summary>
    /// <exception cref="FormatException">They are none, or the contract has no such field.</exception>
    internal static string FieldPath(string path)
    {
        const int Longest = 200;
        if (
            path.Length > Longest
            || !path.Split('.')
                .All(name => name.Length > 0 && name[0] is >= 'a' and <= 'z' && name.All(ProviderRules.IsOfName))
        )
        {
            throw new FormatException("refusedFields has what is no path of a field: write tools.googleSearch.");
        }

        return RequestPath.IsField(path)
            ? path
            : throw new FormatException(
                $"refusedFields has {path}, which is no field of a request.{RequestPath.Suggestion(path)}"
            );
    }

    /// <summary>The name of a parameter that a model refuses.</summary>
    /// <exception cref="FormatException">It is no field of <c>generationConfig</c>.</exception>
    internal static void CheckParameter(ModelInfo model, string name)
    {
        const int Longest = 60;
        const string Config = "generationConfig.";
        if (name.Length > Longest || !name.All(ProviderRules.IsOfName))
        {
            throw new FormatException(
                $"refusedParameters of {model.Id} has what is no field of generationConfig: write topP."
            );
        }

        if (((IContractFields)new GenerationConfig()).PropertyOf(Encoding.UTF8.GetBytes(name)) < 0)
        {
            throw new FormatException(
                $"refusedParameters of {model.Id} has {name}, which is no field of generationConfig."
                    + RequestPath.Suggestion(Config + name).Replace(Config, "")
            );
        }
    }

    /// <summary>The media type of a picture, as it stands in a request or a reply.</summary>
    /// <exception cref="FormatException">It is none: every picture would be taken for another.</exception>
    internal static void CheckMediaType(string fact, string type)
    {
        const string Before = "image/";
        if (type == "image/jpg")
        {
            throw new FormatException($"{fact} has image/jpg, which is written image/jpeg.");
        }

        if (
            type.Length == Before.Length
            || !type.StartsWith(Before, StringComparison.Ordinal)
            || !type.Skip(Before.Length).All(unit => ProviderRules.IsOfLabel(unit) || unit is '.' or '+')
        )
        {
            throw new FormatException($"{fact} has what is no media type of a picture: write image/png.");
        }
    }
}
