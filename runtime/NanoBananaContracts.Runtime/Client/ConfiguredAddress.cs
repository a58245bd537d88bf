namespace NanoBananaContracts;

/// <summary>
/// An address that stands in configuration: <c>NANOBANANA_BASE_ADDRESS</c> goes before it, as a variable is what is changed
/// for one run. Equal to any other <see cref="Uri"/> of the same address; code that sets one of its own has the last word.
/// </summary>
internal sealed class ConfiguredAddress(Uri address) : Uri(address.OriginalString, UriKind.Absolute);
