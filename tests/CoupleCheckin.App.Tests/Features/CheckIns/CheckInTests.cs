using CoupleCheckin.App.Features.CheckIns;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.App.Tests.Features.Conversations;
using CoupleCheckin.App.Tests.Features.Repair;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Prompts;

namespace CoupleCheckin.App.Tests.Features.CheckIns;

public sealed class CheckInTests
{
    public static TheoryData<Engine> Here => Engines.Here;

    /// <summary>Everything that somebody sees of the check-ins, as text.</summary>
    private static async Task<string> EverythingAsync(TwoPartners.Somebody who, RoundId id)
    {
        var view = (await who.OpenCheckInAsync(id))!;
        return string.Join('\n', view, string.Join(',', view.Sheet.Answers), view.Partners?.Answers.Count, string.Join(',', view.Questions), Views.AsJson(await who.LotAsync(), await who.WaitingAsync()))
            + Views.AsJson((await who.CheckInsAsync()).Going, (await who.CheckInsAsync()).Both, (await who.CheckInsAsync()).Own);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Both_answer_alone_seal_and_read_both_once_both_are_ready(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var id = await home.AsAnn.BeginAsync();
        Assert.Equal(id, await home.AsBo.BeginAsync());
        var asked = (await home.AsBo.OpenCheckInAsync(id))!.Questions;
        Assert.InRange(asked.Count, CheckInQuestions.Fewest, CheckInQuestions.Most);
        Assert.All(asked, question => Assert.NotNull(question.Text));

        await home.AsAnn.WriteAsync(id, "Ann's words", Ease.Mostly);
        Assert.Equal(RoundStep.Taken, await home.AsAnn.DoAsync(id, CheckInAct.Seal));
        Assert.Equal(SaveCheckInState.NotOpen, (await home.AsAnn.WriteAsync(id, "too late")).State);
        Assert.Equal(RoundStep.NotBothSealed, await home.AsAnn.DoAsync(id, CheckInAct.PressReady));
        Assert.Equal(RoundStep.Taken, await home.AsAnn.DoAsync(id, CheckInAct.TakeBack));
        await home.AsAnn.WriteAsync(id, "Ann's other words", Ease.Mostly);
        Assert.Equal(RoundStep.Taken, await home.AsAnn.DoAsync(id, CheckInAct.Seal));
        await home.AsBo.WriteAsync(id, "Bo's words", Ease.Partly);
        Assert.Equal(RoundStep.Taken, await home.AsBo.DoAsync(id, CheckInAct.Seal));
        Assert.Equal(RoundStep.PartnerHasSealed, await home.AsAnn.DoAsync(id, CheckInAct.TakeBack));

        Assert.Equal(RoundStep.Taken, await home.AsBo.DoAsync(id, CheckInAct.PressReady));
        Assert.Null((await home.AsAnn.OpenCheckInAsync(id))!.Partners);
        Assert.Null((await home.AsBo.OpenCheckInAsync(id))!.Partners);
        Assert.Equal(RoundStep.Taken, await home.AsAnn.DoAsync(id, CheckInAct.PressReady));
        Assert.Equal("Bo's words", (await home.AsAnn.OpenCheckInAsync(id))!.Partners![CheckInQuestions.Ease]);
        Assert.Equal("Ann's other words", (await home.AsBo.OpenCheckInAsync(id))!.Partners![CheckInQuestions.Ease]);

        Assert.Equal(RoundStep.Taken, await home.AsBo.DoAsync(id, CheckInAct.Finish));
        Assert.Empty((await home.AsAnn.CheckInsAsync()).Going);
        Assert.Equal(id, Assert.Single((await home.AsAnn.CheckInsAsync()).Past).Id);
        Assert.NotEqual(id, await home.AsAnn.BeginAsync());
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task While_a_repair_plan_is_open_one_question_is_of_repair_and_fits_its_stage(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var without = await home.AsAnn.BeginAsync();
        Assert.DoesNotContain(await FamiliesAsync(without), family => family == PromptFamily.Repair);
        await home.AsAnn.DoAsync(without, CheckInAct.Close);

        await home.OpenPlanAsync();
        Assert.Single(await FamiliesAsync(await home.AsBo.BeginAsync()), PromptFamily.Repair);

        async Task<IEnumerable<PromptFamily>> FamiliesAsync(RoundId id)
        {
            var asked = (await home.AsAnn.OpenCheckInAsync(id))!.Questions.Select(question => question.Key);
            return await home.AsNobody.RunAsync((PromptCatalogue catalogue) => Task.FromResult(asked.Select(key => catalogue.Find(key)!.Family)));
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Whatever_one_drafts_the_other_sees_the_same_bytes(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.OpenedCheckInAsync();
        home.Pass(TimeSpan.FromDays(7));
        var id = await home.AsAnn.BeginAsync();
        var before = await EverythingAsync(home.AsBo, id);
        var heard = 0;
        using var hook = await home.AsBo.RunAsync((App.Features.Listen it) => it.RunAsync(_ => Interlocked.Increment(ref heard)));
        for (var at = 0; at < 50; at++)
            Assert.Equal(SaveCheckInState.Saved, (await home.AsAnn.WriteAsync(id, $"Draft {at}", (Ease)(1 + (at % 5)))).State);
        await home.AsAnn.SharePlotAsync(true);
        await home.AsAnn.OpenCheckInAsync(id);
        await home.AsAnn.CheckInsAsync();
        Assert.Equal(before, await EverythingAsync(home.AsBo, id));
        Assert.Equal(0, heard);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task However_both_press_at_once_every_check_in_opens_and_none_twice(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        for (var time = 0; time < 8; time++)
        {
            var begun = await Task.WhenAll(home.AsAnn.TryBeginAsync(), home.AsBo.TryBeginAsync(), home.AsAnn.TryBeginAsync());
            var id = Assert.Single(begun.Distinct())!.Value;
            await Task.WhenAll(home.AsAnn.WriteAsync(id, "Ann", Ease.AtEase), home.AsBo.WriteAsync(id, "Bo", Ease.ALittle));
            await Task.WhenAll(home.AsAnn.DoAsync(id, CheckInAct.Seal), home.AsBo.DoAsync(id, CheckInAct.Seal), home.AsBo.DoAsync(id, CheckInAct.Seal));
            await Task.WhenAll(Enumerable.Range(0, 3).SelectMany(_ => new[] { home.AsAnn.DoAsync(id, CheckInAct.PressReady), home.AsBo.DoAsync(id, CheckInAct.PressReady) }));
            Assert.Equal("Bo", (await home.AsAnn.OpenCheckInAsync(id))!.Partners![CheckInQuestions.Ease]);
            Assert.Equal("Ann", (await home.AsBo.OpenCheckInAsync(id))!.Partners![CheckInQuestions.Ease]);
            Assert.Equal(2, await home.CountAsync("OpenedSheets", "\"Round\" = @p0", id.Value));
            var finished = await Task.WhenAll(home.AsAnn.DoAsync(id, CheckInAct.Finish), home.AsBo.DoAsync(id, CheckInAct.Finish));
            Assert.Equal([RoundStep.Taken, RoundStep.AlreadyTaken], finished.Select(step => step!.Value).Order());
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_check_in_and_a_round_of_behaviours_do_not_get_in_each_others_way(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.RevealedRoundAsync();
        var checkIn = await home.OpenedCheckInAsync();
        Assert.Equal(round, Assert.Single(await home.AsAnn.ListAsync()).Id);
        Assert.Null(await home.AsAnn.SeeAsync(checkIn));
        Assert.Null(await home.AsAnn.CompareAsync(checkIn));
        Assert.Null(await home.AsAnn.CloseAsync(checkIn));
        Assert.Null(await home.AsAnn.OpenCheckInAsync(round));
        Assert.Null(await home.AsAnn.DoAsync(round, CheckInAct.Close));
        Assert.NotNull((await home.AsAnn.CompareAsync(round))!.Comparison);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_stranger_finds_nothing_and_whoever_left_reads_what_was_opened_and_nothing_else(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var opened = await home.OpenedCheckInAsync();
        var open = await home.SealedCheckInAsync();
        Assert.Null(await home.AsStranger.OpenCheckInAsync(opened));
        Assert.Null(await home.AsStranger.DoAsync(open, CheckInAct.Close));
        Assert.Equal(SaveCheckInState.NotFound, (await home.AsStranger.RunAsync((SaveCheckIn it) => it.RunAsync(open, CheckInSheet.Empty, CheckInSheet.Empty with { Ease = Ease.Mostly }))).State);
        await home.AsBo.GetPasswordAsync();
        await home.AsBo.RunAsync((LeaveCouple it) => it.RunAsync(home.AsBo.Password, TwoPartners.Home));
        Assert.Equal("Ann's words", (await home.AsBo.OpenCheckInAsync(opened))!.Partners![CheckInQuestions.Ease]);
        Assert.Equal("Bo's words", (await home.AsAnn.OpenCheckInAsync(opened))!.Partners![CheckInQuestions.Ease]);
        Assert.Null((await home.AsAnn.OpenCheckInAsync(open))!.Partners);
        Assert.True((await home.AsAnn.OpenCheckInAsync(open))!.IsClosed);
        Assert.Null(await home.AsAnn.TryBeginAsync());
        Assert.Null(await home.AsAnn.TakeAlongAsync("Too late"));
        Assert.Empty(await home.AsAnn.WaitingAsync());

        // Also from a space of one's own, the one who left and the one who went on.
        await home.AsAnn.RunAsync((BeginAnew it) => it.RunAsync());
        foreach (var who in new[] { home.AsAnn, home.AsBo })
        {
            var line = Assert.Single((await who.CheckInsAsync()).Past);
            Assert.Equal((opened, true), (line.Id, line.IsEarlier));
        }

        Assert.Equal("Bo's words", (await home.AsAnn.OpenCheckInAsync(opened))!.Partners![CheckInQuestions.Ease]);
        Assert.Empty((await home.AsStranger.CheckInsAsync()).Past);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Earlier_ones_come_twelve_at_a_time_however_many_are_open(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        for (var held = 0; held < 13; held++)
            Assert.Equal(RoundStep.Taken, await home.AsAnn.DoAsync(await home.OpenedCheckInAsync(), CheckInAct.Finish));
        await home.OpenedCheckInAsync();

        var (first, whole) = (await home.AsBo.CheckInsAsync(), await home.AsBo.RunAsync((ListCheckIns it) => it.RunAsync(2)));
        Assert.Equal((12, true, 1), (first.Past.Count, first.HasMore, first.Going.Count));
        Assert.Equal((13, false), (whole.Past.Count, whole.HasMore));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Answers_that_somebody_exchanged_in_the_files_are_not_opened_and_not_shown(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var id = await home.SealedCheckInAsync();
        await home.AsBo.OpenCheckInAsync(id);
        await home.UnlockTableAsync("Seals");
        Assert.Equal(1, await home.TamperAsync("UPDATE \"Seals\" SET \"Commit\" = @p0 WHERE \"Round\" = @p1 AND \"Author\" = @p2", new byte[32], id.Value, home.AsAnn.Person.Value));
        await Assert.ThrowsAsync<SealMismatchException>(() => home.AsBo.DoAsync(id, CheckInAct.PressReady));
        await Assert.ThrowsAsync<SealMismatchException>(() => home.AsAnn.DoAsync(id, CheckInAct.PressReady));

        var other = await TwoPartnersOpenedAsync(home);
        await home.UnlockTableAsync("OpenedSheets");
        Assert.Equal(1, await home.TamperAsync("UPDATE \"OpenedSheets\" SET \"Blob\" = @p0 WHERE \"Round\" = @p1 AND \"Owner\" = @p2", new byte[500], other.Value, home.AsAnn.Person.Value));
        var seen = (await home.AsBo.OpenCheckInAsync(other))!;
        Assert.True(seen.IsRevealed);
        Assert.Null(seen.Partners);
    }

    private static async Task<RoundId> TwoPartnersOpenedAsync(TwoPartners home)
    {
        foreach (var line in (await home.AsAnn.CheckInsAsync()).Going)
            await home.AsAnn.DoAsync(line.Id, CheckInAct.Close);
        return await home.OpenedCheckInAsync();
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Bad_answers_are_refused_and_what_was_kept_stays(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var id = await home.AsAnn.BeginAsync();
        await home.AsAnn.WriteAsync(id, "Kept");
        Assert.Equal(SaveCheckInState.TooLong, (await home.AsAnn.WriteAsync(id, new('a', CheckInSheet.MaxAnswer + 1))).State);
        Assert.Equal(SaveCheckInState.Unreadable, (await home.AsAnn.WriteAsync(id, "\ud83d")).State);
        Assert.Equal(
            SaveCheckInState.NotFound,
            (await home.AsAnn.RunAsync((SaveCheckIn it) => it.RunAsync(id, CheckInSheet.Empty, CheckInSheet.Empty.With(new("other.question"), "Smuggled")))).State);
        Assert.Equal("Kept", (await home.AsAnn.OpenCheckInAsync(id))!.Sheet[CheckInQuestions.Ease]);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_a_talk_left_comes_first_and_either_says_what_becomes_of_it(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var talk = (await home.AsAnn.StartTalkAsync()).Talk!.Value;
        await home.MoveOnAsync(talk);
        Assert.Equal(TalkStep.Taken, await home.AsBo.DoAsync(talk, new TalkAct.Park(Guid.NewGuid(), "Exes")));
        for (var stage = (await home.AsAnn.OpenTalkAsync(talk))!.Talk; !stage.Stage.TakesActions; stage = (await home.AsAnn.OpenTalkAsync(talk))!.Talk)
            await home.MoveOnAsync(talk);
        Assert.Equal(TalkStep.Taken, await home.AsAnn.DoAsync(talk, new TalkAct.Promise(Guid.NewGuid(), "Cook on Friday")));
        await home.AsAnn.DoAsync(talk, new TalkAct.Stop());
        Assert.Equal(LotStep.Taken, await home.AsBo.TakeAlongAsync("Call the sitter"));

        var lot = await home.AsBo.LotAsync();
        Assert.Equal(["Call the sitter", "Cook on Friday", "Exes"], lot.Select(row => row.Text).Order());
        var cook = lot.Single(row => row.Text == "Cook on Friday");
        Assert.False(cook.IsMine);
        Assert.Equal(LotStep.Taken, await home.AsBo.SettleAsync(cook.Id, LotChoice.Keep));
        Assert.True((await home.AsAnn.LotAsync()).Single(row => row.Id == cook.Id).IsKept);
        await home.AsAnn.BeginAsync();
        Assert.False((await home.AsAnn.LotAsync()).Single(row => row.Id == cook.Id).IsKept);
        Assert.Equal(LotStep.Taken, await home.AsBo.SettleAsync(cook.Id, LotChoice.Done));
        Assert.Equal(LotStep.Taken, await home.AsBo.SettleAsync(lot.Single(row => row.Text == "Exes").Id, LotChoice.LetGo));
        Assert.Equal(LotStep.Taken, await home.AsAnn.SettleAsync(lot.Single(row => row.Text == "Call the sitter").Id, LotChoice.LetGo));
        Assert.Equal(LotStep.AlreadyTaken, await home.AsAnn.SettleAsync(cook.Id, LotChoice.Done));
        Assert.Empty(await home.AsAnn.LotAsync());
        var talks = await home.AsAnn.TalksAsync();
        Assert.Empty(talks.Actions);
        Assert.Empty(talks.Parked);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Today_says_what_waits_for_me_and_a_day_that_passed_leaves_nothing(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        Assert.Empty(await home.AsAnn.WaitingAsync());
        var today = DateOnly.FromDateTime(home.Clock.GetUtcNow().UtcDateTime);
        Assert.True(await home.AsBo.SetRhythmAsync(Pace.Weekly, today));
        Assert.Equal(Waiting.ToBegin, Assert.Single(await home.AsAnn.WaitingAsync()).What);
        home.Pass(TimeSpan.FromDays(3));
        Assert.Empty(await home.AsAnn.WaitingAsync());
        home.Pass(TimeSpan.FromDays(4));
        Assert.Equal(Waiting.ToBegin, Assert.Single(await home.AsAnn.WaitingAsync()).What);

        var id = await home.AsAnn.BeginAsync();
        Assert.Equal(new WaitingLine(id, false, Waiting.ToAnswer), Assert.Single(await home.AsBo.WaitingAsync()));
        await home.AsAnn.DoAsync(id, CheckInAct.Seal);
        Assert.Empty(await home.AsAnn.WaitingAsync());
        await home.AsBo.DoAsync(id, CheckInAct.Seal);
        Assert.Equal(Waiting.ToOpen, Assert.Single(await home.AsAnn.WaitingAsync()).What);
        await home.AsAnn.DoAsync(id, CheckInAct.PressReady);
        Assert.Empty(await home.AsAnn.WaitingAsync());
        await home.AsBo.DoAsync(id, CheckInAct.PressReady);
        Assert.Equal(Waiting.ToRead, Assert.Single(await home.AsAnn.WaitingAsync()).What);
        await home.AsBo.DoAsync(id, CheckInAct.Finish);
        Assert.Empty(await home.AsAnn.WaitingAsync());
        home.Pass(TimeSpan.FromDays(8));
        Assert.Equal(Waiting.ToBegin, Assert.Single(await home.AsBo.WaitingAsync()).What);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Each_has_a_picture_of_their_own_and_one_of_both_only_while_both_want_it(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.OpenedCheckInAsync(Ease.NotAtEase, Ease.AtEase);
        home.Pass(TimeSpan.FromDays(21));
        await home.OpenedCheckInAsync(Ease.Mostly, Ease.ALittle);
        home.Pass(TimeSpan.FromDays(7));
        var open = await home.AsAnn.BeginAsync();
        await home.AsAnn.WriteAsync(open, "Only a draft", Ease.Partly);

        Assert.Equal([Ease.NotAtEase, Ease.Mostly], (await home.AsAnn.CheckInsAsync()).Own.Select(point => point.Mine!.Value));
        Assert.Equal([Ease.AtEase, Ease.ALittle], (await home.AsBo.CheckInsAsync()).Own.Select(point => point.Mine!.Value));
        await home.AsAnn.SharePlotAsync(true);
        Assert.Null((await home.AsAnn.CheckInsAsync()).Both);
        Assert.Null((await home.AsBo.CheckInsAsync()).Both);
        await home.AsBo.SharePlotAsync(true);
        Assert.Equal([(Ease.AtEase, Ease.NotAtEase), (Ease.ALittle, Ease.Mostly)], (await home.AsBo.CheckInsAsync()).Both!.Select(point => (point.Mine!.Value, point.Partners!.Value)));
        await home.AsAnn.SharePlotAsync(false);
        Assert.Null((await home.AsBo.CheckInsAsync()).Both);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_card_is_drawn_without_a_trace_or_answered_by_both_like_a_check_in(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var cards = await home.AsAnn.RunAsync((ReadCards it) => it.RunAsync());
        Assert.NotEmpty(cards);
        Assert.Equal(0, await home.CountAsync("Rounds"));
        Assert.DoesNotContain(cards, card => card.IsOptIn || card.Depth == Domain.Prompts.PromptDepth.Deep);
        var id = (await home.AsAnn.TryBeginAsync(cards[0].Key))!.Value;
        Assert.Equal(id, await home.AsBo.TryBeginAsync(cards[0].Key));
        Assert.Null(await home.AsBo.TryBeginAsync(new("review.free-to-say")));
        Assert.NotEqual(id, await home.AsBo.BeginAsync());
        Assert.True((await home.AsBo.OpenCheckInAsync(id))!.IsCard);
        await home.AsAnn.DoAsync(id, CheckInAct.Seal);
        await home.AsBo.DoAsync(id, CheckInAct.Seal);
        await home.AsAnn.DoAsync(id, CheckInAct.PressReady);
        await home.AsBo.DoAsync(id, CheckInAct.PressReady);
        Assert.True((await home.AsAnn.OpenCheckInAsync(id))!.IsRevealed);
        Assert.Empty((await home.AsAnn.CheckInsAsync()).Own);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task By_oneself_one_begins_and_seals_and_it_waits(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var id = await home.AsAnn.BeginAsync();
        await home.AsAnn.WriteAsync(id, "Alone", Ease.Partly);
        Assert.Equal(RoundStep.Taken, await home.AsAnn.DoAsync(id, CheckInAct.Seal));
        Assert.Equal(RoundStep.NotBothSealed, await home.AsAnn.DoAsync(id, CheckInAct.PressReady));
        await home.PairAsync();
        Assert.Equal(RoundStep.Taken, await home.AsBo.DoAsync(id, CheckInAct.Seal));
        await home.AsAnn.DoAsync(id, CheckInAct.PressReady);
        await home.AsBo.DoAsync(id, CheckInAct.PressReady);
        Assert.Equal("Alone", (await home.AsBo.OpenCheckInAsync(id))!.Partners![CheckInQuestions.Ease]);
    }
}
