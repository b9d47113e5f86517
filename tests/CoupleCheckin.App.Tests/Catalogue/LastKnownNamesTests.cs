using CoupleCheckin.App.Catalogue;
using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using Microsoft.Extensions.DependencyInjection;

namespace CoupleCheckin.App.Tests.Catalogue;

public sealed class LastKnownNamesTests : IDisposable
{
    private static readonly BehaviourKey Coffee = new("work.coffee");

    private readonly string data = Directory.CreateTempSubdirectory("couple-checkin-names-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public void What_is_taken_out_of_the_catalogue_keeps_its_name()
    {
        Assert.Equal("Coffee with a colleague", new LastKnownNames(Of("Coffee with a colleague"), data).Find(Coffee));
        Assert.Equal("A coffee", new LastKnownNames(Of("A coffee"), data).Find(Coffee));
        Assert.Equal("A coffee", new LastKnownNames(new([], []), data).Find(Coffee));
        Assert.Null(new LastKnownNames(new([], []), data).Find(new("never.was")));
    }

    [Fact]
    public void A_file_that_cannot_be_read_or_written_stops_nothing()
    {
        File.WriteAllText(Path.Combine(data, "behaviour-names.json"), "{ not json");
        Assert.Equal("A coffee", new LastKnownNames(Of("A coffee"), data).Find(Coffee));
        Assert.Equal("A coffee", new LastKnownNames(Of("A coffee"), Path.Combine(data, "not-there")).Find(Coffee));
    }

    [Fact]
    public async Task An_old_round_shows_a_retired_behaviour_by_name_and_one_that_is_gone_by_the_name_it_had()
    {
        BehaviourKey[] keys = [new("work.coffee"), new("work.gone"), new("never.seen-here")];
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite, services =>
        {
            _ = new LastKnownNames(new([Behaviour("work.gone", "A walk after work")], []), data);
            var catalogue = new BehaviourCatalogue([Behaviour("work.coffee", "A coffee") with { Retired = true }, Behaviour("work.lunch", "Lunch")], []);
            services.AddSingleton(catalogue);
            services.AddSingleton(new LastKnownNames(catalogue, data));
        });
        await using (var space = await home.AsAnn.OpenSpaceAsync())
        {
            space.Db.Rounds.Add(Domain.Checklist.Round.Start(space.Us, keys, home.Clock.GetUtcNow()));
            await space.Db.SaveChangesAsync();
        }

        var round = await home.AsBo.SeeAsync((await home.AsBo.ListAsync()).Single().Id);
        Assert.Equal(["A coffee", "A walk after work", "Seen here"], round!.Cards.Select(card => card.Name));
        Assert.Null(await home.AsBo.RunAsync((StartRound it) => it.RunAsync(keys)));
        Assert.Equal("A walk after work", await home.AsBo.RunAsync((NameBehaviour it) => it.RunAsync(keys[1])));
        Assert.Null(await home.AsBo.RunAsync((NameBehaviour it) => it.RunAsync(keys[2])));
    }

    private static BehaviourCatalogue Of(string name) => new([Behaviour(Coffee.Value, name)], [Coffee]);

    private static Behaviour Behaviour(string key, string name) =>
        new(new(key), Topic.CoWorkers, name, "", "", "", "", [], Zone.GrayZone, new FidelityShifts(Zone.GrayZone, Zone.GrayZone, Zone.GrayZone));
}
