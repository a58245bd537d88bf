using NanoBananaContracts.Generator.Units;
using NanoBananaContracts.Schema;
using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Emits the checks of single values, and the expressions that their patterns need.</summary>
internal sealed class ValueCheckEmitter(MessageShape shape, SourceWriter writer)
{
    private readonly CSharpTypes types = shape.Types;
    private readonly List<string> patterns = [];
    private readonly HashSet<string> namePatterns = new(StringComparer.Ordinal);
    private readonly List<string> sets = [];

    /// <summary>Writes the checks of one value.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="value">Expression that has it.</param>
    /// <param name="wire">Literal of its name; an empty text where the path already names it.</param>
    /// <param name="place">What it has to keep to.</param>
    /// <param name="level">How many lists and maps it stands in.</param>
    public void Emit(TypeReference type, string value, string wire, ValuePlace place, int level)
    {
        var bounds = place.Bounds ?? Constraints.None;
        if (!bounds.Values.IsEmpty)
        {
            var tests = bounds.Values.Select(json => ConstCheck.Of(types, shape.NarrowedEnums, type, value, json));
            var texts = CSharpText.Literal(string.Join(", ", bounds.Values));
            writer.Line($"{Checks}.Listed(validator, {wire}, {string.Join(" || ", tests)}, {texts});");
        }

        switch (type.Kind)
        {
            case TypeKind.Message:
                if (wire == "\"\"")
                {
                    writer.Line($"{value}.Validate(validator);");
                }
                else
                {
                    writer
                        .Line($"validator.Enter({wire});")
                        .Line($"{value}.Validate(validator);")
                        .Line("validator.Leave();");
                }

                break;
            case TypeKind.Enum:
                EmitDocumented(type, value, wire, place);
                break;
            case TypeKind.List or TypeKind.Map:
                EmitCheckItems(type, value, wire, place, level);
                break;
            case TypeKind.Base64:
                writer.Line($"validator.Base64({wire}, {value});");
                EmitLength($"{wire}, {value}.EncodedLength", bounds);
                break;
            case TypeKind.String:
                EmitText(value, wire, bounds);
                break;
            case TypeKind.Timestamp or TypeKind.Duration:
                EmitText(value + ".ToString()", wire, bounds);
                break;
            case TypeKind.Int32 or TypeKind.Int64 or TypeKind.Int64String or TypeKind.Single or TypeKind.Double:
                EmitRange(value, wire, bounds);
                if (bounds.MultipleOf is { } multiple)
                {
                    writer.Line($"{Checks}.MultipleOf(validator, {wire}, {value}, {CSharpText.Number(multiple)});");
                }

                break;
            case TypeKind.AnyObject:
                EmitNames(value, wire, bounds, place.Suffix + Depth(level));
                break;
            default:
                break;
        }
    }

    private void EmitDocumented(TypeReference type, string value, string wire, ValuePlace place)
    {
        var open = types.Of(type);
        var narrowed = shape.NarrowedEnums.FirstOrDefault(narrowed => narrowed.Name == type.Name);
        if (place.Allowed.IsEmpty || narrowed is null)
        {
            writer.Line($"validator.Documented({wire}, {value}, {value}.IsDocumented, {open}.DocumentedTexts);");
            return;
        }

        // Whichever says it in fewer words: the values that are allowed, or the documented ones that are not.
        var isAllowed = new HashSet<string>(place.Allowed, StringComparer.Ordinal);
        var allowed = narrowed.Members.Where(member => isAllowed.Contains(member.Text)).ToArray();
        var excludedCount = narrowed.Count - allowed.Length;
        var saysAllowed = allowed.Length <= excludedCount;
        var named = saysAllowed ? allowed : [.. narrowed.Members.Where(member => !isAllowed.Contains(member.Text))];
        var test =
            allowed.Length == 0 ? "false"
            : excludedCount == 0 ? $"{value}.IsDocumented"
            : named.Length > EnumShape.MostSwitched ? IsListed(open, named, value, saysAllowed)
            : saysAllowed ? $"{value}.Kind is {Kinds(open, named, " or ")}"
            : $"{value}.IsDocumented && {value}.Kind is not ({Kinds(open, named, " or ")})";
        var texts = CSharpText.Literal(EmittedFile.Listed(allowed.Select(member => member.Text), allowed.Length));
        writer.Line($"validator.Documented({wire}, {value}, {test}, {texts});");
    }

    /// <summary>A test by a set of the values; a pattern of as many would cost the compiler the square of them.</summary>
    private string IsListed(string open, EnumMember[] named, string value, bool saysAllowed)
    {
        var set = "Values" + CSharpText.Integer(sets.Count);
        sets.Add(
            $"internal static readonly {HashSet}<{open}.Known> {set} = new(new {open}.Known[] {{ {Kinds(open, named, ", ")} }});"
        );
        var isListed = $"contractValues.{set}.Contains({value}.Kind)";
        return saysAllowed ? isListed : $"{value}.IsDocumented && !{isListed}";
    }

    private static string Kinds(string open, EnumMember[] members, string between) =>
        string.Join(between, members.Select(member => $"{open}.Known.{CSharpText.Identifier(member.Name)}"));

    private void EmitCheckItems(TypeReference type, string value, string wire, ValuePlace place, int level)
    {
        var bounds = place.Bounds ?? Constraints.None;
        if (bounds.MinItems is not null || bounds.MaxItems is not null)
        {
            writer.Line($"validator.Count({wire}, {value}.Count, {Count(bounds.MinItems)}, {Count(bounds.MaxItems)});");
        }

        if (bounds.UniqueItems)
        {
            writer.Line($"{Checks}.Unique(validator, {wire}, {value});");
        }

        var suffix = place.Suffix + Depth(level);
        if (type.Kind == TypeKind.Map)
        {
            EmitNames(value, wire, bounds, suffix);
        }

        var element = type.Element!;
        // A list says what its items may be in one place: on the property, or on its items.
        var inner = new ValuePlace(type.ElementConstraints, place.Allowed, place.Suffix);
        if (!IsNeeded(element, inner))
        {
            return;
        }

        if (wire != "\"\"")
        {
            writer.Line($"validator.Enter({wire});");
        }

        if (type.Kind == TypeKind.List)
        {
            writer.Open($"for (var i{suffix} = 0; i{suffix} < {value}.Count; i{suffix}++)");
            writer.Line($"validator.Enter(i{suffix});");
            Emit(element, $"{value}[i{suffix}]", "\"\"", inner, level + 1);
        }
        else
        {
            writer.Open($"foreach (var entry{suffix} in {value})");
            writer.Line($"validator.Enter(entry{suffix}.Key);");
            Emit(element, $"entry{suffix}.Value", "\"\"", inner, level + 1);
        }

        writer.Line("validator.Leave();").Close().Line();
        if (wire != "\"\"")
        {
            writer.Line("validator.Leave();");
        }
    }

    private static string Depth(int level) => level == 0 ? "" : "of" + CSharpText.Integer(level);

    /// <summary>Writes the checks of how many fields there are, of their names, and of which go together.</summary>
    /// <param name="value">Expression that has them.</param>
    /// <param name="wire">As in <see cref="Emit"/>.</param>
    /// <param name="bounds">What they have to keep to.</param>
    /// <param name="suffix">What tells the variable from others.</param>
    private void EmitNames(string value, string wire, Constraints bounds, string suffix)
    {
        if (HasNames(bounds))
        {
            writer.Line($"var names{suffix} = {Checks}.NamesOf({value});");
            EmitNameChecks("names" + suffix, wire, bounds);
        }
    }

    /// <summary>True when there is anything to check about the fields together.</summary>
    /// <param name="bounds">What they have to keep to.</param>
    public static bool HasNames(Constraints bounds) =>
        (bounds.MinProperties ?? bounds.MaxProperties) is not null
        || bounds.Names is not null
        || !bounds.Dependent.IsEmpty;

    /// <summary>Writes the checks of the fields together.</summary>
    /// <param name="names">Variable that has their names.</param>
    /// <param name="wire">As in <see cref="Emit"/>.</param>
    /// <param name="bounds">What they have to keep to.</param>
    public void EmitNameChecks(string names, string wire, Constraints bounds)
    {
        var arguments = $"validator, {wire}, {names}";
        if ((bounds.MinProperties ?? bounds.MaxProperties) is not null)
        {
            writer.Line($"{Checks}.Fields({arguments}, {Count(bounds.MinProperties)}, {Count(bounds.MaxProperties)});");
        }

        foreach (var dependent in bounds.Dependent)
        {
            writer.Line($"{Checks}.Dependent({arguments}, {Literals([dependent.Name, .. dependent.Required])});");
        }

        if (bounds.Names is not { } form)
        {
            return;
        }

        if ((form.MinLength ?? form.MaxLength) is not null)
        {
            writer.Line($"{Checks}.NameLengths({arguments}, {Count(form.MinLength)}, {Count(form.MaxLength)});");
        }

        if (form.Pattern is { } pattern)
        {
            namePatterns.Add(pattern);
            writer.Line($"contractPatterns.Names{IndexOf(pattern)}({arguments});");
        }

        if (!form.Values.IsEmpty)
        {
            var texts = form.Values.Where(json => json[0] == '"').Select(JsonLiteral.Text);
            writer.Line(
                $"{Checks}.NamesListed({string.Join(", ", [arguments, .. texts.Select(CSharpText.Literal)])});"
            );
        }
    }

    private static string Literals(IEnumerable<string> texts) => string.Join(", ", texts.Select(CSharpText.Literal));

    /// <summary>Number of a pattern, which is compiled once however often it is asked for.</summary>
    private string IndexOf(string pattern)
    {
        var index = patterns.IndexOf(pattern);
        if (index < 0)
        {
            index = patterns.Count;
            patterns.Add(pattern);
        }

        return CSharpText.Integer(index);
    }

    private void EmitText(string value, string wire, Constraints bounds)
    {
        EmitLength($"{wire}, {value}", bounds);
        if (bounds.Pattern is { } pattern)
        {
            writer.Line($"contractPatterns.Match{IndexOf(pattern)}(validator, {wire}, {value});");
        }
    }

    private void EmitLength(string arguments, Constraints bounds)
    {
        if (bounds.MinLength is not null || bounds.MaxLength is not null)
        {
            writer.Line($"validator.Length({arguments}, {Count(bounds.MinLength)}, {Count(bounds.MaxLength)});");
        }
    }

    private void EmitRange(string value, string wire, Constraints bounds)
    {
        var least = Tighter(bounds.Minimum, bounds.ExclusiveMinimum, lower: true, out var leastExcluded);
        var most = Tighter(bounds.Maximum, bounds.ExclusiveMaximum, lower: false, out var mostExcluded);
        if (double.IsInfinity(least) && double.IsInfinity(most))
        {
            return;
        }

        var excluded =
            (leastExcluded ? ", minimumExcluded: true" : "") + (mostExcluded ? ", maximumExcluded: true" : "");
        writer.Line(
            $"validator.Range({wire}, {value}, {CSharpText.Number(least)}, {CSharpText.Number(most)}{excluded});"
        );
    }

    private static double Tighter(double? inclusive, double? exclusive, bool lower, out bool excluded)
    {
        var none = lower ? double.NegativeInfinity : double.PositiveInfinity;
        var included = inclusive ?? none;
        var outside = exclusive ?? none;
        excluded = exclusive is not null && (lower ? outside >= included : outside <= included);
        return excluded ? outside : included;
    }

    /// <summary>
    /// Sets of values, and expressions, which are compiled once, and only when a value of theirs is validated. The method beside each keeps its type
    /// out of the validator's own: compiling that would load the assembly of regular expressions for every message.
    /// </summary>
    public void EmitPatterns()
    {
        if (sets.Count > 0)
        {
            writer.Open("private static class contractValues");
            sets.ForEach(set => writer.Line(set));
            writer.Close();
        }

        if (patterns.Count == 0)
        {
            return;
        }

        writer.Open("private static class contractPatterns");
        for (var i = 0; i < patterns.Count; i++)
        {
            writer.Line(
                $"internal static readonly {Regex} Pattern{CSharpText.Integer(i)} = new({CSharpText.Literal(EcmaPattern.ToNet(patterns[i]))}, NbcSys::Text.RegularExpressions.RegexOptions.ECMAScript | NbcSys::Text.RegularExpressions.RegexOptions.CultureInvariant, NbcSys::TimeSpan.FromSeconds(1));"
            );
            writer.Line(
                $"internal static void Match{CSharpText.Integer(i)}({Validator} validator, string property, string value) => validator.Matches(property, value, Pattern{CSharpText.Integer(i)}, {CSharpText.Literal(patterns[i])});"
            );
            if (namePatterns.Contains(patterns[i]))
            {
                writer.Line(
                    $"internal static void Names{CSharpText.Integer(i)}({Validator} validator, string property, NbcSys::Collections.Generic.IEnumerable<string> names) => {Checks}.NamesMatch(validator, property, names, Pattern{CSharpText.Integer(i)}, {CSharpText.Literal(patterns[i])});"
                );
            }
        }

        writer.Close();
    }

    /// <summary>True when a value of this type has anything to check here.</summary>
    public static bool IsNeeded(TypeReference type, ValuePlace? place) =>
        type.Kind switch
        {
            TypeKind.Message or TypeKind.Enum or TypeKind.Base64 => true,
            TypeKind.List or TypeKind.Map => HasBounds(place?.Bounds)
                || IsNeeded(type.Element!, new ValuePlace(type.ElementConstraints, [], "")),
            _ => HasBounds(place?.Bounds),
        };

    private static bool HasBounds(Constraints? bounds) => bounds is not null && bounds != Constraints.None;

    private static string Count(int? count) => count is { } number ? CSharpText.Integer(number) : "-1";
}

/// <summary>What a value has to keep to at its place.</summary>
/// <param name="Bounds">Its bounds, or null.</param>
/// <param name="Allowed">Texts of an enum that are allowed here; empty for all.</param>
/// <param name="Suffix">What tells its variables from those of other values.</param>
internal sealed record ValuePlace(Constraints? Bounds, EquatableArray<string> Allowed, string Suffix);
