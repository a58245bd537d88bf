using System;
using System.Collections.Generic;

namespace NanoBananaContracts.Conformance.Players.Matching;

/// <summary>Weighs the parts of a pattern and words what does not match.</summary>
internal sealed class DistanceTally
{
    private const int LongestOperand = 200;

    private readonly List<string> _differences = [];
    private double _distance;
    private double _weight;

    public void Add(string part, string expected, double distance, double weight, Func<string?> actual)
    {
        _distance += distance * weight;
        _weight += weight;
        if (distance == 0)
            return;
        var operand = expected.Length <= LongestOperand ? expected : expected[..LongestOperand] + "...";
        var found = actual();
        _differences.Add(
            $"{part}: expected {operand}, but it was {(string.IsNullOrEmpty(found) ? "not there" : found)}"
        );
    }

    public PatternMatch ToMatch() => new(_weight == 0 ? 0 : _distance / _weight, _differences);
}
