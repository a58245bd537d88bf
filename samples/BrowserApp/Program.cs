using BrowserApp;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using NanoBananaContracts;

// A page that paints, all of it in the browser. Whoever opens a page has every key in it, so the key here is a word for
// the emulator (nanobanana serve --cors http://localhost:5000): a real one stays on a server of yours, and the page asks that.

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<Easel>("#app");
var emulator = new Uri(builder.Configuration["Emulator"] ?? "http://127.0.0.1:8787");
builder.Services.AddNanoBanana(options =>
{
    options.BaseAddress = emulator;
    options.ApiKey = "any-key-will-do";
});
builder.Services.AddSingleton(new NanoBananaOptions { BaseAddress = emulator, ApiKey = "any-key-will-do" });
builder.Services.AddScoped(_ => new HttpClient());
await builder.Build().RunAsync();
