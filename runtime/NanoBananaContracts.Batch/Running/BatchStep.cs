namespace NanoBananaContracts.Batch;

/// <summary>What has happened to an item, each step on the disk.</summary>
internal enum BatchStep
{
    /// <summary>It is under way, and its money reserved.</summary>
    Claimed,

    /// <summary>Its picture is whole in the folder of those that arrive.</summary>
    Arrived,

    /// <summary>The journal knows of its picture.</summary>
    Settled,

    /// <summary>Its picture is in the store.</summary>
    Stored,
}
