namespace NanoBananaContracts;

/// <summary>Names of things at the provider, which become part of an address: they are what such names are, or refused.</summary>
internal static class BatchNames
{
    private const int Longest = 200;

    /// <summary>The name of a batch: <c>batches/...</c>.</summary>
    public static string Batch(string name) => Checked(name, "batches/");

    /// <summary>The name of a file: <c>files/...</c>.</summary>
    public static string File(string name) => Checked(name, "files/");

    private static string Checked(string name, string start)
    {
        var rest =
            name is not null && name.StartsWith(start, StringComparison.Ordinal) ? name.Substring(start.Length) : "";
        return rest.Length is > 0 and <= Longest && rest.All(IsOfName) && rest.Trim('.').Length > 0
            ? name!
            : throw new NanoBananaException(
                FailureKind.InvalidRequest,
                $"The name of {(start == "files/" ? "a file" : "a batch")} at the provider is not {start} and letters, digits, '.', '_' and '-'.",
                "Use the name as it came."
            );
    }

    private static bool IsOfName(char unit) =>
        unit is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.';
}
