using NanoBananaContracts.Runtime.Benchmarks.Compare;

// run PROGRAM PORT PICTURE-LENGTH FILE WARM-UPS WARM-UP-LENGTH, as the comparison starts it.
return args is ["run", .. var run] ? await Child.RunAsync(run) : 3;
