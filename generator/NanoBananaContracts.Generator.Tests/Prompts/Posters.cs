namespace NanoBananaContracts.Generator.Tests.Prompts;

/// <summary>Prompts of this project: the generator makes their bodies in its build, and the tests call them.</summary>
internal static partial class Posters
{
    [ImagePrompt(
        "Minimalist poster for {topic}, modern sans-serif typography, {palette} colour scheme",
        Model = "gemini-nano-banana-2.1",
        AspectRatio = "16:9",
        ImageSize = "4K"
    )]
    public static partial GenerateContentRequest Poster(string topic, string palette);

    [ImagePrompt("{when:yyyy-MM-dd} {price:0.00} {share} {count:N0} {day} {isDraft} {letter} {{when}}")]
    public static partial GenerateContentRequest Values(
        DateTime when,
        decimal price,
        double? share,
        int count,
        DayOfWeek day,
        bool isDraft,
        char? letter
    );

    [ImagePrompt("Put {logo} on {product}, and {logo} in the corner")]
    public static partial GenerateContentRequest Brand(InputImage product, InputImage logo);

    [ImagePrompt("Make one group picture of these, {hint}", Temperature = 0.25, Seed = 7, ThinkingLevel = "HIGH")]
    public static partial GenerateContentRequest Group(
        string? hint,
        InputImage? background,
        params InputImage[] people
    );

    [ImagePrompt("{text}")]
    public static partial GenerateContentRequest Any(string text);
}

/// <summary>An interface of prompts.</summary>
[NanoBananaContract]
internal interface IPosterStudio
{
    [ImagePrompt("Poster for {topic}", Model = "gemini-3-pro-image", AspectRatio = "16:9")]
    Task<GeneratedImage> PosterAsync(string topic, CancellationToken token);

    [ImagePrompt("The same at night: {image}")]
    Task<NanoBananaReply> AtNightAsync(InputImage image);
}
