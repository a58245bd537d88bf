using System.Text;
using NanoBananaContracts.Batch.RabbitMq;

namespace NanoBananaContracts.Batch.Tests.Queues;

/// <summary>What a message says.</summary>
public sealed class QueueMessageTests
{
    [Fact]
    public void It_names_its_item_and_nothing_else() =>
        Encoding.UTF8.GetString(QueueMessage.Write(new(7, 2))).ShouldBe("""{"line":7,"picture":2}""");

    [Theory]
    [InlineData("""{"line":7,"picture":2}""", true)]
    [InlineData("""{"line":7}""", false)]
    [InlineData("""{"line":-7,"picture":2}""", false)]
    [InlineData("""{"line":99999999999,"picture":2}""", false)]
    [InlineData("""{"line":7,"picture":2,"prompt":"A fox"}""", false)]
    [InlineData("no", false)]
    [InlineData("", false)]
    public void What_does_not_name_one_is_none(string body, bool isOne) =>
        QueueMessage.Read(Encoding.UTF8.GetBytes(body)).ShouldBe(isOne ? new BatchItem(7, 2) : null);
}
