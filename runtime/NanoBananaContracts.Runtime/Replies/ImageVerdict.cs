namespace NanoBananaContracts;

/// <summary>What is found when the bytes of an image part are looked at.</summary>
/// <param name="Failure">What is wrong; <see langword="null"/> for a whole image.</param>
/// <param name="Detail">The end of a sentence that begins with "The image": what is wrong and where.</param>
/// <param name="Inspection">What the bytes say, as far as there are any.</param>
internal readonly record struct ImageVerdict(FailureKind? Failure, string Detail, PictureInspection Inspection);

/// <summary>
/// Looks at the bytes of one image part. The typed path decodes them; the streaming path decoded them on the way and
/// remembers what it saw.
/// </summary>
internal delegate ImageVerdict ImageJudge(Blob image);
