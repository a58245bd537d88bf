using NanoBananaContracts.Conformance.Subjects.Exec;
using NanoBananaContracts.Conformance.Tests.Harness;

namespace NanoBananaContracts.Conformance.Tests.Subjects;

/// <summary>An executable under test that is a few lines of Python, so that it can misbehave in any way.</summary>
internal static class ScriptedSubject
{
    public const string Hello = """{"type":"hello","protocol":1,"name":"script","operations":["generate"]}""";

    /// <summary>A subject that says hello and then does <paramref name="onRun"/> with <c>m</c>, the run, and <c>say</c>.</summary>
    public static ExecSubject Of(string onRun, string hello = Hello) => new(Command(onRun, hello), Path.GetTempPath());

    /// <summary>The command of such a subject.</summary>
    public static string[] Command(string onRun, string hello = Hello)
    {
        var python = Python();
        var script = $"""
            import json, os, sys, time
            def say(line):
                sys.stdout.write(line + "\n")
                sys.stdout.flush()
            for line in sys.stdin:
                m = json.loads(line)
                if m["type"] == "hello":
                    say('{hello}')
                elif m["type"] == "bye":
                    break
                else:
                    {onRun}
            """;
        return [python, "-c", script];
    }

    /// <summary>Full path of Python; without it the test is skipped.</summary>
    public static string Python()
    {
        var python = Installed.Find("python3") ?? Installed.Find("python");
        Assert.SkipWhen(python is null, "There is no Python on this machine.");
        return python!;
    }
}
