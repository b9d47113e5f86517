using CoupleCheckin.App.Features;
using CoupleCheckin.App.Features.CheckIns;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.App.Tests.Features.CheckIns;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Privacy;

/// <summary>Whatever one of the two does for themselves, the other sees the same bytes as before, hears nothing, and finds no row that is new.</summary>
public sealed class PartnerViewTests
{
    public static TheoryData<Engine> Here => Engines.Here;

    private static Task<TwoPartners> HomeAsync(Engine engine) => TwoPartners.PairedAsync(engine, services => services.AddSingleton<IPostbox>(new Postbox()));

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Fifty_private_acts_of_one_change_nothing_that_the_other_sees_hears_or_can_read(Engine engine)
    {
        await using var home = await HomeAsync(engine);
        var life = new PrivateLife(home);
        await life.ShareAsync();
        var (bos, strangers) = (new List<Signal>(), new List<Signal>());
        using var bo = await home.AsBo.RunAsync((Listen it) => it.RunAsync(bos.Add));
        using var stranger = await home.AsStranger.RunAsync((Listen it) => it.RunAsync(strangers.Add));
        var (seen, rows) = (await life.SeenByBoAsync(), await RowsOfBoAsync(home));

        var acts = life.OfAnn().ToList();
        Assert.True(acts.Count >= 50, $"There are {acts.Count} acts.");
        foreach (var (what, act) in acts)
        {
            await act();
            Assert.True(bos.Count == 0, $"Bo heard something when Ann {what}.");
        }

        var after = await life.SeenByBoAsync();
        Assert.All(seen, view => Assert.True(view.Value == after[view.Key], $"Bo sees another thing: {view.Key}."));
        Assert.Equal(rows, await RowsOfBoAsync(home));
        Assert.Empty(bos);
        Assert.Empty(strangers);
    }

    /// <summary>Each act really does something, or there would be nothing to notice.</summary>
    [Theory]
    [MemberData(nameof(Here))]
    public async Task Something_that_is_meant_for_both_is_noticed(Engine engine)
    {
        await using var home = await HomeAsync(engine);
        var life = new PrivateLife(home);
        await life.ShareAsync();
        var (seen, rows) = (await life.SeenByBoAsync(), await RowsOfBoAsync(home));

        await home.AsAnn.RunAsync((App.Features.Couples.Rename it) => it.RunAsync("Anna"));

        var after = await life.SeenByBoAsync();
        Assert.NotEqual(seen["the couple"], after["the couple"]);
        Assert.NotEqual(rows, await RowsOfBoAsync(home));
    }

    /// <summary>Every row of every stored type that Bo's own context can read.</summary>
    private static async Task<string> RowsOfBoAsync(TwoPartners home)
    {
        await using var space = await home.AsBo.OpenSpaceAsync();
        var all = new List<string>();
        foreach (var type in space.Db.Model.GetEntityTypes().OrderBy(type => type.ClrType.Name, StringComparer.Ordinal))
        {
            var rows = (Task<List<string>>)typeof(PartnerViewTests).GetMethod(nameof(RowsAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(type.ClrType).Invoke(null, [space.Db, type])!;
            all.AddRange((await rows).Order(StringComparer.Ordinal).Select(row => $"{type.ClrType.Name}: {row}"));
        }

        return string.Join('\n', all);
    }

    private static async Task<List<string>> RowsAsync<T>(DbContext db, IEntityType type) where T : class =>
        [.. (await db.Set<T>().AsNoTracking().ToListAsync()).Select(row => string.Join('|', type.GetProperties().Select(property => Text(Rows.Get(property, row)))))];

    private static string Text(object? value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        System.Collections.IEnumerable and not string => string.Join(' ', ((System.Collections.IEnumerable)value).Cast<object>()),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };
}
