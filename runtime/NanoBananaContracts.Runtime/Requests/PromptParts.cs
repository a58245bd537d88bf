using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// Puts a prompt together, for emitted code: words and values one behind the other, images between them. A value is only
/// ever text: its braces and quotes mean nothing.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PromptParts
{
    private readonly List<Part> parts = [];
    private readonly StringBuilder text = new();

    /// <summary>Adds words of the prompt itself.</summary>
    /// <param name="words">The words.</param>
    public PromptParts Text(string words)
    {
        text.Append(words);
        return this;
    }

    /// <summary>Adds the value of a parameter.</summary>
    /// <param name="value">The value.</param>
    /// <param name="required">The parameter's name; <see langword="null"/> where no value is an empty one.</param>
    /// <exception cref="ArgumentNullException">There is no value, and it is required.</exception>
    public PromptParts Value(string? value, string? required = null)
    {
        Check(value, required);
        return Text(value ?? "");
    }

    /// <summary>Adds the value of a parameter, written in the invariant culture.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">How it is written; <see langword="null"/> for its usual form.</param>
    /// <param name="required">The parameter's name; <see langword="null"/> where no value is an empty one.</param>
    /// <exception cref="ArgumentNullException">There is no value, and it is required.</exception>
    /// <exception cref="FormatException">The value cannot be written so.</exception>
    public PromptParts Formatted(IFormattable? value, string? format = null, string? required = null)
    {
        Check(value, required);
        return Text(value?.ToString(format, CultureInfo.InvariantCulture) ?? "");
    }

    /// <summary>Adds an image; what is said before it stands before it.</summary>
    /// <param name="image">The image.</param>
    /// <param name="required">The parameter's name; <see langword="null"/> where it may be left out.</param>
    /// <exception cref="ArgumentNullException">There is none, and it is required.</exception>
    public PromptParts Image(InputImage? image, string? required = null)
    {
        Check(image, required);
        if (image is not null)
        {
            EndText();
            parts.Add(image.Part);
        }

        return this;
    }

    /// <summary>Adds images, in their order.</summary>
    /// <param name="images">The images; there may be none.</param>
    /// <param name="required">The parameter's name; <see langword="null"/> where the list itself may be left out.</param>
    /// <exception cref="ArgumentNullException">There is no list, and it is required.</exception>
    /// <exception cref="ArgumentException">One of them is <see langword="null"/>.</exception>
    public PromptParts Images(IEnumerable<InputImage>? images, string? required = null)
    {
        Check(images, required);
        foreach (var image in images ?? [])
        {
            if (image is null)
            {
                throw new ArgumentException("One of the images is null.", required);
            }

            Image(image);
        }

        return this;
    }

    /// <summary>The turn of the user that it all makes.</summary>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.InvalidRequest"/>: no words are in it.</exception>
    public Content ToContent()
    {
        EndText();
        return parts.Exists(part => part.InlineData is null) ? Content.User([.. parts]) : Content.User(string.Empty); // Fails as a prompt without words does anywhere.
    }

    /// <summary>What was said since the last image. Blanks alone are only what stands between two images.</summary>
    private void EndText()
    {
        var said = text.ToString();
        text.Clear();
        if (!string.IsNullOrWhiteSpace(said))
        {
            parts.Add(Part.FromText(said));
        }
    }

    private static void Check(object? value, string? required)
    {
        if (value is null && required is not null)
        {
            throw new ArgumentNullException(required);
        }
    }
}
