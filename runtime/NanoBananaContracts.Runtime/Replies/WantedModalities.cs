namespace NanoBananaContracts;

/// <summary>Whether a request asks for an image.</summary>
internal enum WantedImage
{
    /// <summary>There is no request to look at.</summary>
    Unknown,

    /// <summary>IMAGE is among the modalities.</summary>
    Yes,

    /// <summary>Modalities are listed, without IMAGE.</summary>
    No,

    /// <summary>No modalities are listed: the service decides (text only, or text and image).</summary>
    Unsaid,
}

internal static class WantedModalities
{
    internal static WantedImage Of(GenerateContentRequest? request)
    {
        if (request is null)
        {
            return WantedImage.Unknown;
        }

        var config = request.GenerationConfig;
        if (config?.ResponseFormat?.Image is not null)
        {
            return WantedImage.Yes;
        }

        if (config is null || config.ResponseModalities.Count == 0)
        {
            return WantedImage.Unsaid;
        }

        foreach (var modality in config.ResponseModalities)
        {
            if (string.Equals(modality.Value, "IMAGE", System.StringComparison.OrdinalIgnoreCase))
            {
                return WantedImage.Yes;
            }
        }

        return WantedImage.No;
    }
}
