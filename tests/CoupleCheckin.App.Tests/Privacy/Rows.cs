using System.Reflection;
using System.Runtime.CompilerServices;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Prompts;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CoupleCheckin.App.Tests.Privacy;

/// <summary>Makes rows of any stored type from the model alone, so that a type is tested from the day on which it is stored.</summary>
internal static class Rows
{
    public static readonly DateTimeOffset Then = new(2030, 2, 28, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A row in which everything that can be is this owner's, this couple's and this round's.</summary>
    public static object Make(IEntityType type, PersonId owner, CoupleId couple, RoundId round)
    {
        var row = Empty(type);
        foreach (var property in type.GetProperties())
            Put(property, row, Something(property, owner, couple, round));
        return row;
    }

    /// <summary>The same row once more, known to no context.</summary>
    public static object Copy(IEntityType type, object row)
    {
        var copy = Empty(type);
        foreach (var property in type.GetProperties())
            Put(property, copy, Get(property, row));
        return copy;
    }

    /// <summary>Puts a value into a row, private or not.</summary>
    public static void Put(IProperty property, object row, object? value)
    {
        if (property.FieldInfo is { } field)
            field.SetValue(row, value);
        else
            property.PropertyInfo!.SetValue(row, value);
    }

    /// <summary>Reads a value of a row.</summary>
    public static object? Get(IProperty property, object row) => property.GetGetter().GetClrValue(row);

    /// <summary>Another value of the same kind.</summary>
    public static object Other(IProperty property, object row) => Get(property, row) switch
    {
        byte[] bytes => Turned(bytes),
        bool flag => !flag,
        int number => number + 1,
        long number => number + 1,
        string text => $"{text} and more",
        Guid => Guid.NewGuid(),
        DateTimeOffset time => time.AddDays(1),
        DateOnly day => day.AddDays(1),
        BehaviourKey key => new BehaviourKey($"{key}-too"),
        IReadOnlyList<BehaviourKey> keys => (IReadOnlyList<BehaviourKey>)[.. keys, new BehaviourKey("other.one")],
        IReadOnlyList<PromptKey> prompts => (IReadOnlyList<PromptKey>)[.. prompts, new PromptKey("other.one")],
        Enum => Enum.ToObject(property.ClrType, 99),
        null => Something(property, PersonId.New(), CoupleId.New(), RoundId.New(), evenIfNull: true)!,
        var value => throw new NotSupportedException($"Say in {nameof(Rows)} what another {value.GetType().Name} is."),
    };

    private static byte[] Turned(byte[] bytes) => bytes.Length == 0 ? [1] : [(byte)(bytes[0] ^ 1), .. bytes[1..]];

    private static object Empty(IEntityType type) =>
        type.ClrType.GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public, []) is { } constructor
            ? constructor.Invoke([])
            : RuntimeHelpers.GetUninitializedObject(type.ClrType);

    private static object? Something(IProperty property, PersonId owner, CoupleId couple, RoundId round, bool evenIfNull = false)
    {
        if (property.IsNullable && !evenIfNull)
            return null;
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type switch
        {
            _ when type == typeof(PersonId) => owner,
            _ when type == typeof(CoupleId) => couple,
            _ when type == typeof(RoundId) => round,
            _ when type == typeof(Guid) => Guid.NewGuid(),
            _ when type == typeof(byte[]) => Guid.NewGuid().ToByteArray(),
            _ when type == typeof(string) => "something",
            _ when type == typeof(bool) => true,
            _ when type == typeof(int) => 1,
            _ when type == typeof(long) => 1L,
            _ when type == typeof(DateTimeOffset) => Then,
            _ when type == typeof(DateOnly) => DateOnly.FromDateTime(Then.UtcDateTime),
            _ when type == typeof(BehaviourKey) => new BehaviourKey("some.thing"),
            _ when type == typeof(IReadOnlyList<BehaviourKey>) => (IReadOnlyList<BehaviourKey>)[new BehaviourKey("some.thing")],
            _ when type == typeof(IReadOnlyList<PromptKey>) => (IReadOnlyList<PromptKey>)[new PromptKey("some.thing")],
            { IsEnum: true } => Enum.GetValues(type).GetValue(0),

            // An id of its own kind: a record around a Guid.
            _ when type.GetConstructor([typeof(Guid)]) is { } id => id.Invoke([Guid.NewGuid()]),
            _ => throw new NotSupportedException($"Say in {nameof(Rows)} what a {type.Name} can be."),
        };
    }
}
