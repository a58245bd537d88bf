namespace NanoBananaContracts.Emulator;

/// <summary><c>responseFormat</c> is a list at Vertex AI, and nowhere else.</summary>
internal static class ResponseFormatShape
{
    private const string Path = "generation_config.response_format";

    /// <summary>Says what is wrong with its shape at Vertex AI; where nothing is, the list becomes the object it stands for.</summary>
    public static EmulatedError? Check(ref GenerateContentRequest request, ProviderInfo provider)
    {
        if (EmulatedDialects.Of(provider) != EmulatedDialect.Vertex || request.GenerationConfig is not { } config)
        {
            return null;
        }

        // A list has no typed place; what else stands in one is the contract's to refuse.
        if (config.ResponseFormat is null)
        {
            request = config.ReadResponseFormat() is { } one
                ? request with
                {
                    GenerationConfig = config with { ResponseFormat = one },
                }
                : request;
            return null;
        }

        return EmulatedError.InvalidField(
            Path,
            $"Invalid value at '{Path}': it is a list of formats here, one object for each modality."
        );
    }
}
