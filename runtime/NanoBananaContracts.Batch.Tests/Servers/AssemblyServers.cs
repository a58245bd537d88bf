using NanoBananaContracts.Batch.Tests.Servers;

[assembly: AssemblyFixture(typeof(PostgresServer))]
[assembly: AssemblyFixture(typeof(RabbitServer))]
