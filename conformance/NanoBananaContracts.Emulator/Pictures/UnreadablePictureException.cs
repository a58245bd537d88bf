namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>A picture in a request looks whole, and yet its pixels cannot be had.</summary>
/// <param name="place">Where it stands, in the words of the service.</param>
/// <param name="reason">Why.</param>
internal sealed class UnreadablePictureException(string place, string reason)
    : Exception($"Unable to process input image at {place}: {reason}.");
