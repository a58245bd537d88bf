namespace NanoBananaContracts;

/// <summary>
/// Makes a method of a prompt. On a <see langword="static"/> or instance <see langword="partial"/> method that returns
/// <see cref="GenerateContentRequest"/>, the generator writes the body; on a method of a
/// <see cref="NanoBananaContractAttribute"/> interface, the implementation that sends it. What the attribute says is held
/// to the contract, the provider and the model while it is typed.
/// </summary>
/// <param name="prompt">
/// The prompt. <c>{name}</c> stands for the parameter of that name, <c>{when:yyyy}</c> for one with a format, written in the
/// invariant culture; <c>{{</c> and <c>}}</c> are braces. Where the parameter is an <see cref="InputImage"/>, or several,
/// the images stand there, between the words.
/// </param>
/// <example>
/// <code>
/// public static partial class Posters
/// {
///     [ImagePrompt("Minimalist poster for {topic}, {palette} colour scheme", AspectRatio = "16:9", ImageSize = "4K")]
///     public static partial GenerateContentRequest Poster(string topic, string palette);
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ImagePromptAttribute(string prompt) : Attribute
{
    /// <summary>The prompt, with its place-holders.</summary>
    public string Prompt { get; } = prompt;

    /// <summary>
    /// The model, as <see cref="GenerateContentRequest.Model"/>: it goes with the request, and a client calls it instead of
    /// its own. Not set: the client's.
    /// </summary>
    public string? Model { get; set; }

    /// <summary>
    /// Id of the provider that the values are checked against, such as <c>google</c>: of the package, or of a
    /// <c>ContractProvider</c> item. Not set: a value is reported where all of WisGate, Google and the project's own
    /// that have the model refuse it. Where the request is sent is the client's affair.
    /// </summary>
    public string? Provider { get; set; }

    /// <summary>The shape of the image, such as <c>16:9</c>. Not set: left to the model.</summary>
    public string? AspectRatio { get; set; }

    /// <summary>The size of the image, such as <c>4K</c>. Not set: the model's own.</summary>
    public string? ImageSize { get; set; }

    /// <summary>How far the model strays, from 0 to 2. Not set: the model's own.</summary>
    public double Temperature { get; set; }

    /// <summary>Makes results repeatable where the model takes it. Not set: none.</summary>
    public int Seed { get; set; }

    /// <summary>How deeply the model thinks, such as <c>HIGH</c>. Not set: the model's own.</summary>
    public string? ThinkingLevel { get; set; }
}
