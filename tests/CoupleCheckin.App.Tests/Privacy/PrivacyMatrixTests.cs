using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Catalogue;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;
using Microsoft.EntityFrameworkCore;
using AppEngine = CoupleCheckin.App.Storage.Engine;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Privacy;

public sealed class PrivacyMatrixTests
{
    private const string Accept = "COUPLECHECKIN_ACCEPT";

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Everybody_can_do_with_every_stored_thing_exactly_what_its_marker_says_and_the_document_says_the_same(Engine engine)
    {
        await using var world = await World.NewAsync(engine, revealed: false, closed: false);
        var cells = await PrivacyMatrix.TryAsync(engine);

        var wrong = from type in world.Types
                    from who in Watcher.All
                    let expected = PrivacyMatrix.Expected(type, who)
                    let found = cells[(type.ClrType.Name, who)]
                    where found != expected
                    select $"{type.ClrType.Name}, {who.Name}: expected {expected} (adds: {expected.AddForOwner}), found {found} (adds: {found.AddForOwner})";

        Assert.Equal(world.Types.Count * Watcher.All.Count, cells.Count);
        Assert.Equal("", string.Join('\n', wrong));
        await ApproveAsync(PrivacyDocument.Write(world.Types, cells, OfAccounts()));
    }

    [Fact]
    public void A_type_without_a_marker_or_with_two_is_not_stored()
    {
        Assert.Equal(Marker.Private, Markers.Of(typeof(DraftSheet)));
        Assert.Equal(Marker.Sealed, Markers.Of(typeof(OpenedSheet)));
        Assert.Equal(Marker.Shared, Markers.Of(typeof(Couple)));
        Assert.Throws<InvalidOperationException>(() => Markers.Of(typeof(NobodyKnowsWhose)));
        Assert.Throws<InvalidOperationException>(() => Markers.Of(typeof(PrivateAndShared)));

        Assert.Contains(nameof(NobodyKnowsWhose), Assert.Throws<InvalidOperationException>(() => new With<NobodyKnowsWhose>().Model).Message, StringComparison.Ordinal);
        Assert.Contains(nameof(PrivateAndShared), Assert.Throws<InvalidOperationException>(() => new With<PrivateAndShared>().Model).Message, StringComparison.Ordinal);
        Assert.NotNull(new With<DraftSheet>().Model);
    }

    [Fact]
    public void Every_stored_type_has_exactly_one_marker_and_what_belongs_to_an_account_is_private()
    {
        using var db = AppEngine.Sqlite("none.db").Couples(Viewer.Alone(default));
        Assert.All(db.Model.GetEntityTypes(), type => Markers.Of(type.ClrType));
        Assert.NotEmpty(OfAccounts());
        Assert.All(OfAccounts(), type => Assert.Equal(Marker.Private, Markers.Of(type)));
    }

    private static List<Type> OfAccounts()
    {
        using var accounts = AppEngine.Sqlite("none.db").Accounts();
        return [.. AccountsDb.Ours(accounts.Model)];
    }

    private static async Task ApproveAsync(string found)
    {
        var file = Path.Combine(Seeds.Root, "docs", "privacy.md");
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, found);
        }

        var approved = File.Exists(file) ? (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n") : "";
        Assert.True(
            approved == found,
            $"docs/privacy.md does not say what is so. Read what would change for the couple; if it is meant, run this test with {Accept}=1 and commit the file.\n\n{Difference(approved, found)}");
    }

    private static string Difference(string approved, string found)
    {
        var (before, now) = (approved.Split('\n'), found.Split('\n'));
        return string.Join('\n', before.Except(now).Select(line => $"- {line}").Concat(now.Except(before).Select(line => $"+ {line}")));
    }

    private sealed class NobodyKnowsWhose
    {
        public Guid Id { get; init; }
    }

    private sealed class PrivateAndShared : IPrivate, IShared
    {
        public PersonId Owner { get; init; }

        public CoupleId Couple { get; init; }
    }

    private sealed class With<T>() : CoupleDb(new DbContextOptionsBuilder<With<T>>().UseSqlite("Data Source=none.db").Options, Viewer.Alone(default)) where T : class
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<T>();
            base.OnModelCreating(modelBuilder);
        }
    }
}
