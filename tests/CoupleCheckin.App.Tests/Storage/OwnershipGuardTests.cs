using System.Data.Common;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.App.Tests.Privacy;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Storage;

public sealed class OwnershipGuardTests
{
    private static readonly string[] ForEver = ["Seals", "SealsTakenBack", "Readies", "OpenedSheets", "Proposals", "ClauseSignatures", "ProposalClosings", "AgreementVersions", "VerifyingKeys"];

    public static IEnumerable<object[]> ForEverHere =>
        from engine in (IEnumerable<object[]>)Engines.Here from table in ForEver select (object[])[engine[0], table];

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task The_database_itself_has_two_seats_and_no_more(Engine engine)
    {
        await using var world = await World.NewAsync(engine, revealed: false, closed: false);
        await using var raw = await world.ConnectAsync();
        var seats = await raw.AskAsync("SELECT count(*) FROM \"Seats\"");

        foreach (var number in new[] { 0, 1, 2, 3, -1 })
            await RefusedAsync(() => SitAsync(raw, world.AnnAndBo, number, PersonId.New()));

        Assert.Equal(seats, await raw.AskAsync("SELECT count(*) FROM \"Seats\""));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task The_database_itself_gives_nobody_two_open_seats_and_nobody_both_seats_of_a_couple(Engine engine)
    {
        await using var world = await World.NewAsync(engine, revealed: false, closed: false);
        await using var raw = await world.ConnectAsync();
        var couple = CoupleId.New();
        await raw.RunAsync("INSERT INTO \"Couples\" (\"Id\", \"ClosedAt\", \"Version\") VALUES (@id, NULL, 0)", ("id", couple.Value));

        await RefusedAsync(() => SitAsync(raw, couple, Seat.First, world.Ann));
        await SitAsync(raw, couple, Seat.First, world.Ann, leftAt: 1);
        await RefusedAsync(() => SitAsync(raw, couple, Seat.Second, world.Ann, leftAt: 1));
        await SitAsync(raw, couple, Seat.Second, PersonId.New());
    }

    [Theory]
    [MemberData(nameof(ForEverHere))]
    public async Task The_database_itself_never_changes_or_deletes_what_stands_for_ever(Engine engine, string table)
    {
        await using var world = await World.NewAsync(engine, revealed: true, closed: false);
        await using var raw = await world.ConnectAsync();
        var before = await raw.SnapshotAsync(ForEver);
        var column = table is "OpenedSheets" ? "Couple" : "Author";

        await RefusedAsync(() => raw.RunAsync($"UPDATE \"{table}\" SET \"{column}\" = @other", ("other", Guid.NewGuid())));
        await RefusedAsync(() => raw.RunAsync($"UPDATE \"{table}\" SET \"{column}\" = \"{column}\""));
        await RefusedAsync(() => raw.RunAsync($"DELETE FROM \"{table}\""));
        if (table is not "OpenedSheets")
            await RefusedAsync(() => raw.RunAsync("DELETE FROM \"Rounds\""));

        Assert.NotEqual("0", await raw.AskAsync($"SELECT count(*) FROM \"{table}\""));
        Assert.Equal(before, await raw.SnapshotAsync(ForEver));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task A_third_person_takes_no_seat_with_no_invitation_a_forged_one_or_a_used_one(Engine engine)
    {
        await using var world = await World.NewAsync(engine, revealed: false, closed: false);
        byte[] secret = [7, 7, 7];
        var couple = await LonelyAsync(world, secret);

        await RefusedAsync(await world.AsAsync(world.Cy), Leave, db => db.Add(Take(couple)));
        await RefusedAsync(await world.AsAsync(world.Cy, couple, []), Leave, db => db.Add(Take(couple)));
        await RefusedAsync(await world.AsAsync(world.Cy, couple, [6]), Leave, db => db.Add(Take(couple)));

        // In hand, but not used up in the same step.
        await RefusedAsync(await world.AsAsync(world.Cy, couple, secret), Leave, db => db.Add(Take(couple)));
        await RefusedAsync(await world.AsAsync(world.Cy, couple, secret), Leave, db => Assert.True(InHand(db).Standing), db => db.Add(Take(couple)));

        // Another couple's seat by an invitation that is good for this one.
        await RefusedAsync(await world.AsAsync(world.Cy, couple, secret), Leave, Use, db => db.Add(Take(world.AnnAndBo)));

        Seat Take(CoupleId where) => Seat.Take(where, Seat.Second, world.Cy, []);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task By_an_invitation_in_hand_exactly_the_one_who_holds_it_sits_down(Engine engine)
    {
        await using var world = await World.NewAsync(engine, revealed: false, closed: false);
        byte[] secret = [7, 7, 7];
        var couple = await LonelyAsync(world, secret);

        await RefusedAsync(await world.AsAsync(world.Cy, couple, secret), Leave, Use, db => db.Add(Seat.Take(couple, Seat.Second, world.Bo, [])));
        await using var db = await world.AsAsync(world.Cy, couple, secret);
        Leave(db);
        Use(db);
        db.Add(Seat.Take(couple, Seat.Second, world.Cy, []));
        Assert.Equal(Saving.Saved, await db.TrySaveAsync(default));

        await using var cy = await world.AsAsync(world.Cy);
        Assert.Equal(couple, cy.Viewer.Us);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Nobody_sits_down_in_a_closed_couple_even_with_an_invitation(Engine engine)
    {
        await using var world = await World.NewAsync(engine, revealed: false, closed: false);
        byte[] secret = [7, 7, 7];
        var couple = await LonelyAsync(world, secret);
        await using (var raw = await world.ConnectAsync())
            await raw.RunAsync("UPDATE \"Couples\" SET \"ClosedAt\" = 1 WHERE \"Id\" = @id", ("id", Stored(engine, couple.Value)));

        await RefusedAsync(await world.AsAsync(world.Cy, couple, secret), Leave, Use, db => db.Add(Seat.Take(couple, Seat.Second, world.Cy, [])));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task An_invitation_in_hand_is_used_up_and_nothing_else_of_it_is_changed(Engine engine)
    {
        await using var world = await World.NewAsync(engine, revealed: false, closed: false);
        byte[] secret = [7, 7, 7];
        var couple = await LonelyAsync(world, secret);

        await RefusedAsync(await world.AsAsync(world.Cy, couple, secret), db => db.Entry(InHand(db)).Property(invitation => invitation.ExpiresAt).CurrentValue = Rows.Then.AddYears(5));
        await RefusedAsync(await world.AsAsync(world.Cy, couple, secret), Use, db => db.Entry(InHand(db)).Property(invitation => invitation.ExpiresAt).CurrentValue = Rows.Then.AddYears(5));
        await RefusedAsync(await world.AsAsync(world.Cy, couple, secret), db => InHand(db).Revoke(Rows.Then));
        await RefusedAsync(await world.AsAsync(world.Cy, couple, secret), db => db.Remove(InHand(db)));

        // Another invitation that only says it has the hash in hand.
        await RefusedAsync(await world.AsAsync(world.Cy, couple, secret), db =>
        {
            var type = world.Types.Single(type => type.ClrType == typeof(Invitation));
            var stub = (Invitation)Rows.Copy(type, world.RowOf(type));
            Rows.Put(type.FindProperty(nameof(Invitation.TokenHash))!, stub, secret);
            db.Attach(stub);
            Assert.True(stub.Use(Rows.Then.AddDays(-1)));
        });
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task From_a_closed_couple_one_stands_up_once_and_writes_nothing_else(Engine engine)
    {
        await using var world = await World.NewAsync(engine, revealed: true, closed: true);

        // Bo left. Ann still sits there, and can stand up; she renames nothing.
        await RefusedAsync(await world.AsAsync(world.Ann), db => Mine(db).Rename([9]));
        await RefusedAsync(await world.AsAsync(world.Ann), Leave, db => Mine(db).Rename([9]));
        await RefusedAsync(await world.AsAsync(world.Ann), db => db.Add(Round.Start(world.AnnAndBo, [new("some.thing")], Rows.Then)));
        await RefusedAsync(await world.AsAsync(world.Ann), db => db.Remove(Mine(db)));
        await using (var db = await world.AsAsync(world.Ann))
        {
            Leave(db);
            Assert.Equal(Saving.Saved, await db.TrySaveAsync(default));
        }

        // Nobody comes back, and nobody changes when they left.
        await RefusedAsync(world.As(world.Ann, us: null), db => db.Entry(Mine(db)).Property(seat => seat.LeftAt).CurrentValue = null);
        await RefusedAsync(world.As(world.Ann, us: null), db => db.Entry(Mine(db)).Property(seat => seat.LeftAt).CurrentValue = Rows.Then.AddYears(1));
        await RefusedAsync(world.As(world.Ann, us: world.AnnAndBo), db => db.Entry(Mine(db)).Property(seat => seat.LeftAt).CurrentValue = null);

        Seat Mine(CoupleDb db) => db.Seats.Single(seat => seat.Person == world.Ann && seat.Couple == world.AnnAndBo);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Nobody_signs_for_the_other(Engine engine)
    {
        await using var world = await World.NewAsync(engine, revealed: false, closed: false);
        var type = world.Types.Single(type => type.ClrType == typeof(Seat));

        // Ann's seat, as if it were Bo's.
        await RefusedAsync(await world.AsAsync(world.Bo), db =>
        {
            var stub = (Seat)Rows.Copy(type, world.RowOf(type));
            Rows.Put(type.FindProperty(nameof(Seat.Person))!, stub, world.Bo);
            db.Update(stub);
        });

        // Ready, pressed for Ann in a round of its own.
        await RefusedAsync(await world.AsAsync(world.Bo), db =>
        {
            var round = Round.Start(world.AnnAndBo, [new("some.thing")], Rows.Then);
            foreach (var person in new[] { world.Ann, world.Bo })
                round.SealBy(person, new byte[32], Rows.Then);
            db.Add(round);
        });
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Founding_a_couple_that_is_there_already_opens_no_door_into_it(Engine engine)
    {
        await using var world = await World.NewAsync(engine, revealed: false, closed: false);
        await using var db = await world.AsAsync(world.Cy);
        var type = world.Types.Single(type => type.ClrType == typeof(Couple));
        db.Add(Rows.Copy(type, world.RowOf(type)));
        db.Add(Round.Start(world.AnnAndBo, [new("some.thing")], Rows.Then));

        Assert.Equal(Saving.Refused, await db.TrySaveAsync(default));
        await using var ann = await world.AsAsync(world.Ann);
        Assert.Equal(1, await ann.Rounds.CountAsync());
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Saving_without_the_guard_is_not_possible(Engine engine)
    {
        await using var world = await World.NewAsync(engine, revealed: false, closed: false);
        await using var db = await world.AsAsync(world.Bo);

        Assert.Throws<NotSupportedException>(() => db.SaveChanges());
        Assert.Throws<NotSupportedException>(() => db.SaveChanges(acceptAllChangesOnSuccess: false));
    }

    /// <summary>Di, alone in a couple of her own, with an invitation of which this is the hash.</summary>
    private static async Task<CoupleId> LonelyAsync(World world, byte[] hash)
    {
        await using var raw = await world.ConnectAsync();
        var couple = Couple.Open();
        var di = PersonId.New();
        foreach (object row in new object[]
        {
            couple,
            Seat.Take(couple.Id, Seat.First, di, []),
            Invitation.Write(couple.Id, InvitationId.New(), di, hash, [1], Rows.Then.AddDays(1)),
        })
        {
            await raw.InsertAsync(world.Types.Single(type => type.ClrType == row.GetType()), row);
        }

        return couple.Id;
    }

    private static Invitation InHand(CoupleDb db)
    {
        var hash = db.Viewer.Invitation;
        return db.Invitations.Single(invitation => invitation.TokenHash == hash);
    }

    private static void Use(CoupleDb db) => Assert.True(InHand(db).Use(Rows.Then));

    private static void Leave(CoupleDb db)
    {
        var (me, us) = (db.Viewer.Person, db.Viewer.Us!.Value);
        db.Seats.Single(seat => seat.Person == me && seat.Couple == us).Leave(Rows.Then);
    }

    private static async Task RefusedAsync(CoupleDb db, params Action<CoupleDb>[] steps)
    {
        await using (db)
        {
            foreach (var step in steps)
                step(db);
            await Assert.ThrowsAsync<OwnershipException>(() => db.SaveChangesAsync());
        }
    }

    private static async Task RefusedAsync(Func<Task> statement) => await Assert.ThrowsAnyAsync<DbException>(statement);

    private static object Stored(Engine engine, Guid id) => engine == Engine.Postgres ? id : id.ToString().ToUpperInvariant();

    private static Task<int> SitAsync(DbConnection raw, CoupleId couple, int number, PersonId person, long? leftAt = null) => raw.RunAsync(
        "INSERT INTO \"Seats\" (\"Couple\", \"Number\", \"Person\", \"SealedName\", \"LeftAt\") VALUES (@couple, @number, @person, @name, @left)",
        ("couple", couple.Value),
        ("number", number),
        ("person", person.Value),
        ("name", new byte[1]),
        ("left", leftAt is { } time ? time : DBNull.Value));
}
