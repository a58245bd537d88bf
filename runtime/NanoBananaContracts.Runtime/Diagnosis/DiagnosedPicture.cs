using System.Text;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>One image of a reply, as its bytes are, whatever the reply says of it.</summary>
/// <param name="Inspection">Format, pixels, length, and what is wrong.</param>
/// <param name="DeclaredMediaType">What the reply declares it to be.</param>
/// <param name="IsDraft">Whether the reply flags it as a thought.</param>
/// <param name="IsFinal">Whether it is the one that <see cref="NanoBananaReply.FinalImage"/> would be.</param>
public sealed record DiagnosedPicture(
    PictureInspection Inspection,
    string? DeclaredMediaType,
    bool IsDraft,
    bool IsFinal
)
{
    private bool PrintMembers(StringBuilder builder)
    {
        var text = new RecordText(builder);
        text.Add(Inspection);
        text.Add(DeclaredMediaType);
        text.Add(IsDraft);
        text.Add(IsFinal);
        return true;
    }

    internal static IReadOnlyList<DiagnosedPicture> AllOf(GenerateContentResponse response, IReadOnlyList<ApiKey> keys)
    {
        var images = ImageParts.Of(response);
        return
        [
            .. images.Parts.Select(part => new DiagnosedPicture(
                ImageJudgement.Judge(part.InlineData!).Inspection,
                ShownViolation.Masked(part.InlineData!.MimeType, keys),
                ImageParts.IsDraft(part),
                ReferenceEquals(part, images.Final)
            )),
        ];
    }
}
