namespace NanoBananaContracts;

/// <summary>
/// Makes an interface of prompts something that can be called, registered and faked: the generator writes its
/// implementation over <see cref="NanoBananaClient"/>, and its registration where the project has
/// Microsoft.Extensions.DependencyInjection. Each method carries an <see cref="ImagePromptAttribute"/> and returns a
/// <c>Task</c> of <see cref="GeneratedImage"/> or <see cref="NanoBananaReply"/>.
/// </summary>
/// <example>
/// <code>
/// [NanoBananaContract]
/// public interface IPosterStudio
/// {
///     [ImagePrompt("Minimalist poster for {topic}", AspectRatio = "16:9")]
///     Task&lt;GeneratedImage&gt; PosterAsync(string topic, CancellationToken cancellationToken = default);
/// }
///
/// services.AddNanoBanana();
/// services.AddPosterStudio();
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class NanoBananaContractAttribute : Attribute;
