using System;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>Writes one picture, row by row, in constant memory.</summary>
internal interface IPictureWriter : IDisposable
{
    /// <summary>Writes the next row, from the top down.</summary>
    /// <param name="rgb">Exactly one row: red, green, blue of each pixel from the left.</param>
    void WriteRow(ReadOnlySpan<byte> rgb);

    /// <summary>Ends the picture. Every row must have been written.</summary>
    void Complete();
}
