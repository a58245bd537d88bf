namespace Studio;

/// <summary>How a Studio ended.</summary>
/// <param name="Folder">Where the pictures are.</param>
/// <param name="Pictures">How many there are.</param>
/// <param name="Lost">The turns that the disk did not take; they went with the Studio.</param>
/// <param name="GivenUp">How many pictures were being made.</param>
/// <param name="Live">Whether that may be billed.</param>
public sealed record StudioEnd(string Folder, int Pictures, IReadOnlyList<Turn> Lost, int GivenUp, bool Live)
{
    /// <summary>What is to be looked after, a line each.</summary>
    public IEnumerable<string> Troubles =>
        [
            .. Lost.Select(turn => $"{Terminal.NameOf(turn)} is not on the disk, and is lost: {turn.NotOnDisk}"),
            .. GivenUp == 0
                ? Array.Empty<string>()
                :
                [
                    $"Pictures that were being made, and are not waited for: {GivenUp}."
                        + (Live ? " They may be billed all the same." : ""),
                ],
        ];

    /// <summary>One line about it all.</summary>
    public override string ToString() =>
        Pictures == 1 ? $"Ended. One picture is in {Folder}." : $"Ended. {Pictures} pictures are in {Folder}.";
}
