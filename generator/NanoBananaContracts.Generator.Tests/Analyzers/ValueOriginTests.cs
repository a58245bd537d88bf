namespace NanoBananaContracts.Generator.Tests.Analyzers;

/// <summary>How far a rule follows a value, seen at a rule that looks at one: a deadline.</summary>
public sealed class ValueOriginTests
{
    private static string Class(string members, string body) =>
        "using System;\nusing NanoBananaContracts;\n\npublic partial class Consumer\n{\n    "
        + members
        + "\n\n    public void Run()\n    {\n        "
        + body
        + "\n    }\n}\n";

    [Theory]
    [InlineData("", "var time = TimeSpan.FromSeconds(10); var o = new NanoBananaOptions { Deadline = [|time|] };")]
    [InlineData(
        "",
        "TimeSpan time; time = TimeSpan.FromSeconds(10); var o = new NanoBananaOptions { Deadline = [|time|] };"
    )]
    [InlineData(
        "",
        "const int Wait = 10; var o = new NanoBananaOptions { Deadline = [|TimeSpan.FromSeconds(Wait)|] };"
    )]
    [InlineData(
        "",
        "var a = 10; var b = a; var time = TimeSpan.FromSeconds(b); var o = new NanoBananaOptions { Deadline = [|time|] };"
    )]
    [InlineData(
        "",
        "var time = TimeSpan.FromSeconds(10); Action make = () => new NanoBananaOptions { Deadline = [|time|] }.ToString();"
    )]
    [InlineData(
        "static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);",
        "var o = new NanoBananaOptions { Deadline = [|Wait|] };"
    )]
    [InlineData(
        "readonly TimeSpan wait = TimeSpan.FromSeconds(10);",
        "var o = new NanoBananaOptions { Deadline = [|wait|] };"
    )]
    [InlineData("const int Wait = 10;", "var o = new NanoBananaOptions { Deadline = [|TimeSpan.FromSeconds(Wait)|] };")]
    public Task A_value_is_followed_to_where_it_is_written(string members, string body) =>
        AnalyzerRun.Expect("NBC0004", Class(members, body));

    [Theory]
    [InlineData(
        "",
        "var time = TimeSpan.FromSeconds(10); time = TimeSpan.FromMinutes(5); var o = new NanoBananaOptions { Deadline = time };"
    )]
    [InlineData(
        "",
        "var time = TimeSpan.FromSeconds(10); time *= 60; var o = new NanoBananaOptions { Deadline = time };"
    )]
    [InlineData(
        "",
        "var time = TimeSpan.FromSeconds(10); Raise(ref time); var o = new NanoBananaOptions { Deadline = time }; void Raise(ref TimeSpan t) => t *= 60;"
    )]
    [InlineData(
        "",
        "var time = TimeSpan.FromSeconds(10); Action raise = () => time = TimeSpan.FromMinutes(5); raise(); var o = new NanoBananaOptions { Deadline = time };"
    )]
    [InlineData(
        "",
        "var time = TimeSpan.FromSeconds(10); (time, var x) = (TimeSpan.FromMinutes(5), 1); var o = new NanoBananaOptions { Deadline = time };"
    )]
    [InlineData(
        "",
        "var time = TimeSpan.FromSeconds(10); ref var other = ref time; other = TimeSpan.FromMinutes(5); var o = new NanoBananaOptions { Deadline = time };"
    )]
    [InlineData("", "var a = 10; a++; var o = new NanoBananaOptions { Deadline = TimeSpan.FromSeconds(a) };")]
    [InlineData(
        "",
        "foreach (var time in new[] { TimeSpan.FromSeconds(10) }) { var o = new NanoBananaOptions { Deadline = time }; }"
    )]
    [InlineData(
        "static TimeSpan Wait = TimeSpan.FromSeconds(10);",
        "var o = new NanoBananaOptions { Deadline = Wait };"
    )]
    [InlineData(
        "readonly TimeSpan wait = TimeSpan.FromSeconds(10); public Consumer(TimeSpan given) { wait = given; }",
        "var o = new NanoBananaOptions { Deadline = wait };"
    )]
    [InlineData(
        "static readonly TimeSpan Wait = TimeSpan.FromSeconds(10); static Consumer() => Wait = TimeSpan.FromMinutes(5);",
        "var o = new NanoBananaOptions { Deadline = Wait };"
    )]
    public Task A_value_that_may_be_another_is_not_followed(string members, string body) =>
        AnalyzerRun.Silent(Class(members, body));
}
