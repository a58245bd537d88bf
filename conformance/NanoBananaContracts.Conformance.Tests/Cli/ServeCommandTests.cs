using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Tests.Emulator;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Cli;

public sealed class ServeCommandTests
{
    [Fact]
    public async Task Serve_listens_until_it_is_cancelled_and_sums_up()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var output = new FirstLineWriter();
        var host = new CommandHost { Out = output, Error = TextWriter.Null };

        var run = Program.RunAsync(
            ["serve", "--port", "0", "--key", EmulatorCall.Key, "--provider", "google"],
            host,
            end.Token
        );
        var line = await output.Line.WaitAsync(TestContext.Current.CancellationToken);
        line.ShouldContain("Emulating Google on http://127.0.0.1:");
        line.ShouldNotContain(EmulatorCall.Key);
        var address = line.Split(' ')[3];
        using var http = new HttpClient();
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var reply = await http.PostAsync(
            new Uri(new Uri(address), "v1beta/models/gemini-nano-banana-2.1:generateContent"),
            content,
            TestContext.Current.CancellationToken
        );
        reply.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await end.CancelAsync();

        (await run).ShouldBe(ExitCodes.Conforms);
        output.ToString().ShouldContain("Answered 1 requests; 0 pictures would have been billed.");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_line_and_exit_code_2()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var run = await CommandRun.Of(
            ["serve", "--port", $"{port}"],
            cancellationToken: TestContext.Current.CancellationToken
        );

        run.ExitCode.ShouldBe(ExitCodes.HarnessTrouble);
        run.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain($"Port {port}");
    }
}
