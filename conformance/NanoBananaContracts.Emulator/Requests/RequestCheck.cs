using System.Text;
using NanoBananaContracts.Emulator.Pictures;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Emulator;

/// <summary>Holds the body of a request to the contract and to what the model takes, and reads what it asks for.</summary>
internal sealed class RequestCheck
{
    private readonly GenerateContentRequest request;
    private readonly string model;
    private readonly ProviderInfo provider;
    private readonly bool isGoogle;

    // Vertex AI names a field as the Gemini API does.
    private readonly bool hasGooglesWords;

    private RequestCheck(GenerateContentRequest request, string model, ProviderInfo provider)
    {
        (this.request, this.model, this.provider) = (request, model, provider);
        var dialect = EmulatedDialects.Of(provider);
        isGoogle = dialect == EmulatedDialect.Google;
        hasGooglesWords = dialect != EmulatedDialect.Gateway;
    }

    /// <summary>Checks a body.</summary>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="model">A model of the provider that is not retired.</param>
    /// <param name="provider">Whose rules apply.</param>
    /// <returns>What is asked for, or what is wrong: the first thing in the order of the contract.</returns>
    public static (EmulatedRequest?, EmulatedError?) Check(
        ReadOnlyMemory<byte> body,
        string model,
        ProviderInfo provider
    )
    {
        GenerateContentRequest request;
        try
        {
            request = GenerateContentRequest.Parse(body);
        }
        catch (ContractFormatException exception)
        {
            return (null, EmulatedError.InvalidArgument($"Invalid JSON payload received. {exception.Message}"));
        }

        var format = ResponseFormatShape.Check(ref request, provider);
        var check = new RequestCheck(request, model, provider);
        var error =
            format
            ?? check.FindViolation()
            ?? RefusedField.Find(body, provider)
            ?? InputCheck.Check(request, model, provider)
            ?? check.FindRefusal();
        return error is null ? (check.Read(), null) : (null, error);
    }

    private EmulatedError? FindViolation()
    {
        var validator = new ContractValidator(ContractDirection.Request)
        {
            CheckBase64 = true,
            ReportAllUnknownFields = true,
            Provider = provider.Id,
        };
        request.Validate(validator);
        var violation = validator.Violations.FirstOrDefault(found => !IsTolerated(found));
        return violation is null ? null : Describe(violation);
    }

    /// <summary>
    /// Google takes any string as a size in <c>imageConfig</c> that looks like half a K and quietly makes 1K of it
    /// (genkit#4891, python-genai#2110): an emulator that refused it would hide the mistake that costs most.
    /// </summary>
    private bool IsTolerated(ContractViolation violation) =>
        isGoogle
        && violation.Path == "generationConfig.imageConfig.imageSize"
        && violation.Value?.Trim('"') is "512px" or "05.K";

    private EmulatedError Describe(ContractViolation violation)
    {
        var field = WireNames.ToSnakeCase(violation.Path);
        var name = field[(field.LastIndexOf('.') + 1)..];
        var parent = field[..Math.Max(0, field.Length - name.Length - 1)];
        var isUnknownField =
            violation.Rule == ViolationRule.UnknownField
            || violation is { Rule: ViolationRule.OtherProvider, Value: null };
        return violation.Rule switch
        {
            // Proto3 JSON leaves an empty field out: the root has no name.
            _ when isUnknownField && parent.Length == 0 => EmulatedError.InvalidField(
                null,
                $"Invalid JSON payload received. Unknown name \"{LastName(violation.Path)}\": no such field."
            ),
            _ when isUnknownField => EmulatedError.InvalidField(
                parent,
                $"Invalid JSON payload received. Unknown name \"{LastName(violation.Path)}\" at '{parent}': no such field."
            ),
            // The contract knows the values of every provider; the caller is told those of this one.
            ViolationRule.UndocumentedValue
                when !hasGooglesWords
                    && IsArticleField(violation.Path)
                    && Offered(LastName(violation.Path)) is { } offered => Refuse(
                LastName(violation.Path),
                violation.Value?.Trim('"') ?? string.Empty,
                offered
            ),
            _ when !hasGooglesWords && IsArticleField(violation.Path) => EmulatedError.InvalidField(
                violation.Path,
                $"Invalid value for {LastName(violation.Path)}: {violation.Message}"
            ),
            _ when field.Length == 0 => EmulatedError.InvalidField(null, $"Invalid request: {violation.Message}"),
            _ => EmulatedError.InvalidField(field, $"Invalid value at '{field}': {violation.Message}"),
        };
    }

    /// <summary>What keeps the contract and is still nothing this model makes.</summary>
    private EmulatedError? FindRefusal()
    {
        var known = provider.FindModel(model);
        var config = request.GenerationConfig;
        if (config?.ImageConfig is { } image && known is not null)
        {
            if (image.AspectRatio is { } ratio && !known.AspectRatios.Contains(ratio))
            {
                return Refuse("aspectRatio", ratio.Value, known.AspectRatios.Select(value => value.Value));
            }

            if (image.ImageSize is { IsDocumented: true } size && !IsOffered(size, known))
            {
                return Refuse("imageSize", size.Value, known.Sizes.Select(value => value.Value));
            }
        }

        if (config?.ImageConfig?.ImageOutputOptions is { } output && FindOutputMistake(output) is { } wrong)
        {
            return wrong;
        }

        return config?.ResponseFormat?.Image is { } format && FindFormatMistake(format, known) is { } mistake
            ? mistake
            : FindRefusedParameter(config, known) ?? FindRefusedThinking(config, known);
    }

    /// <summary>The emulator writes two formats; a quality is one of percent.</summary>
    private static EmulatedError? FindOutputMistake(ImageOutputOptions output)
    {
        const string Path = "generation_config.image_config.image_output_options";
        return output switch
        {
            { MimeType: not (null or "image/png" or "image/jpeg") } => EmulatedError.InvalidField(
                $"{Path}.mime_type",
                $"Invalid value at '{Path}.mime_type': \"{output.MimeType}\". Use image/png or image/jpeg."
            ),
            { CompressionQuality: < 0 or > 100 } => EmulatedError.InvalidField(
                $"{Path}.compression_quality",
                $"Invalid value at '{Path}.compression_quality': use 0 to 100."
            ),
            _ => null,
        };
    }

    private EmulatedError? FindRefusedThinking(GenerationConfig? config, ModelInfo? known)
    {
        const string Path = "generationConfig.thinkingConfig.thinkingLevel";
        if (
            known is not { ThinkingLevels.Count: > 0 }
            || config?.ThinkingConfig?.ThinkingLevel
                is not { IsDocumented: true, Kind: not ThinkingLevel.Known.Unspecified } level
            || known.ThinkingLevels.Contains(level)
        )
        {
            return null;
        }

        var path = hasGooglesWords ? WireNames.ToSnakeCase(Path) : Path;
        return EmulatedError.InvalidField(path, $"Thinking level {level.Value} is not supported by {model}.");
    }

    private EmulatedError? FindRefusedParameter(GenerationConfig? config, ModelInfo? known)
    {
        if (config is not IContractFields fields || known is null)
        {
            return null;
        }

        var name = known.RefusedParameters.FirstOrDefault(name =>
            fields.PropertyOf(Encoding.UTF8.GetBytes(name)) is >= 0 and var property && fields.IsSet(property)
        );
        var path = $"generationConfig.{name}";
        return name is null ? null
            : hasGooglesWords
                ? EmulatedError.InvalidField(
                    WireNames.ToSnakeCase(path),
                    $"GenerateContentRequest.{WireNames.ToSnakeCase(path)} is not supported by {model}."
                )
            : EmulatedError.InvalidField(path, $"{name} is not supported by {model}.");
    }

    private IEnumerable<string>? Offered(string field) =>
        (field, provider.FindModel(model)) switch
        {
            ("aspectRatio", { } known) => known.AspectRatios.Select(value => value.Value),
            ("imageSize", { } known) => known.Sizes.Select(value => value.Value),
            _ => null,
        };

    /// <summary>The provider's own spelling counts, not the value: WisGate writes 0.5K where Google writes 512.</summary>
    private bool IsOffered(ImageSize size, ModelInfo known) =>
        known.Sizes.Any(offered => offered.Value == size.Value) || (isGoogle && size.Value == "0.5K");

    private EmulatedError Refuse(string field, string value, IEnumerable<string> allowed)
    {
        var list = string.Join(", ", allowed.Select(text => $"'{text}'"));
        var choice = list.Length == 0 ? $"{model} takes no {field}." : $"Use one of {list}.";
        var path = $"generationConfig.imageConfig.{field}";
        return hasGooglesWords
            ? EmulatedError.InvalidField(
                WireNames.ToSnakeCase(path),
                $"GenerateContentRequest.{WireNames.ToSnakeCase(path)}: \"{value}\" is not allowed. {choice}"
            )
            : EmulatedError.InvalidField(path, $"Invalid value for {field}: \"{value}\". {choice}");
    }

    /// <summary><c>responseFormat</c> takes the long names only, in spite of the short ones beside it (openhanako#2160).</summary>
    private static EmulatedError? FindFormatMistake(ImageResponseFormat format, ModelInfo? known)
    {
        const string Path = "generation_config.response_format.image";
        if (format.AspectRatio is { } ratio && !ratio.Value.StartsWith("ASPECT_RATIO_", StringComparison.Ordinal))
        {
            return EmulatedError.InvalidField(
                $"{Path}.aspect_ratio",
                $"Invalid value at '{Path}.aspect_ratio': \"{ratio.Value}\". Ratios are spelled ASPECT_RATIO_... here."
            );
        }

        if (format.ImageSize is not { } size)
        {
            return null;
        }

        if (!size.Value.StartsWith("IMAGE_SIZE_", StringComparison.Ordinal))
        {
            return EmulatedError.InvalidField(
                $"{Path}.image_size",
                $"Invalid value at '{Path}.image_size': \"{size.Value}\". Sizes are spelled IMAGE_SIZE_... here."
            );
        }

        return
            known is null
            || !size.IsDocumented
            || size.Kind == ImageSize.Known.Unspecified
            || known.Sizes.Contains(size)
            ? null
            : EmulatedError.InvalidField(
                $"{Path}.image_size",
                $"Invalid value at '{Path}.image_size': \"{size.Value}\" is not made by {known.Id}."
            );
    }

    private EmulatedRequest Read()
    {
        var config = request.GenerationConfig;
        var modalities = config?.ResponseModalities ?? default;
        // Google's image models answer with both where nothing is said (recorded); the article's gateway with text.
        var unasked = modalities.Count == 0;
        var image = config?.ImageConfig;
        var format = config?.ResponseFormat?.Image;
        var asked = EditedPicture.Text(request.Contents[^1]);
        var words = EmulatedWords.Of(asked);
        var sources = EditedPicture.Sources(request.Contents);
        return new EmulatedRequest
        {
            Model = model,
            Prompt = asked,
            Subject = EditedPicture.Prompt(request.Contents, isEdit: sources.Count > 0),
            Sources = sources,
            Refusal = EmulatedRefusal.Of(asked),
            Words = words,
            WantsText =
                unasked
                || words is not null
                || modalities.Any(modality => modality.Kind == ResponseModality.Known.Text),
            WantsImage =
                words is null
                && (
                    unasked && config?.ResponseModalities.IsAbsent != false && isGoogle
                    || modalities.Any(modality => modality.Kind == ResponseModality.Known.Image)
                ),
            Size = MadeSize(image?.ImageSize ?? format?.ImageSize),
            MediaType = image?.ImageOutputOptions?.MimeType,
            OutputUriPrefix = request.OutputConfig?.OutputUriPrefix,
            Quality = image?.ImageOutputOptions?.CompressionQuality,
            AspectRatio = MadeRatio(image?.AspectRatio ?? format?.AspectRatio, sources),
            Tier = request.ServiceTier is { IsDocumented: true } tier && tier != ServiceTier.Unspecified ? tier : null,
            IncludeThoughts = config?.ThinkingConfig?.IncludeThoughts == true,
            Searches = request.Tools.Any(tool => tool.GoogleSearch is not null),
            InputImages = request
                .Contents.SelectMany(content => content.Parts)
                .Count(part => part.InlineData is not null),
        };
    }

    private ImageSize MadeSize(ImageSize? asked)
    {
        var standard = provider.FindModel(model)?.DefaultSize ?? ImageSize.Size1K;
        var ignored = isGoogle && asked is { } size && (!size.IsDocumented || size.Value == "0.5K");
        return asked is null || ignored || asked.Value.Kind == ImageSize.Known.Unspecified ? standard : asked.Value;
    }

    private AspectRatio? MadeRatio(AspectRatio? asked, IReadOnlyList<InputPicture> sources) =>
        asked is null || asked.Value.Kind == NanoBananaContracts.AspectRatio.Known.Unspecified
            ? EditedPicture.NearestRatio(sources, provider.FindModel(model)?.AspectRatios ?? [])
                ?? provider.FindModel(model)?.DefaultAspectRatio
            : asked;

    private static bool IsArticleField(string path) =>
        path.StartsWith("generationConfig.imageConfig.", StringComparison.Ordinal);

    private static string LastName(string path) => path[(path.LastIndexOf('.') + 1)..];
}
