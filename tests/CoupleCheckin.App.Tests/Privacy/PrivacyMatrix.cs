using System.Linq.Expressions;
using System.Reflection;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Privacy;

/// <summary>Somebody who looks at Ann's row, and when.</summary>
/// <param name="Name">In the words of the document.</param>
/// <param name="IsOwner">Whether it is Ann herself.</param>
/// <param name="IsPartner">Whether it is Bo.</param>
/// <param name="Revealed">Whether both have pressed ready.</param>
/// <param name="Closed">Whether one of the two has left.</param>
internal sealed record Watcher(string Name, bool IsOwner, bool IsPartner, bool Revealed, bool Closed)
{
    public static readonly IReadOnlyList<Watcher> All =
    [
        new("you, before the reveal", true, false, false, false),
        new("you, after it", true, false, true, false),
        new("you, after one of you left", true, false, true, true),
        new("your partner, before the reveal", false, true, false, false),
        new("your partner, after it", false, true, true, false),
        new("an ex-partner, of a round that was opened", false, true, true, true),
        new("an ex-partner, of a round that was not", false, true, false, true),
        new("a stranger", false, false, true, false),
    ];

    public PersonId In(World world) => IsOwner ? world.Ann : IsPartner ? world.Bo : world.Cy;
}

/// <summary>What a watcher may do with a row.</summary>
/// <param name="Read">Whether it can be read.</param>
/// <param name="Change">Whether it can be changed.</param>
/// <param name="Delete">Whether it can be deleted.</param>
/// <param name="AddForOwner">Whether a row can be added that says it is Ann's, or stands in her couple.</param>
internal sealed record Cell(bool Read, bool Change, bool Delete, bool AddForOwner)
{
    public override string ToString() => (Read, Change, Delete) switch
    {
        (false, false, false) => "—",
        _ => string.Join(", ", new[] { Read ? "read" : "NOT READ", Change ? "change" : "", Delete ? "delete" : "" }.Where(word => word.Length > 0)),
    };
}

/// <summary>
/// Every stored type × everybody who could look × everything they could try. What is expected follows from the privacy marker
/// of the type alone; what is found is tried out on a real database. Nothing here knows any stored type by name.
/// </summary>
internal static class PrivacyMatrix
{
    /// <summary>What the marker promises.</summary>
    public static Cell Expected(IEntityType type, Watcher who)
    {
        var marker = Markers.Of(type.ClrType);
        var reads = marker switch
        {
            Marker.Private => who.IsOwner,
            Marker.Sealed => who.IsOwner || (who.IsPartner && who.Revealed),
            Marker.Shared => who.IsOwner || who.IsPartner,
        };
        var authored = type.ClrType.IsAssignableTo(typeof(IAuthored));
        var writes = !type.ClrType.IsAssignableTo(typeof(IPermanent)) && marker switch
        {
            Marker.Private => who.IsOwner,
            Marker.Sealed => who is { IsOwner: true, Revealed: false, Closed: false },
            Marker.Shared => !who.Closed && (who.IsOwner || (who.IsPartner && !authored)),
        };
        var adds = marker == Marker.Shared && !authored && !IsRoot(type) && who is { IsPartner: true, Closed: false };
        return new(reads, writes && Changeable(type) is not null, writes && (authored || marker != Marker.Shared), adds);
    }

    /// <summary>What is possible.</summary>
    public static async Task<Dictionary<(string Type, Watcher Who), Cell>> TryAsync(Engine engine)
    {
        var cells = new Dictionary<(string, Watcher), Cell>();
        foreach (var state in Watcher.All.GroupBy(who => (who.Revealed, who.Closed)))
        {
            await using var world = await World.NewAsync(engine, state.Key.Revealed, state.Key.Closed);
            foreach (var who in state)
            {
                foreach (var type in world.Types)
                    cells[(type.ClrType.Name, who)] = await TryAsync(world, type, who);
            }
        }

        return cells;
    }

    private static async Task<Cell> TryAsync(World world, IEntityType type, Watcher who)
    {
        var tries = (Tries)Activator.CreateInstance(typeof(TriesOf<>).MakeGenericType(type.ClrType), world, type, who.In(world))!;
        return new(await tries.ReadAsync(), await tries.ChangeAsync(), await tries.DeleteAsync(), !who.IsOwner && await tries.AddForOwnerAsync());
    }

    /// <summary>Something of a row that can be changed and says neither whose it is nor how often it was saved.</summary>
    private static IProperty? Changeable(IEntityType type) => type.GetProperties()
        .Where(property => !property.IsKey() && !property.IsForeignKey() && !property.IsConcurrencyToken && !Names(property))
        .OrderByDescending(property => property.ClrType == typeof(byte[]))
        .FirstOrDefault();

    /// <summary>The couple itself stands in no couple: whoever adds one founds their own.</summary>
    private static bool IsRoot(IEntityType type) => type.FindPrimaryKey()!.Properties is [var only] && only.ClrType == typeof(CoupleId);

    private static bool Names(IProperty property) => property.ClrType == typeof(PersonId) || property.ClrType == typeof(CoupleId);

    private abstract class Tries
    {
        public abstract Task<bool> ReadAsync();

        public abstract Task<bool> ChangeAsync();

        public abstract Task<bool> DeleteAsync();

        public abstract Task<bool> AddForOwnerAsync();
    }

    private sealed class TriesOf<T>(World world, IEntityType type, PersonId person) : Tries where T : class
    {
        private readonly object row = world.RowOf(type);
        private readonly IProperty? changeable = Changeable(type);

        public override async Task<bool> ReadAsync()
        {
            await using var db = await world.AsAsync(person);
            var listed = (await db.Set<T>().ToListAsync()).Exists(IsRow);
            var asked = await db.Set<T>().AnyAsync(ByKey());
            db.ChangeTracker.Clear();
            var found = await db.FindAsync(typeof(T), [.. type.FindPrimaryKey()!.Properties.Select(property => Rows.Get(property, row))]) is not null;
            Assert.True(listed == asked && asked == found, $"{typeof(T).Name}: a list, a question and a key must find the same.");
            return listed;
        }

        public override Task<bool> ChangeAsync() => AnyAsync(
            async db =>
            {
                if (changeable is not null && await db.Set<T>().SingleOrDefaultAsync(ByKey()) is { } read)
                    db.Entry(read).Property(changeable.Name).CurrentValue = Rows.Other(changeable, read);
            },
            db => Attach(db, row),
            db => Attach(db, Claimed()),
            db => Update(db, row),
            db => Update(db, Claimed()));

        public override Task<bool> DeleteAsync() => AnyAsync(
            async db =>
            {
                if (await db.Set<T>().SingleOrDefaultAsync(ByKey()) is { } read)
                    db.Remove(read);
            },
            db => Remove(db, row),
            db => Remove(db, Claimed()));

        public override Task<bool> AddForOwnerAsync() => AnyAsync(db =>
        {
            if (!IsRoot(type))
                db.Add(WithNewKey(world.Fresh(type)));
            return Task.CompletedTask;
        });

        private Task Attach(CoupleDb db, object known)
        {
            var stub = Rows.Copy(type, known);
            db.Attach(stub);
            if (changeable is not null)
                db.Entry(stub).Property(changeable.Name).CurrentValue = Rows.Other(changeable, stub);
            return Task.CompletedTask;
        }

        private Task Update(CoupleDb db, object known)
        {
            var stub = Rows.Copy(type, known);
            if (changeable is not null)
                Rows.Put(changeable, stub, Rows.Other(changeable, stub));
            db.Update(stub);
            return Task.CompletedTask;
        }

        private Task Remove(CoupleDb db, object known)
        {
            db.Remove(Rows.Copy(type, known));
            return Task.CompletedTask;
        }

        /// <summary>The row as the watcher would have it: everything outside its key says that it is theirs.</summary>
        private object Claimed()
        {
            var claimed = Rows.Copy(type, row);
            foreach (var property in type.GetProperties().Where(property => !property.IsPrimaryKey() && property.ClrType == typeof(PersonId)))
                Rows.Put(property, claimed, person);
            return claimed;
        }

        private object WithNewKey(object fresh)
        {
            foreach (var property in type.FindPrimaryKey()!.Properties.Where(property => !Names(property) && !property.IsForeignKey()))
            {
                if (property.ClrType == typeof(BehaviourKey))
                    Rows.Put(property, fresh, new BehaviourKey($"new.{Guid.NewGuid():N}"));
                else if (property.ClrType != typeof(int))
                    Rows.Put(property, fresh, property.ClrType == typeof(Guid) ? Guid.NewGuid() : Activator.CreateInstance(property.ClrType, Guid.NewGuid()));
            }

            return fresh;
        }

        /// <summary>
        /// Whether one of these ways changes anything in the database. Each is tried in a transaction that is taken back; one that
        /// changes nothing must have been refused by the guard, or have found nothing to begin with.
        /// </summary>
        private async Task<bool> AnyAsync(params Func<CoupleDb, Task>[] ways)
        {
            var any = false;
            foreach (var way in ways)
            {
                await using var db = await world.AsAsync(person);
                await using var transaction = await db.Database.BeginTransactionAsync();
                var before = await world.SnapshotAsync(db.Database.GetDbConnection());
                await way(db);
                var nothingToSave = !db.ChangeTracker.HasChanges();
                var failure = await Record.ExceptionAsync(() => db.SaveChangesAsync());
                var changed = before != await world.SnapshotAsync(db.Database.GetDbConnection());
                Assert.True(
                    changed || failure is OwnershipException || (failure is null && (nothingToSave || changeable is null)),
                    $"{typeof(T).Name} as {person}: nothing was changed, but only by luck: {failure}");
                any |= changed;
            }

            return any;
        }

        private bool IsRow(T other) => type.FindPrimaryKey()!.Properties.All(property => Equals(Rows.Get(property, other), Rows.Get(property, row)));

        private Expression<Func<T, bool>> ByKey()
        {
            var candidate = Expression.Parameter(typeof(T));
            var same = type.FindPrimaryKey()!.Properties.Select(property => Expression.Equal(
                Expression.MakeMemberAccess(candidate, (MemberInfo?)property.PropertyInfo ?? property.FieldInfo!),
                Expression.Constant(Rows.Get(property, row), property.ClrType)));
            return Expression.Lambda<Func<T, bool>>(same.Aggregate(Expression.AndAlso), candidate);
        }
    }
}
