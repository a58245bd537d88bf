using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Emission;
using NanoBananaContracts.Generator.Pipeline;
using NanoBananaContracts.Generator.Units;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Benchmarks;

/// <summary>What the generator costs: at first, at a keystroke elsewhere, at a keystroke in the schema.</summary>
[MemoryDiagnoser]
public class GeneratorBenchmarks
{
    private string schema = "";
    private CSharpCompilation compilation = null!;
    private CSharpCompilation[] keystrokes = [];
    private GeneratorDriver warm = null!;
    private GeneratorDriver empty = null!;
    private Scenario.SchemaFile file = null!;
    private Scenario.SchemaFile edited = null!;
    private int turn;

    /// <summary>How many times the default schema's messages.</summary>
    [Params(1, 10)]
    public int Size { get; set; }

    /// <summary>Prepares everything but what is measured.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        schema = Size == 1 ? Scenario.Schema : Scenario.Times(Size);
        compilation = Scenario.Compilation();
        file = new Scenario.SchemaFile(schema);
        edited = new Scenario.SchemaFile(
            schema.Replace("\"finishMessage\"", "\"endMessage\"", System.StringComparison.Ordinal)
        );
        keystrokes = [Keystroke("return i + 1;"), Keystroke("return i + 2;")];
        warm = Scenario.Driver(new ContractGenerator(), file).RunGenerators(compilation);
        empty = Scenario.Driver(new Scenario.Empty(), file).RunGenerators(compilation);
    }

    /// <summary>The whole contract, in a process that has done it before.</summary>
    [Benchmark]
    public GeneratorDriver Whole() => Scenario.Driver(new ContractGenerator(), file).RunGenerators(compilation);

    /// <summary>What of it is ours: reading the schema and emitting, without the compiler that parses the result.</summary>
    [Benchmark]
    public object Emit()
    {
        var model = new ContractModel(
            new ContractOptions("Project.Contract", true),
            SchemaReader.Read("schema", schema).Model
        );
        var length = 0;
        foreach (var unit in model.Files())
        {
            length += FileEmitter.Emit(unit).Length;
        }

        return length;
    }

    /// <summary>A keystroke in some other file.</summary>
    [Benchmark]
    public GeneratorDriver KeystrokeElsewhere() => warm = warm.RunGenerators(keystrokes[turn++ & 1]);

    /// <summary>The same, with a generator that does nothing.</summary>
    [Benchmark]
    public GeneratorDriver KeystrokeWithEmptyGenerator() => empty = empty.RunGenerators(keystrokes[turn++ & 1]);

    /// <summary>A property renamed in the schema, and back.</summary>
    [Benchmark]
    public GeneratorDriver KeystrokeInSchema()
    {
        (file, edited) = (edited, file);
        return warm = warm.ReplaceAdditionalText(edited, file).RunGenerators(compilation);
    }

    private CSharpCompilation Keystroke(string body)
    {
        var old = compilation.SyntaxTrees[0];
        return compilation.ReplaceSyntaxTree(
            old,
            CSharpSyntaxTree.ParseText(Scenario.Source(0, body), Scenario.Parse, old.FilePath)
        );
    }
}
