using System;
using System.Collections.Generic;
using Microsoft.AspNetCore.Http;

namespace NanoBananaContracts.Conformance.Players.InProcess.Admin;

/// <summary>A call of the admin API.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path under <c>/__admin/</c>, decoded.</param>
/// <param name="Query">Query.</param>
/// <param name="Body">Body.</param>
internal sealed record AdminCall(string Method, string Path, IQueryCollection Query, ReadOnlyMemory<byte> Body)
{
    /// <summary>What the variables of the route's path stand for.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();
}

/// <summary>One method and path of the admin API.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path under <c>/__admin/</c>; a segment in braces is a variable.</param>
/// <param name="Handle">Answers the call.</param>
internal sealed record AdminRoute(string Method, string Path, Func<AdminCall, AdminReply> Handle)
{
    /// <summary>The call with the variables of the path, or null when it is for another route.</summary>
    public AdminCall? TryMatch(AdminCall call)
    {
        if (call.Method != Method)
            return null;
        var (wanted, there) = (Path.Split('/'), call.Path.Split('/'));
        if (wanted.Length != there.Length)
            return null;
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < wanted.Length; i++)
        {
            if (wanted[i].StartsWith('{'))
                variables[wanted[i].Trim('{', '}')] = there[i];
            else if (wanted[i] != there[i])
                return null;
        }

        return call with
        {
            Variables = variables,
        };
    }
}
