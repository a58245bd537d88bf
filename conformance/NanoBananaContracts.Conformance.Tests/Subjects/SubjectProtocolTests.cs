using NanoBananaContracts.Conformance.Subjects.Exec;

namespace NanoBananaContracts.Conformance.Tests.Subjects;

/// <summary>What is wrong with a line of an executable is told in words for its author.</summary>
public sealed class SubjectProtocolTests
{
    [Theory]
    [InlineData("""{"type":"hello","protocol":2,"name":"x","operations":[]}""", "not type 'hello', protocol 2.")]
    [InlineData(
        """{"type":"hello","protocol":1,"name":"x","operations":["paint"]}""",
        "'paint' is not known under 'operations'. There are: generate, stream, save, edit."
    )]
    [InlineData(
        """{"type":"hello","protocol":1,"name":"x","operations":[],"reports":["colour"]}""",
        "'colour' is not known under 'reports'"
    )]
    [InlineData("""{"type":"hello","protocol":1,"operations":[]}""", "The hello lacks 'name'.")]
    [InlineData("""{"type":"hello","protocol":1,"name":"x"}""", "The hello lacks 'operations'.")]
    [InlineData(
        """{"type":"hello","protocol":"1","name":"x","operations":[]}""",
        "'protocol' in the hello is to be a whole number."
    )]
    [InlineData(
        """{"type":"hello","protocol":1,"name":"x","operations":"all"}""",
        "'operations' in the hello is to be a list."
    )]
    [InlineData(
        """{"type":"hello","protocol":1,"name":"x","operations":[],"colour":"red"}""",
        "The hello has no key 'colour'. There are: type, protocol, name,"
    )]
    [InlineData("good morning", "The hello is no JSON.")]
    public void A_hello_that_is_none_is_refused(string line, string message) =>
        Should.Throw<InvalidDataException>(() => SubjectProtocol.ReadHello(line)).ShouldTell(message, line);

    [Theory]
    [InlineData("Hello, world", "The result is no JSON.")]
    [InlineData("{}", "The result lacks 'type'.")]
    [InlineData(
        """{"type":"result","id":"another","failure":{"message":"no"}}""",
        "Expected a result for 'a1', got type 'result' for 'another'."
    )]
    [InlineData("""{"type":"result","id":"a1"}""", "A result holds exactly one of")]
    [InlineData("""{"type":"result","id":"a1","text":7}""", "'text' in the result is to be text.")]
    [InlineData("""{"type":"result","id":"a1","pictures":[1]}""", "Number 1 of 'pictures' is no JSON object.")]
    [InlineData("""{"type":"result","id":"a1","id":"a1","text":""}""", "'id' stands twice in the result.")]
    [InlineData("""{"type":"result","id":"a1","colour":"red","text":""}""", "The result has no key 'colour'.")]
    public void A_result_that_is_none_is_refused(string line, string message) =>
        Should.Throw<InvalidDataException>(() => SubjectProtocol.ReadResult(line, "a1")).ShouldTell(message, line);

    [Theory]
    [InlineData("""[{"sha256":"HASH","size":1,"base64":"no*Base64"}]""", "'base64'", "it is not Base64")]
    [InlineData("""[{"sha256":"HASH","size":1,"base64":7}]""", "'base64'", "it is to be text")]
    [InlineData("""[{"sha256":"HASH","size":1,"mediaType":{}}]""", "'mediaType'", "it is to be text")]
    [InlineData("""[{"sha256":"HASH","size":1,"fileName":"\udc80"}]""", "'fileName'", "half of a character")]
    [InlineData("""[],"text":7""", "'text'", "it is to be text")]
    [InlineData("""{"message":"no","class":"bad"}""", "'class'", "'bad' is no failure class")]
    [InlineData("""{"message":"no","retryable":"yes"}""", "'retryable'", "it is to be true or false")]
    public void An_optional_value_that_cannot_be_read_is_passed_over_and_told(string value, string key, string reason)
    {
        var member = value[0] == '[' ? "pictures" : "failure";
        var line = $$"""{"type":"result","id":"a1","{{member}}":{{value.Replace("HASH", new string('0', 64))}}}""";

        var warning = SubjectProtocol.ReadResult(line, "a1").Warnings.ShouldHaveSingleItem();

        warning.ShouldStartWith($"{key} in ");
        warning.ShouldContain(reason);
    }
}

file static class Told
{
    public static void ShouldTell(this InvalidDataException exception, string message, string line)
    {
        exception.Message.ShouldContain(message);
        exception.Message.ShouldEndWith($"The line: {line}");
    }
}
