namespace NanoBananaContracts.Conformance.Subjects.Exec;

/// <summary>Lets a started client reach the player directly: a proxy of the machine would get its traffic instead.</summary>
internal static class NoProxy
{
    // Clients read one spelling or the other, some both.
    private static readonly string[] Variables = ["no_proxy", "NO_PROXY"];

    private static readonly string[] Loopback = ["127.0.0.1", "localhost", "::1"];

    /// <summary>Adds this machine to the hosts that are called without a proxy; those that are named already stay.</summary>
    public static void AddLoopback(IDictionary<string, string?> environment)
    {
        var before = Variables.Select(name => environment.TryGetValue(name, out var hosts) ? hosts : null).ToArray();
        for (var i = 0; i < Variables.Length; i++)
        {
            // A variable that was not there must not hide what the other one says.
            var hosts = (before[i] ?? before[1 - i] ?? "").Split(
                ',',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            );
            // "*" is everything, but only where it stands alone.
            environment[Variables[i]] = hosts is ["*"] ? "*" : string.Join(',', hosts.Union(Loopback));
        }
    }
}
