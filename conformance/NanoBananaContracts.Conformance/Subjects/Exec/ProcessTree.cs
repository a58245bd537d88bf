using System.ComponentModel;
using System.Diagnostics;

namespace NanoBananaContracts.Conformance.Subjects.Exec;

/// <summary>The end of a started process with everything it started.</summary>
internal static class ProcessTree
{
    /// <summary>Kills a process and its descendants; one that has ended by itself is left alone.</summary>
    public static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception)
            when (exception
                    is InvalidOperationException
                        or Win32Exception
                        or NotSupportedException
                        or AggregateException
            )
        {
            // It, or a part of it, has ended by itself in the meantime.
        }
    }
}
