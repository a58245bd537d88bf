using NanoBananaContracts.Generator.Units;
using NanoBananaContracts.Schema;
using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Emits an open enum: a struct that holds the index of a known text, or the unknown text itself.</summary>
internal sealed class EnumEmitter
{
    private readonly EnumShape shape;
    private readonly EnumDefinition definition;
    private readonly SourceWriter writer;

    private EnumEmitter(EnumShape shape, SourceWriter writer)
    {
        this.shape = shape;
        definition = shape.Definition;
        this.writer = writer;
    }

    /// <summary>Writes one enum.</summary>
    public static void Emit(ContractOptions options, EnumDefinition definition, SourceWriter writer) =>
        new EnumEmitter(new EnumShape(definition), writer).Emit(options);

    private void Emit(ContractOptions options)
    {
        var wire = new EnumWireEmitter(shape, writer);
        EmittedFile.Summary(writer, definition.Description, $"A value of `{definition.SchemaName}`.");
        writer.Line(
            "/// <remarks>Open: other values are kept as they were read; see <see cref=\"IsDocumented\"/>.</remarks>"
        );
        EmittedFile.Obsolete(writer, definition.Deprecated);
        writer.Line(EmittedFile.GeneratedCode).Line(JsonConverterEmitter.Mark(shape.Name));
        writer.Open(
            $"{options.Visibility} readonly partial struct {shape.Name} : NbcSys::IEquatable<{shape.Name}>, {(shape.IsOfProviders ? ProviderEnum : EnumMarker)}"
        );
        EmitState();
        EmitValues();
        EmitSurface();
        EmitProviders();
        EmitParsing();
        EmitEquality();
        wire.EmitReader();
        wire.EmitWriter();
        var named = new CSharpTypes(options).Named(shape.Name);
        var form = definition.IsInteger ? EnumNumberJson : EnumJson;
        JsonConverterEmitter.Emit(writer, shape.Name, named, form, "TryRead");
        EmitKnown();
        writer.Close();
    }

    private void EmitState()
    {
        writer.Lines(
            $$"""
            internal const string DocumentedTexts = {{CSharpText.Literal(
                Offered()
            )}};

            // Number of its text, from 1; 0 where it is not known.
            private readonly {{shape.IndexType}} index;

            // From the wire: written back in the spelling it had.
            private readonly bool asRead;
            """
        );
        writer.Lines(
            definition.IsInteger
                ? "private readonly long number;"
                : """

                // The text where it is not known.
                private readonly string? text;
                """
        );
        var other = definition.IsInteger ? "long number" : "string? text";
        var field = definition.IsInteger ? "number" : "text";
        writer.Lines(
            $$"""

            private {{shape.Name}}(int index, bool asRead, {{other}})
            {
                this.index = {{(shape.IndexType == "int" ? "" : $"({shape.IndexType})")}}index;
                this.asRead = asRead;
                this.{{field}} = {{field}};
            }

            """
        );
    }

    private void EmitValues()
    {
        for (var i = 0; i < definition.Values.Count; i++)
        {
            var value = definition.Values[i];
            var otherwise = $"The value `{value.Text}`.";
            EmittedFile.Summary(writer, value.Description, otherwise);
            var spellings = string.Join(
                ", ",
                value.Spellings.Select(spelling => $"`{spelling.Text}` ({spelling.Spelling})")
            );
            var known = value.Providers.IsEmpty ? "" : $" {EmittedFile.KnownTo(value.Providers)}";
            if (value.Description is not null || spellings.Length + known.Length > 0)
            {
                writer.Line(
                    $"/// <remarks>{CSharpText.Xml($"On the wire: `{value.Text}`{(spellings.Length > 0 ? "; " + spellings : "")}.{known}")}</remarks>"
                );
            }

            EmittedFile.Obsolete(writer, value.Deprecated);
            writer
                .Line(
                    $"public static {shape.Name} {CSharpText.Identifier(value.Name)} => new({CSharpText.Integer(i + 1)}, false, {Other(value)});"
                )
                .Line();
        }
    }

    private string Offered()
    {
        var texts = definition.Values.Select(value => value.Text).Where(EnumShape.IsOffered).ToList();
        return texts.Count > 0
            ? EmittedFile.Listed(texts, texts.Count)
            : EmittedFile.Listed(definition.Values.Select(value => value.Text), definition.Values.Count);
    }

    private string Other(EnumValue value) => definition.IsInteger ? value.Text + "L" : "null";

    private void EmitSurface()
    {
        var all = shape.IsLarge
            ? "contractTable.All()"
            : $"new {shape.Name}[] {{ {string.Join(", ", definition.Values.Select(value => CSharpText.Identifier(value.Name)))} }}";
        writer.Lines(
            $$"""
            /// <summary>Every documented value, in the order of the schema.</summary>
            public static NbcSys::Collections.Generic.IReadOnlyList<{{shape.Name}}> All { get; } = {{all}};

            /// <summary>The documented value this is, for <c>switch</c>; <see cref="Known.Undocumented"/> when it is none.</summary>
            public Known Kind => {{shape.Kind}};

            /// <inheritdoc/>
            public bool IsDocumented => index != 0;

            """
        );
        if (definition.IsInteger)
        {
            writer.Lines(
                $$"""
                /// <summary>The number on the wire.</summary>
                public long Number => number;

                /// <summary>The number on the wire, as text.</summary>
                public string Value => number.ToString(NbcSys::Globalization.CultureInfo.InvariantCulture);

                /// <summary>A value that the schema does not list, on purpose; validation reports it.</summary>
                /// <param name="number">Number.</param>
                public static {{shape.Name}} Undocumented(long number) => new(indexOf(number), false, number);

                """
            );
        }
        else
        {
            writer.Lines(
                $$"""
                /// <inheritdoc/>
                public string Value => index == 0 ? text ?? "" : textOf(index);

                /// <inheritdoc cref="{{OpenEnum}}.Undocumented"/>
                public static {{shape.Name}} Undocumented(string value)
                {
                    var known = indexOf({{OpenEnum}}.Undocumented(value));
                    return new(known, false, known == 0 ? value : null);
                }

                """
            );
        }
    }

    private void EmitProviders()
    {
        if (!shape.IsOfProviders)
        {
            return;
        }

        const string Signature = $"string? {ProviderEnum}.Providers => ";
        if (shape.IsLarge)
        {
            writer.Line(Signature + "contractTable.Providers[(int)Kind];").Line();
            return;
        }

        writer.Open(Signature + "Kind switch");
        foreach (var same in definition.Values.Where(value => !value.Providers.IsEmpty).GroupBy(EnumShape.ProvidersOf))
        {
            var kinds = same.Select(value => "Known." + CSharpText.Identifier(value.Name));
            writer.Line($"{string.Join(" or ", kinds)} => {same.Key},");
        }

        writer.Line("_ => null,").Close(";").Line();
    }

    private void EmitParsing()
    {
        writer.Lines(
            $$"""
            /// <inheritdoc cref="{{OpenEnum}}.Parse"/>
            public static {{shape.Name}} Parse(string value) => {{OpenEnum}}.Parse(value, TryParse(value, out var result), result, DocumentedTexts);

            /// <inheritdoc cref="{{OpenEnum}}.TryParse"/>
            public static bool TryParse(string? value, out {{shape.Name}} result)
            {
            """
        );
        writer.Indent();
        if (definition.IsInteger)
        {
            writer.Lines(
                """
                var isNumber = long.TryParse(value, NbcSys::Globalization.NumberStyles.AllowLeadingSign, NbcSys::Globalization.CultureInfo.InvariantCulture, out var number);
                var known = isNumber ? indexOf(number) : 0;
                result = known == 0 ? default : new(known, false, number);
                """
            );
        }
        else
        {
            writer.Lines(
                """
                var known = indexOf(value);
                result = new(known, false, null);
                """
            );
        }

        writer.Line("return known != 0;").Close().Line();
    }

    private void EmitEquality()
    {
        var same = definition.IsInteger
            ? "number == other.number"
            : "(index != 0 || string.Equals(Value, other.Value, NbcSys::StringComparison.Ordinal))";
        var hash = definition.IsInteger
            ? "number.GetHashCode()"
            : "index != 0 ? (int)Kind : NbcSys::StringComparer.Ordinal.GetHashCode(Value)";
        writer.Lines(
            $$"""
            /// <summary>Compares values, whatever their spelling.</summary>
            /// <param name="other">Another value.</param>
            public bool Equals({{shape.Name}} other) => Kind == other.Kind && {{same}};

            /// <inheritdoc/>
            public override bool Equals(object? obj) => obj is {{shape.Name}} other && Equals(other);

            /// <inheritdoc/>
            public override int GetHashCode() => {{hash}};

            /// <summary>The exact text; see <see cref="Value"/>.</summary>
            public override string ToString() => Value;

            /// <inheritdoc cref="Equals({{shape.Name}})"/>
            public static bool operator ==({{shape.Name}} left, {{shape.Name}} right) => left.Equals(right);

            /// <inheritdoc cref="Equals({{shape.Name}})"/>
            public static bool operator !=({{shape.Name}} left, {{shape.Name}} right) => !left.Equals(right);

            """
        );
    }

    private void EmitKnown()
    {
        writer.Line("/// <summary>The documented values, for <c>switch</c>.</summary>");
        writer.Open("public enum Known");
        writer.Lines(
            """
            /// <summary>Not a documented value.</summary>
            Undocumented = 0,
            """
        );
        var texts = shape.Texts.ToLookup(text => text.Value, text => CSharpText.Literal(text.Text));
        for (var i = 0; i < definition.Values.Count; i++)
        {
            writer.Line();
            EmittedFile.Summary(writer, null, $"`{definition.Values[i].Text}`.");
            EmittedFile.Obsolete(writer, definition.Values[i].Deprecated);
            if (!definition.IsInteger)
            {
                writer.Line($"[{ContractText}({string.Join(", ", texts[i + 1])})]");
            }

            writer.Line($"{CSharpText.Identifier(definition.Values[i].Name)} = {CSharpText.Integer(i + 1)},");
        }

        writer.Close();
    }
}
