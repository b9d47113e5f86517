using System.Security.Cryptography;
using CoupleCheckin.App.Features.Journal;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Journal;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Journal;

/// <summary>The journal as the server has it: opaque records and slots of one person, saved all or not at all.</summary>
public sealed class JournalTests
{
    public static TheoryData<Engine> Here => Engines.Here;

    private static byte[] Blob(int length = 300) => RandomNumberGenerator.GetBytes(length);

    private static JournalSlot Slot(int kind = 2, int generation = 1, int kdf = 3, int passes = 1_000_000) =>
        new(kind, generation, kdf, passes, Blob(16), Blob(12), Blob(32), Blob(16));

    private static Task<JournalSaving> SaveAsync(TwoPartners.Somebody who, params JournalChange[] changes) => who.RunAsync((SaveJournal it) => it.RunAsync(changes));

    private static async Task<JournalSaving> SetAsync(TwoPartners.Somebody who, string password, int expected, IReadOnlyList<JournalSlot> slots, params JournalChange[] changes) =>
        (await who.RunAsync((SetJournalKeys it) => it.RunAsync(password, TwoPartners.Home, expected, slots, changes))).Saving;

    private static Task<JournalKeys> KeysAsync(TwoPartners.Somebody who) => who.RunAsync((ReadJournalKeys it) => it.RunAsync());

    private static async Task<List<JournalRecord>> ListAsync(TwoPartners.Somebody who, bool onlyVersions = false, params Guid[] which)
    {
        var (records, count) = (new List<JournalRecord>(), 0);
        await who.RunAsync((ListJournal it) => it.RunAsync(
            new(onlyVersions, which),
            told =>
            {
                count = told;
                return Task.CompletedTask;
            },
            record =>
            {
                records.Add(record);
                return Task.CompletedTask;
            }));
        Assert.Equal(count, records.Count);
        return records;
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_the_browser_sealed_comes_back_byte_for_byte_and_to_nobody_else(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var (id, first, second) = (Guid.NewGuid(), Blob(), Blob(4000));

        Assert.Equal(JournalSaving.Saved, await SaveAsync(home.AsAnn, new JournalChange(id, 0, first)));
        Assert.Equal(JournalSaving.Saved, await SaveAsync(home.AsAnn, new JournalChange(id, 1, second)));

        var record = Assert.Single(await ListAsync(home.AsAnn));
        Assert.Equal((id, 2), (record.Id, record.Version));
        Assert.Equal(second, record.Blob.ToArray());
        Assert.Empty(await ListAsync(home.AsBo));
        Assert.Empty(await ListAsync(home.AsBo, false, id));
        Assert.Equal((0, 0), ((await KeysAsync(home.AsBo)).Records, (await KeysAsync(home.AsBo)).Versions));
        Assert.Equal((1, 2), ((await KeysAsync(home.AsAnn)).Records, (await KeysAsync(home.AsAnn)).Versions));
        Assert.True(Assert.Single(await ListAsync(home.AsAnn, onlyVersions: true)).Blob.IsEmpty);
        Assert.Empty(await ListAsync(home.AsAnn, false, Guid.NewGuid()));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Nobody_else_changes_or_takes_away_a_record_even_by_its_id(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var (id, mine) = (Guid.NewGuid(), Blob());
        await SaveAsync(home.AsAnn, new JournalChange(id, 0, mine));

        Assert.Equal(JournalSaving.Overtaken, await SaveAsync(home.AsBo, new JournalChange(id, 1, Blob())));
        Assert.Equal(JournalSaving.Overtaken, await SaveAsync(home.AsBo, new JournalChange(id, 1, null)));
        Assert.Equal(JournalSaving.Saved, await SaveAsync(home.AsBo, new JournalChange(id, 0, Blob())));

        Assert.Equal(mine, Assert.Single(await ListAsync(home.AsAnn)).Blob.ToArray());
        Assert.Equal(1, Assert.Single(await ListAsync(home.AsAnn)).Version);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Changes_are_made_all_or_not_at_all(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var (old, fresh) = (Guid.NewGuid(), Guid.NewGuid());
        await SaveAsync(home.AsAnn, new JournalChange(old, 0, Blob()));

        Assert.Equal(JournalSaving.Overtaken, await SaveAsync(home.AsAnn, new(fresh, 0, Blob()), new(old, 7, Blob())));
        Assert.Equal(JournalSaving.Refused, await SaveAsync(home.AsAnn, new(fresh, 0, Blob()), new(Guid.NewGuid(), 0, Blob(JournalLimits.LongestRecord + 1))));
        Assert.Equal(JournalSaving.Refused, await SaveAsync(home.AsAnn, new(fresh, 0, Blob()), new(fresh, 0, Blob())));
        Assert.Equal(old, Assert.Single(await ListAsync(home.AsAnn)).Id);

        Assert.Equal(JournalSaving.Saved, await SaveAsync(home.AsAnn, new(fresh, 0, Blob()), new(old, 1, null)));
        Assert.Equal(fresh, Assert.Single(await ListAsync(home.AsAnn)).Id);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Of_many_windows_that_save_the_same_version_exactly_one_is_in_time(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var id = Guid.NewGuid();
        await SaveAsync(home.AsAnn, new JournalChange(id, 0, Blob()));

        var tries = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => SaveAsync(home.AsAnn, new JournalChange(id, 1, Blob()))));

        Assert.Single(tries, JournalSaving.Saved);
        Assert.Equal(15, tries.Count(saving => saving == JournalSaving.Overtaken));
        Assert.Equal(2, Assert.Single(await ListAsync(home.AsAnn)).Version);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_full_journal_takes_nothing_more_and_can_be_tidied(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine, services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(
            services, new AppOptions("unused", null, "unused") { JournalBytes = 10_000 }));
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(JournalSaving.Saved, await SaveAsync(home.AsAnn, new JournalChange(first, 0, Blob(9_000))));

        Assert.Equal(JournalSaving.Full, await SaveAsync(home.AsAnn, new JournalChange(second, 0, Blob(2_000))));
        Assert.Equal(JournalSaving.Full, await SaveAsync(home.AsAnn, new JournalChange(first, 1, Blob(11_000))));
        Assert.Equal(JournalSaving.Saved, await SaveAsync(home.AsAnn, new JournalChange(first, 1, Blob(8_000))));
        Assert.Equal(JournalSaving.Saved, await SaveAsync(home.AsBo, new JournalChange(second, 0, Blob(2_000))));
        Assert.Equal(JournalSaving.Saved, await SaveAsync(home.AsAnn, new(first, 2, null), new(second, 0, Blob(2_000))));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Keys_and_what_is_sealed_under_them_are_set_together_behind_the_sign_in_password(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var ann = await home.AsAnn.GetPasswordAsync();
        var (id, first, second) = (Guid.NewGuid(), Slot(), Slot(generation: 2));

        Assert.Equal(JournalSaving.NotProved, await SetAsync(ann, "not the password", 0, [first], new JournalChange(id, 0, Blob())));
        Assert.Empty((await KeysAsync(ann)).Slots);
        Assert.Empty(await ListAsync(ann));

        Assert.Equal(JournalSaving.Saved, await SetAsync(ann, ann.Password, 0, [first, Slot(3, kdf: 2, passes: 0)], new JournalChange(id, 0, Blob())));
        var keys = await KeysAsync(ann);
        Assert.Equal(ann.Person.Value, keys.Owner);
        Assert.Equal([2, 3], keys.Slots.Select(slot => slot.Kind));
        Assert.Equal(first.Wrapped, keys.Slots[0].Wrapped);

        // Another generation takes the place of all; the recovery key of the first goes with it.
        Assert.Equal(JournalSaving.Overtaken, await SetAsync(ann, ann.Password, 1, [second], new JournalChange(id, 5, Blob())));
        Assert.Equal(1, (await KeysAsync(ann)).Slots[0].Generation);
        Assert.Equal(JournalSaving.Saved, await SetAsync(ann, ann.Password, 1, [second], new JournalChange(id, 1, Blob())));
        Assert.Equal(second.Wrapped, Assert.Single((await KeysAsync(ann)).Slots).Wrapped);
        Assert.Equal(2, Assert.Single(await ListAsync(ann)).Version);

        // A window that knows only the first one cannot put it back.
        Assert.Equal(JournalSaving.Overtaken, await SetAsync(ann, ann.Password, 1, [first]));
        Assert.Equal(JournalSaving.Overtaken, await SetAsync(ann, ann.Password, 0, [first]));
        Assert.Empty((await KeysAsync(home.AsBo)).Slots);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Of_two_windows_that_set_a_journal_up_at_once_one_is_in_time(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var ann = await home.AsAnn.GetPasswordAsync();
        var slots = Enumerable.Range(0, 4).Select(_ => Slot()).ToList();

        var tries = await Task.WhenAll(slots.Select(slot => SetAsync(ann, ann.Password, 0, [slot], new JournalChange(Guid.NewGuid(), 0, slot.Wrapped))));

        Assert.Single(tries, JournalSaving.Saved);
        var kept = Assert.Single((await KeysAsync(ann)).Slots);
        Assert.Equal(kept.Wrapped, Assert.Single(await ListAsync(ann)).Blob.ToArray());
    }

    [Fact]
    public async Task A_slot_below_the_floor_or_of_another_form_is_refused()
    {
        await using var home = await TwoPartners.ApartAsync(Engine.Sqlite);
        var ann = await home.AsAnn.GetPasswordAsync();
        JournalSlot[] weak =
        [
            Slot(passes: 999_999), Slot(kdf: 2, passes: 0), Slot(kdf: 1), Slot(kind: 1), Slot(kind: 4, kdf: 2, passes: 0), Slot(generation: 0),
            Slot() with { Salt = Blob(8) }, Slot() with { Wrapped = Blob(31) }, Slot() with { Tag = [] }, Slot(passes: 100_000_001),
        ];

        foreach (var slot in weak)
            Assert.Equal(JournalSaving.Refused, await SetAsync(ann, ann.Password, 0, [slot]));
        Assert.Equal(JournalSaving.Refused, await SetAsync(ann, ann.Password, 0, []));
        Assert.Equal(JournalSaving.Refused, await SetAsync(ann, ann.Password, 0, [Slot(3, kdf: 2, passes: 0)]));
        Assert.Equal(JournalSaving.Refused, await SetAsync(ann, ann.Password, 0, [Slot(), Slot()]));
        Assert.Empty((await KeysAsync(ann)).Slots);
        Assert.Equal(KeySlot.Pbkdf2Iterations, Slot().Passes);
    }

    [Fact]
    public async Task A_locked_space_stops_nobody_from_saving_their_journal_and_nobody_is_nobody()
    {
        await using var home = await TwoPartners.ApartAsync(Engine.Sqlite);
        var elsewhere = home.AsAnn.ElsewhereLocked();

        Assert.Equal(JournalSaving.Saved, await SaveAsync(elsewhere, new JournalChange(Guid.NewGuid(), 0, Blob())));
        Assert.Single(await ListAsync(elsewhere));
        await Assert.ThrowsAsync<SpaceNotOpenException>(() => SaveAsync(home.AsNobody, new JournalChange(Guid.NewGuid(), 0, Blob())));
        await Assert.ThrowsAsync<SpaceNotOpenException>(() => ListAsync(home.AsNobody));
        await Assert.ThrowsAsync<SpaceNotOpenException>(() => KeysAsync(home.AsNobody));
    }
}
