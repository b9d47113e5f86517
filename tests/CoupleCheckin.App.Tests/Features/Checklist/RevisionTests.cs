using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Tests.Catalogue;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Checklist;

public sealed class RevisionTests
{
    private static readonly BehaviourKey First = Seeds.Catalogue.Starter[0];

    public static TheoryData<Engine> Here => Engines.Here;

    private static Task<ReviseState> ReviseAsync(TwoPartners.Somebody who, Placement answer, BehaviourKey? behaviour = null) =>
        who.RunAsync((ReviseAnswer it) => it.RunAsync(behaviour ?? First, answer));

    private static Task<HistoryView?> HistoryAsync(TwoPartners.Somebody who, BehaviourKey? behaviour = null) =>
        who.RunAsync((OpenHistory it) => it.RunAsync(behaviour ?? First));

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Nobody_answers_anew_before_both_have_opened_theirs(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.SealedRoundAsync();
        await home.AsAnn.ReadyAsync(round);

        Assert.Equal(ReviseState.NotOpened, await ReviseAsync(home.AsAnn, new() { Openly = Zone.GrayZone }));
        Assert.Null(await HistoryAsync(home.AsAnn));
        Assert.Empty((await home.AsBo.RunAsync((OpenPicture it) => it.RunAsync())).Rows);
        Assert.False(await home.AsAnn.RunAsync((TakeAsTalkedAbout it) => it.RunAsync(round, [First])));
        Assert.Equal(0, await home.CountAsync("Revisions", "1 = 1"));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_new_answer_takes_the_place_of_the_old_one_which_stays_with_its_day_and_reason(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.RevealedRoundAsync();
        var opened = home.Clock.GetUtcNow();
        home.Pass(TimeSpan.FromDays(10));
        Assert.Equal(ReviseState.Saved, await ReviseAsync(home.AsAnn, new() { Openly = Zone.GrayZone, Note = "I thought about it on the train." }));
        home.Pass(TimeSpan.FromDays(10));
        Assert.Equal(ReviseState.Saved, await ReviseAsync(home.AsAnn, new() { Openly = Zone.ClearlyObjectionable }));

        foreach (var (who, isAnn) in new[] { (home.AsAnn, true), (home.AsBo, false) })
        {
            var timeline = (await HistoryAsync(who))!.Timeline;
            Assert.Equal(
                [(opened, false, ""), (opened.AddDays(10), true, "I thought about it on the train."), (opened.AddDays(20), true, "")],
                timeline.Answers.Where(answer => answer.IsMine == isAnn).Select(answer => (answer.At, answer.IsRevision, answer.IsRevision ? answer.Answer.Note : "")));
            Assert.Equal(Zone.ClearlyObjectionable, (isAnn ? timeline.Mine : timeline.Partners).Openly);
        }

        // The comparison is what was opened, and tells what came since.
        var compared = (await home.AsBo.CompareAsync(round))!;
        Assert.Equal(Zone.WithinBounds, compared.Comparison!.Rows.Single(row => row.Behaviour == First).Partners.Openly);
        Assert.Equal(Zone.ClearlyObjectionable, compared.Timelines[First].Partners.Openly);
        Assert.Equal(Zone.ClearlyObjectionable, Assert.Single((await home.AsBo.RunAsync((OpenPicture it) => it.RunAsync())).Rows).Partners.Openly);
        Assert.Null(await HistoryAsync(home.AsStranger));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task However_often_one_presses_at_once_one_answer_is_added(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.RevealedRoundAsync();
        home.Pass(TimeSpan.FromDays(1));
        var states = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ReviseAsync(home.AsAnn, new() { Openly = Zone.GrayZone }))
            .Concat(Enumerable.Range(0, 10).Select(_ => ReviseAsync(home.AsBo, new() { Openly = Zone.GrayZone }))));

        Assert.Equal(2, states.Count(state => state == ReviseState.Saved));
        Assert.Equal(18, states.Count(state => state == ReviseState.Unchanged));
        Assert.Equal(2, await home.CountAsync("Revisions", "1 = 1"));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Different_answers_at_once_are_all_kept_one_after_the_other(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.RevealedRoundAsync();
        home.Pass(TimeSpan.FromDays(1));
        var states = await Task.WhenAll(Enumerable.Range(0, 8).Select(at => ReviseAsync(home.AsAnn, new() { Openly = Zone.GrayZone, Note = $"reason {at}" })));

        Assert.All(states, state => Assert.Equal(ReviseState.Saved, state));
        Assert.Equal(8, (await HistoryAsync(home.AsBo))!.Timeline.Answers.Count(answer => answer.IsRevision));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_cannot_stand_is_answered_with_its_reason_and_nothing_is_added(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.RevealedRoundAsync();
        Assert.Equal(ReviseState.NotPlaced, await ReviseAsync(home.AsAnn, new() { Note = "hm" }));
        Assert.Equal(ReviseState.Unchanged, await ReviseAsync(home.AsAnn, new() { Openly = Zone.WithinBounds }));
        Assert.Equal(ReviseState.ReasonTooLong, await ReviseAsync(home.AsAnn, new() { Openly = Zone.GrayZone, Note = new('x', Placement.MaxNoteLength + 1) }));
        Assert.Equal(ReviseState.ReasonUnreadable, await ReviseAsync(home.AsAnn, new() { Openly = Zone.GrayZone, Note = "half \ud83d" }));
        Assert.Equal(ReviseState.NotOpened, await ReviseAsync(home.AsAnn, new() { Openly = Zone.GrayZone }, new("ex.no-such-thing")));
        Assert.Equal(ReviseState.NotOpened, await ReviseAsync(home.AsStranger, new() { Openly = Zone.GrayZone }));
        await home.AsBo.GetPasswordAsync();
        await home.AsBo.RunAsync((LeaveCouple it) => it.RunAsync(home.AsBo.Password, TwoPartners.Home));
        Assert.Equal(ReviseState.SpaceClosed, await ReviseAsync(home.AsAnn, new() { Openly = Zone.GrayZone }));
        Assert.False((await HistoryAsync(home.AsAnn))!.CanRevise);
        Assert.Equal(0, await home.CountAsync("Revisions", "1 = 1"));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_one_is_about_to_answer_anew_is_kept_for_oneself_until_it_is_added(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        Assert.Equal(SaveAnswerState.NotFound, (await KeepAsync(Placement.Blank, new() { Note = "too early" })).State);
        await home.RevealedRoundAsync();
        var typed = new Placement { Openly = Zone.GrayZone, Note = "because of the tr" };
        Assert.Equal(SaveAnswerState.Saved, (await KeepAsync(Placement.Blank, typed)).State);
        Assert.Equal(SaveAnswerState.NoteTooLong, (await KeepAsync(typed, typed with { Note = new('x', Placement.MaxNoteLength + 1) })).State);
        Assert.Equal(typed, (await HistoryAsync(home.AsAnn))!.Unsent);
        Assert.Equal(Placement.Blank, (await HistoryAsync(home.AsBo))!.Unsent);
        Assert.DoesNotContain((await HistoryAsync(home.AsBo))!.Timeline.Answers, answer => answer.IsRevision);
        Assert.Equal(ReviseState.Saved, await ReviseAsync(home.AsAnn, typed));
        Assert.Equal(Placement.Blank, (await HistoryAsync(home.AsAnn))!.Unsent);

        Task<SaveAnswerResult> KeepAsync(Placement before, Placement after) => home.AsAnn.RunAsync((KeepRevision it) => it.RunAsync(First, before, after));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task An_answer_that_was_moved_in_the_files_to_another_day_or_behaviour_is_not_shown(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.RevealedRoundAsync();
        Assert.Equal(ReviseState.Saved, await ReviseAsync(home.AsAnn, new() { Openly = Zone.GrayZone }));
        await Assert.ThrowsAnyAsync<Exception>(() => home.TamperAsync("UPDATE \"Revisions\" SET \"At\" = \"At\" + 1"));
        foreach (var trigger in engine == Engine.Sqlite ? new[] { "DROP TRIGGER \"Revisions_for_ever_changed\"" } : ["DROP TRIGGER \"Revisions_for_ever\" ON \"Revisions\""])
            await home.TamperAsync(trigger);

        Assert.Equal(1, await home.TamperAsync("UPDATE \"Revisions\" SET \"At\" = \"At\" + 1"));
        Assert.DoesNotContain((await HistoryAsync(home.AsBo))!.Timeline.Answers, answer => answer.IsRevision);
        Assert.Equal(1, await home.TamperAsync("UPDATE \"Revisions\" SET \"At\" = \"At\" - 1, \"Behaviour\" = @p0", Seeds.Catalogue.Starter[1].Value));
        Assert.DoesNotContain((await HistoryAsync(home.AsBo, Seeds.Catalogue.Starter[1]))!.Timeline.Answers, answer => answer.IsRevision);
        Assert.Equal(1, await home.TamperAsync("UPDATE \"Revisions\" SET \"Behaviour\" = @p0", First.Value));
        Assert.Contains((await HistoryAsync(home.AsBo))!.Timeline.Answers, answer => answer.IsRevision);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_was_talked_about_makes_room_for_both_and_says_neither_who_nor_when(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        for (var which = 0; which < 5; which++)
        {
            await home.AsAnn.AnswerAsync(round, new() { Openly = Zone.WithinBounds, Matters = (Weight)(4 - which) }, which);
            await home.AsBo.AnswerAsync(round, new() { Openly = Zone.GrayZone }, which);
        }

        foreach (var who in new[] { home.AsAnn, home.AsBo })
            await who.SealAsync(round);
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            await who.ReadyAsync(round);
        List<BehaviourKey> first = [.. (await home.AsAnn.CompareAsync(round))!.Comparison!.TalkFirst.Select(row => row.Behaviour)];

        var pressed = await Task.WhenAll(new[] { home.AsAnn, home.AsBo, home.AsAnn, home.AsBo }.Select(who => who.RunAsync((TakeAsTalkedAbout it) => it.RunAsync(round, first))));

        Assert.All(pressed, Assert.True);
        foreach (var who in new[] { home.AsAnn, home.AsBo })
        {
            var comparison = (await who.CompareAsync(round))!.Comparison!;
            Assert.Equal(first, comparison.TalkedAbout.Select(row => row.Behaviour));
            Assert.Equal(Seeds.Catalogue.Starter.Skip(3).Take(2), comparison.TalkFirst.Select(row => row.Behaviour));
        }

        Assert.Equal(3, await home.CountAsync("TalkedAbout", "1 = 1"));
        Assert.False(await home.AsStranger.RunAsync((TakeAsTalkedAbout it) => it.RunAsync(round, first)));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Answered_again_after_a_year_the_comparison_tells_what_stood_last_time(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var before = await home.RevealedRoundAsync();
        home.Pass(TimeSpan.FromDays(360));
        var round = (await home.AsAnn.RunAsync((StartAgain it) => it.RunAsync(before)))!.Value;
        await home.AsAnn.AnswerAsync(round, new() { Openly = Zone.GrayZone });
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            await who.SealAsync(round);
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            await who.ReadyAsync(round);

        var view = (await home.AsBo.CompareAsync(round))!;
        Assert.Equal(Zone.WithinBounds, view.Timelines[First].Before(view.RevealedAt, isMine: false).Openly);
        Assert.Equal(Zone.GrayZone, view.Timelines[First].Partners.Openly);
        Assert.Equal(Zone.ClearlyObjectionable, view.Timelines[First].Mine.Openly);
    }
}
