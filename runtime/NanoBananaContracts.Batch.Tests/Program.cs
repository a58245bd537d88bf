using NanoBananaContracts.Batch.Tests.Running;
using Xunit.Runner.InProc.SystemConsole;

// The tests; or, as a child of one of them, the batch that is killed.
return args is [CrashSubject.Verb, .. var order] ? await CrashSubject.RunAsync(order) : await ConsoleRunner.Run(args);
