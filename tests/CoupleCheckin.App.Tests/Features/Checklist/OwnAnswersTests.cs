using System.Text;
using CoupleCheckin.App.Features;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Tests.Catalogue;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Checklist;

/// <summary>What somebody keeps for themselves in a round: the mirror, and the private form of the sheet.</summary>
public sealed class OwnAnswersTests
{
    private static readonly BehaviourKey First = Seeds.Catalogue.Starter[0];

    public static TheoryData<Engine> Here => Engines.Here;

    private static Task<SaveAnswerResult> KeepAsync(TwoPartners.Somebody who, RoundId round, Placement answer) =>
        who.RunAsync((SaveAnswer it) => it.RunAsync(round, First, Placement.Blank, answer, onlyForMe: true));

    private static Task<bool> MirrorAsync(TwoPartners.Somebody who, RoundId round, MirrorPlacement placement, BehaviourKey? behaviour = null) =>
        who.RunAsync((SaveMirror it) => it.RunAsync(round, behaviour ?? First, placement));

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_is_kept_for_oneself_is_for_the_partner_as_if_the_card_was_skipped(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        var heard = new List<Signal>();
        using var ear = await home.AsBo.RunAsync((Listen it) => it.RunAsync(heard.Add));
        Assert.Equal(SaveAnswerState.Saved, (await KeepAsync(home.AsAnn, round, new() { Openly = Zone.GrayZone, Note = "only-for-ann" })).State);
        Assert.True(await MirrorAsync(home.AsAnn, round, new(Zone.WithinBounds, Zone.ClearlyObjectionable)));
        Assert.Empty(heard);
        Assert.Equal(SheetState.NotStarted, (await home.AsBo.SeeAsync(round))!.Partners);

        await home.AsBo.AnswerAsync(round, new() { Openly = Zone.WithinBounds });
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            Assert.Equal(RoundStep.Taken, await who.SealAsync(round));
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            Assert.Equal(RoundStep.Taken, await who.ReadyAsync(round));

        var row = (await home.AsBo.CompareAsync(round))!.Comparison!.Rows.Single(row => row.Behaviour == First);
        Assert.Equal((Outcome.NotCompared, Placement.Blank), (row.Outcome, row.Partners));
        Assert.Equal("only-for-ann", (await home.AsAnn.SeeAsync(round))!.ForMyself[First].Note);
        Assert.Equal(Placement.Blank, (await home.AsBo.SeeAsync(round))!.ForMyself[First]);
        Assert.True((await home.AsAnn.RunAsync((OpenMirror it) => it.RunAsync(round)))!.Mirror[First].IsAsymmetric);
        Assert.Empty((await home.AsBo.RunAsync((OpenMirror it) => it.RunAsync(round)))!.Mirror.Placements);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_is_kept_for_oneself_lies_in_the_files_unreadable(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        await KeepAsync(home.AsAnn, round, new() { Openly = Zone.GrayZone, Note = "canary-only-for-ann" });
        foreach (var blob in await home.PeekAsync("SELECT \"Blob\" FROM \"DraftSheets\""))
            Assert.DoesNotContain("canary-only-for-ann", Encoding.UTF8.GetString((byte[])blob), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task The_mirror_is_looked_into_until_the_sheet_is_sealed_and_stays_readable_after(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        Assert.True(await MirrorAsync(home.AsAnn, round, new(Zone.WithinBounds, Zone.GrayZone)));
        Assert.False(await MirrorAsync(home.AsAnn, round, new(Zone.WithinBounds, Zone.GrayZone), new("ex.no-such-thing")));
        Assert.False(await MirrorAsync(home.AsStranger, round, new(Zone.WithinBounds, Zone.GrayZone)));
        await home.AsAnn.AnswerAsync(round, new() { Openly = Zone.WithinBounds });
        await home.AsAnn.SealAsync(round);

        Assert.False(await MirrorAsync(home.AsAnn, round, new(null, null)));
        var view = (await home.AsAnn.RunAsync((OpenMirror it) => it.RunAsync(round)))!;
        Assert.False(view.CanChange);
        Assert.Equal(First, Assert.Single(view.Asymmetries).Key);
        Assert.Equal(SheetState.Sealed, (await home.AsBo.SeeAsync(round))!.Partners);
        Assert.Null(await home.AsStranger.RunAsync((OpenMirror it) => it.RunAsync(round)));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task The_question_before_the_first_sheet_is_for_whoever_never_wrote_on_one(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        Assert.True((await home.AsAnn.SeeAsync(round))!.IsMyFirst);
        await home.AsAnn.AnswerAsync(round, new() { Openly = Zone.WithinBounds });
        Assert.False((await home.AsAnn.SeeAsync(round))!.IsMyFirst);
        Assert.True((await home.AsBo.SeeAsync(round))!.IsMyFirst);
        var topics = (await home.AsAnn.RunAsync((StartTopics it) => it.RunAsync([Topic.Friends], false)))!.Value;
        Assert.False((await home.AsAnn.SeeAsync(topics))!.IsMyFirst);
    }
}
