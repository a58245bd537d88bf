namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>Which bounds leave a value, and what two sets of bounds are together.</summary>
public sealed class BoundsTests
{
    public static TheoryData<Constraints, bool, bool> Cases { get; } =
        new()
        {
            { Constraints.None, false, false },
            { new Constraints(Minimum: 1, Maximum: 1), false, false },
            { new Constraints(Minimum: 1, Maximum: 1), true, false },
            { new Constraints(Minimum: 2, Maximum: 1), false, true },
            { new Constraints(Minimum: 1, ExclusiveMaximum: 1), false, true },
            { new Constraints(ExclusiveMinimum: 1, Maximum: 1), false, true },
            { new Constraints(ExclusiveMinimum: 1, ExclusiveMaximum: 1.1), false, false },
            { new Constraints(ExclusiveMinimum: 1, ExclusiveMaximum: 2), true, true },
            { new Constraints(ExclusiveMinimum: 1, ExclusiveMaximum: 3), true, false },
            { new Constraints(Minimum: 1, ExclusiveMinimum: 0, Maximum: 1), false, false },
            { new Constraints(Minimum: 1), true, false },
            { new Constraints(ExclusiveMaximum: 1), false, false },
            { new Constraints(MinLength: 2, MaxLength: 2), false, false },
            { new Constraints(MinLength: 3, MaxLength: 2), false, true },
            { new Constraints(MinItems: 2, MaxItems: 2), false, false },
            { new Constraints(MinItems: 3, MaxItems: 2), false, true },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bounds_contradict_when_no_value_is_left(Constraints bounds, bool integer, bool contradict) =>
        bounds.Contradict(integer).ShouldBe(contradict);

    [Fact]
    public void Two_sets_of_bounds_are_the_tighter_of_each()
    {
        var outer = new Constraints(1, 10, 0, 11, 1, 9, 2, 8, "outer");
        var inner = new Constraints(2, 20, -1, 10.5, 0, 5, 3, 9, "inner");

        outer.Tighten(inner).ShouldBe(new Constraints(2, 10, 0, 10.5, 1, 5, 3, 8, "inner"));
        outer.Tighten(Constraints.None).ShouldBe(outer);
        Constraints.None.Tighten(inner).ShouldBe(inner);
        new Constraints(Minimum: 1).Tighten(new Constraints(Maximum: 2)).ShouldBe(new Constraints(1, 2));
        new Constraints(Pattern: "a")
            .Tighten(new Constraints(MaxLength: 2))
            .ShouldBe(new Constraints(MaxLength: 2, Pattern: "a"));
        new Constraints(MaxLength: 2)
            .Tighten(new Constraints(MinItems: 1))
            .ShouldBe(new Constraints(MaxLength: 2, MinItems: 1));
    }
}
