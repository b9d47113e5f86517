using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Prompts;
using CoupleCheckin.Domain.Repair;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CoupleCheckin.App.Storage.Mapping;

/// <summary>How the values of the domain stand in a column, the same on both databases.</summary>
internal static class Conversions
{
    public static void Apply(ModelConfigurationBuilder builder)
    {
        builder.Properties<PersonId>().HaveConversion<PersonIds>();
        builder.Properties<CoupleId>().HaveConversion<CoupleIds>();
        builder.Properties<RoundId>().HaveConversion<RoundIds>();
        builder.Properties<ConcernId>().HaveConversion<ConcernIds>();
        builder.Properties<TalkId>().HaveConversion<TalkIds>();
        builder.Properties<RepairId>().HaveConversion<RepairIds>();
        builder.Properties<InvitationId>().HaveConversion<InvitationIds>();
        builder.Properties<PassId>().HaveConversion<PassIds>();
        builder.Properties<BehaviourKey>().HaveConversion<BehaviourKeyText>();
        builder.Properties<OwnBehaviourId>().HaveConversion<OwnBehaviourIds>();
        builder.Properties<ClauseId>().HaveConversion<ClauseIds>();
        builder.Properties<StatementId>().HaveConversion<StatementIds>();
        builder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        builder.Properties<IReadOnlyList<BehaviourKey>>().HaveConversion<BehaviourKeys, SameKeys>();
        builder.Properties<IReadOnlyList<PromptKey>>().HaveConversion<PromptKeys, SamePrompts>();
    }

    private sealed class PersonIds() : ValueConverter<PersonId, Guid>(id => id.Value, value => new(value));

    private sealed class CoupleIds() : ValueConverter<CoupleId, Guid>(id => id.Value, value => new(value));

    private sealed class RoundIds() : ValueConverter<RoundId, Guid>(id => id.Value, value => new(value));

    private sealed class ConcernIds() : ValueConverter<ConcernId, Guid>(id => id.Value, value => new(value));

    private sealed class TalkIds() : ValueConverter<TalkId, Guid>(id => id.Value, value => new(value));

    private sealed class RepairIds() : ValueConverter<RepairId, Guid>(id => id.Value, value => new(value));

    private sealed class InvitationIds() : ValueConverter<InvitationId, Guid>(id => id.Value, value => new(value));

    private sealed class PassIds() : ValueConverter<PassId, Guid>(id => id.Value, value => new(value));

    private sealed class BehaviourKeyText() : ValueConverter<BehaviourKey, string>(key => key.Value, text => new(text));

    private sealed class OwnBehaviourIds() : ValueConverter<OwnBehaviourId, Guid>(id => id.Value, value => new(value));
    private sealed class ClauseIds() : ValueConverter<ClauseId, Guid>(id => id.Value, value => new(value));

    private sealed class StatementIds() : ValueConverter<StatementId, Guid>(id => id.Value, value => new(value));

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new(ticks, TimeSpan.Zero));

    private sealed class BehaviourKeys() : ValueConverter<IReadOnlyList<BehaviourKey>, string>(
        keys => string.Join(' ', keys),
        text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(key => new BehaviourKey(key)).ToList());

    private sealed class PromptKeys() : ValueConverter<IReadOnlyList<PromptKey>, string>(
        keys => string.Join(' ', keys),
        text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(key => new PromptKey(key)).ToList());

    private sealed class SamePrompts() : ValueComparer<IReadOnlyList<PromptKey>>(
        (a, b) => a!.SequenceEqual(b!), keys => keys.Count, keys => keys.ToList());

    private sealed class SameKeys() : ValueComparer<IReadOnlyList<BehaviourKey>>(
        (a, b) => a!.SequenceEqual(b!), keys => keys.Count, keys => keys.ToList());
}
