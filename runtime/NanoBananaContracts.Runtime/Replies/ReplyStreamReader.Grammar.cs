using System;

namespace NanoBananaContracts;

/// <content>Containers, commas, colons, numbers and literals.</content>
internal sealed partial class ReplyStreamReader
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private NumberState number;
    private bool numberMayEnd;
    private string literal = "";
    private int literalAt;
    private int markAt;

    private enum NumberState : byte
    {
        Minus,
        Zero,
        Integer,
        Point,
        Fraction,
        Exponent,
        ExponentSign,
        ExponentDigits,
    }

    private bool InObject => depth > 0 && objects[depth - 1];

    private ReplyPlace Place => depth == 0 ? ReplyPlace.Elsewhere : places[depth - 1];

    // Reads one byte between values. True where a picture begins.
    private bool ReadStructure()
    {
        var value = buffer[position];
        if (markAt < 3 && Offset == markAt && value == ByteOrderMark[markAt])
        {
            markAt++;
            position++;
            return false;
        }

        if (markAt is 1 or 2)
        {
            Skeleton.Append(ByteOrderMark.Slice(0, markAt));
            Fail("a byte order mark is incomplete");
            return false;
        }

        if (value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            Skeleton.AppendWhiteSpace(value);
            position++;
            return false;
        }

        switch (state)
        {
            case State.Value:
                return BeginValue(value);
            case State.ValueOrEnd when value == (byte)']':
            case State.NameOrEnd when value == (byte)'}':
                CloseContainer(value);
                return false;
            case State.ValueOrEnd:
                return BeginValue(value);
            case State.NameOrEnd when value == (byte)'"':
            case State.Name when value == (byte)'"':
                position++;
                BeginName();
                return false;
            case State.Colon when value == (byte)':':
                Accept(value, State.Value);
                return false;
            case State.CommaOrEnd when value == (byte)',':
                Accept(value, InObject ? State.Name : State.Value);
                return false;
            case State.CommaOrEnd when value == (InObject ? (byte)'}' : (byte)']'):
                CloseContainer(value);
                return false;
            default:
                Fail(Expected());
                return false;
        }
    }

    private string Expected() =>
        state switch
        {
            State.NameOrEnd or State.Name => "a property name is missing",
            State.Colon => "a colon is missing",
            State.CommaOrEnd => "a comma or the end of the object or array is missing",
            State.AfterRoot => "there is more text behind the end of the document",
            _ => "there is no value",
        };

    private void Accept(byte value, State next)
    {
        Skeleton.Append(value);
        position++;
        state = next;
    }

    private bool BeginValue(byte value)
    {
        switch (value)
        {
            case (byte)'{' or (byte)'[':
                OpenContainer(value);
                return false;
            case (byte)'"':
                position++;
                return BeginString();
            case (byte)'t':
                BeginLiteral("true");
                return false;
            case (byte)'f':
                BeginLiteral("false");
                return false;
            case (byte)'n':
                BeginLiteral("null");
                return false;
            case (byte)'-':
                BeginNumber(value, NumberState.Minus);
                return false;
            case (byte)'0':
                BeginNumber(value, NumberState.Zero);
                return false;
            case >= (byte)'1' and <= (byte)'9':
                BeginNumber(value, NumberState.Integer);
                return false;
            default:
                Fail("there is no value");
                return false;
        }
    }

    private void OpenContainer(byte value)
    {
        if (depth == MaxDepth)
        {
            Fail("containers are nested more deeply than in any reply");
            return;
        }

        var isObject = value == (byte)'{';
        var place =
            depth == 0 ? ReplyPlaces.Root(isObject)
            : InObject ? ReplyPlaces.Property(Place, Name, isObject)
            : ReplyPlaces.Element(Place, isObject);
        places[depth] = place;
        objects[depth] = isObject;
        depth++;
        Accept(value, isObject ? State.NameOrEnd : State.ValueOrEnd);
    }

    private void CloseContainer(byte value)
    {
        depth--;
        Accept(value, State.CommaOrEnd);
        EndValue();
    }

    private void EndValue() => state = depth == 0 ? State.AfterRoot : State.CommaOrEnd;

    private void BeginLiteral(string text)
    {
        literal = text;
        literalAt = 1;
        Accept((byte)text[0], State.Literal);
    }

    private void ReadLiteral()
    {
        while (position < end && literalAt < literal.Length)
        {
            if (buffer[position] != literal[literalAt])
            {
                Fail("there is no value");
                return;
            }

            Skeleton.Append(buffer[position++]);
            literalAt++;
        }

        if (literalAt == literal.Length)
        {
            EndValue();
        }
    }

    private void BeginNumber(byte value, NumberState begin)
    {
        number = begin;
        numberMayEnd = begin != NumberState.Minus;
        Accept(value, State.Number);
    }

    private void ReadNumber()
    {
        while (position < end)
        {
            var value = buffer[position];
            if (NextNumberState(value) is not { } next)
            {
                if (numberMayEnd && IsDelimiter(value))
                {
                    EndValue();
                }
                else
                {
                    Fail("a number is malformed");
                }

                return;
            }

            number = next;
            numberMayEnd =
                next is NumberState.Zero or NumberState.Integer or NumberState.Fraction or NumberState.ExponentDigits;
            Skeleton.Append(value);
            position++;
        }
    }

    private static bool IsDelimiter(byte value) =>
        value is (byte)',' or (byte)']' or (byte)'}' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    private NumberState? NextNumberState(byte value)
    {
        var isDigit = value is >= (byte)'0' and <= (byte)'9';
        var isExponent = value is (byte)'e' or (byte)'E';
        return number switch
        {
            NumberState.Minus when isDigit => value == (byte)'0' ? NumberState.Zero : NumberState.Integer,
            NumberState.Integer when isDigit => NumberState.Integer,
            NumberState.Zero or NumberState.Integer when value == (byte)'.' => NumberState.Point,
            NumberState.Zero or NumberState.Integer or NumberState.Fraction when isExponent => NumberState.Exponent,
            NumberState.Point or NumberState.Fraction when isDigit => NumberState.Fraction,
            NumberState.Exponent when value is (byte)'+' or (byte)'-' => NumberState.ExponentSign,
            NumberState.Exponent or NumberState.ExponentSign or NumberState.ExponentDigits when isDigit =>
                NumberState.ExponentDigits,
            _ => null,
        };
    }
}
