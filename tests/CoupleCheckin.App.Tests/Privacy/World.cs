using System.Data.Common;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Privacy;

/// <summary>
/// Ann and Bo with one round between them, Cy and Di who are another couple, and one row of every stored type that is Ann's.
/// Everything is written past the app, so that nothing of it is as it is because a rule allowed it.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly Dictionary<Type, object> rows = [];

    private World(TestDatabase database, IModel model)
    {
        this.database = database;
        Types = [.. model.GetEntityTypes().OrderBy(type => type.ClrType.Name, StringComparer.Ordinal)];
    }

    public PersonId Ann { get; } = PersonId.New();

    public PersonId Bo { get; } = PersonId.New();

    public PersonId Cy { get; } = PersonId.New();

    public CoupleId AnnAndBo { get; private set; }

    public IReadOnlyList<IEntityType> Types { get; }

    /// <summary>Makes the world.</summary>
    /// <param name="engine">On which database.</param>
    /// <param name="revealed">Whether both have pressed ready; if not, Ann has.</param>
    /// <param name="closed">Whether it is over: Bo left, and is alone in a couple of his own.</param>
    public static async Task<World> NewAsync(Engine engine, bool revealed, bool closed)
    {
        var fresh = await TestDatabase.NewAsync(engine);
        await using var db = fresh.Engine.Couples(Viewer.Alone(default));
        var world = new World(fresh, db.Model);
        await world.FillAsync(revealed, closed);
        return world;
    }

    /// <summary>Ann's row of a type.</summary>
    public object RowOf(IEntityType type) => rows[type.ClrType];

    /// <summary>The database as this person has it, by the rule of <see cref="Opener"/>: all their seats to read, the open one to write.</summary>
    public async Task<CoupleDb> AsAsync(PersonId person)
    {
        await using var db = database.Engine.Couples(Viewer.Alone(person));
        var seats = await db.Seats.AsNoTracking().Where(seat => seat.Person == person).ToListAsync();
        return database.Engine.Couples(Viewer.Alone(person) with
        {
            Couples = [.. seats.Select(seat => seat.Couple)],
            Us = seats.Single(seat => seat.LeftAt is null).Couple,
        });
    }

    /// <summary>The same, with an invitation in hand.</summary>
    public async Task<CoupleDb> AsAsync(PersonId person, CoupleId door, byte[] invitation)
    {
        await using var db = await AsAsync(person);
        return database.Engine.Couples(db.Viewer with { Door = door, Invitation = invitation });
    }

    /// <summary>The same, of somebody of whom it is said in which couple they write.</summary>
    public CoupleDb As(PersonId person, CoupleId? us) => database.Engine.Couples(Viewer.Alone(person) with { Couples = [AnnAndBo], Us = us });

    /// <summary>A connection past the app.</summary>
    public Task<DbConnection> ConnectAsync() => database.ConnectAsync();

    /// <summary>A row like <see cref="RowOf"/> that is not stored; what it stands on is.</summary>
    public object Fresh(IEntityType type) => Rows.Make(type, Ann, AnnAndBo, ((Round)rows[typeof(Round)]).Id);

    /// <summary>All that stands in the database, through the connection of a context and within its transaction.</summary>
    public Task<string> SnapshotAsync(DbConnection connection) => connection.SnapshotAsync(Types.Select(type => type.GetTableName()!));

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task FillAsync(bool revealed, bool closed)
    {
        await using var raw = await database.ConnectAsync();
        var ours = Couple.Open();
        AnnAndBo = ours.Id;
        var bo = Seat.Take(ours.Id, Seat.Second, Bo, [2]);
        if (closed)
        {
            ours.Close(Rows.Then);
            bo.Leave(Rows.Then);
        }

        await KeepAsync(raw, ours);
        await KeepAsync(raw, Seat.Take(ours.Id, Seat.First, Ann, [1]));
        await PutAsync(raw, bo);
        await SeatElsewhereAsync(raw, Cy, PersonId.New());
        if (closed)
            await SeatElsewhereAsync(raw, Bo);

        var round = Round.Start(ours.Id, [new BehaviourKey("some.thing")], Rows.Then);
        foreach (var person in new[] { Ann, Bo })
            round.SealBy(person, new byte[32], Rows.Then);
        round.PressReady(Ann, Rows.Then);
        if (revealed)
            round.PressReady(Bo, Rows.Then);
        await KeepAsync(raw, round);
        foreach (var press in round.ReadyPartners)
            await (press.Author == Ann ? KeepAsync(raw, press) : PutAsync(raw, press));
        await KeepAsync(raw, PulseReady.On(ours.Id, round.Id.Value, Ann));
        if (revealed)
            await PutAsync(raw, PulseReady.On(ours.Id, round.Id.Value, Bo));

        foreach (var type in Types)
            await MakeAsync(raw, type);
    }

    private async Task SeatElsewhereAsync(DbConnection raw, params PersonId[] people)
    {
        var couple = Couple.Open();
        await PutAsync(raw, couple);
        for (var seat = 0; seat < people.Length; seat++)
            await PutAsync(raw, Seat.Take(couple.Id, Seat.First + seat, people[seat], [3]));
    }

    /// <summary>Makes Ann's row of a type from the model, after the rows that it points to.</summary>
    private async Task<object> MakeAsync(DbConnection raw, IEntityType type)
    {
        if (rows.TryGetValue(type.ClrType, out var present))
            return present;
        var row = Fresh(type);
        foreach (var key in type.GetForeignKeys().Where(key => key.PrincipalEntityType != type))
        {
            var parent = await MakeAsync(raw, key.PrincipalEntityType);
            foreach (var (here, there) in key.Properties.Zip(key.PrincipalKey.Properties))
                Rows.Put(here, row, Rows.Get(there, parent));
        }

        await KeepAsync(raw, row);
        return row;
    }

    private async Task KeepAsync(DbConnection raw, object row)
    {
        await PutAsync(raw, row);
        rows.Add(row.GetType(), row);
    }

    private Task PutAsync(DbConnection raw, object row) => raw.InsertAsync(Types.Single(type => type.ClrType == row.GetType()), row);
}
