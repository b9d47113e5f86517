using CoupleCheckin.App.Features.Concerns;
using CoupleCheckin.App.Features.Conversations;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.App.Tests.Features.Conversations;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Conversations;

namespace CoupleCheckin.App.Tests.Features.Concerns;

public sealed class ConcernTests
{
    public static TheoryData<Engine> Here => Engines.Here;

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_draft_is_there_again_for_its_author_and_for_nobody_else(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var id = ConcernId.New();
        await home.AsAnn.WriteAsync(id, Talking.AConcern(home));

        Assert.Equal("I felt left out.", (await home.AsAnn.RunAsync((OpenConcern it) => it.RunAsync(id))).Concern.Felt);
        Assert.Equal(Concern.Empty, (await home.AsBo.RunAsync((OpenConcern it) => it.RunAsync(id))).Concern);
        Assert.Single(await home.AsAnn.RunAsync((ListConcerns it) => it.RunAsync()));
        Assert.Empty(await home.AsBo.RunAsync((ListConcerns it) => it.RunAsync()));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Where_no_talk_came_of_an_invitation_it_can_be_written_on_and_sent_anew_and_before_that_not(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var id = ConcernId.New();
        var concern = Talking.AConcern(home);
        await home.AsAnn.WriteAsync(id, concern);
        var talk = (await home.AsAnn.SendAsync(id)).Talk!.Value;
        await home.AsAnn.RunAsync((WriteOnConcern it) => it.RunAsync(id));
        Assert.Equal(ConcernStanding.Invited, (await OpenAsync()).Standing);

        Assert.Equal(TalkStep.Taken, await home.AsAnn.DoAsync(talk, new TalkAct.TakeBack()));
        Assert.Equal(ConcernStanding.Over, (await OpenAsync()).Standing);
        Assert.True((await home.AsAnn.WriteAsync(id, concern with { Felt = "Left out, and curious." }, concern)).IsSent);
        await home.AsAnn.RunAsync((WriteOnConcern it) => it.RunAsync(id));
        Assert.Equal(ConcernStanding.Draft, (await OpenAsync()).Standing);
        Assert.False((await home.AsAnn.WriteAsync(id, concern with { Felt = "Left out, and curious." }, concern)).IsSent);

        var again = (await home.AsAnn.SendAsync(id)).Talk!.Value;
        Assert.NotEqual(talk, again);
        await home.MoveOnAsync(again);
        Assert.Equal("Left out, and curious.", (await home.AsAnn.OpenTalkAsync(again))!.Talk.Opening!.Felt);
        Assert.Equal(ConcernStanding.Begun, (await OpenAsync()).Standing);
        await home.AsAnn.RunAsync((WriteOnConcern it) => it.RunAsync(id));
        Assert.Equal(again, (await OpenAsync()).Concern.Talk);

        Task<ConcernView> OpenAsync() => home.AsAnn.RunAsync((OpenConcern it) => it.RunAsync(id));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task The_text_opens_for_the_other_when_both_were_ready_and_not_before(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var talk = await home.AsAnn.RaiseAsync(Talking.AConcern(home));

        var invited = (await home.AsBo.OpenTalkAsync(talk))!;
        Assert.Null(invited.Talk.Opening);
        Assert.Equal(Domain.Behaviours.Topic.Messaging, invited.Talk.Invitation.Topic);
        Assert.DoesNotContain("left out", Views.AsJson(invited), StringComparison.Ordinal);
        await home.AsAnn.ReadyAsync(talk);
        Assert.Null((await home.AsBo.OpenTalkAsync(talk))!.Talk.Opening);
        Assert.Null((await home.AsAnn.OpenTalkAsync(talk))!.Talk.Opening);

        // Bo is the second: the text waits for Ann's own page, which reads again by the signal.
        await home.AsBo.ReadyAsync(talk);
        Assert.Null((await home.AsBo.OpenTalkAsync(talk))!.Talk.Opening);
        Assert.NotNull((await home.AsAnn.OpenTalkAsync(talk))!.Talk.Opening);
        var opened = (await home.AsBo.OpenTalkAsync(talk))!;
        Assert.Equal("I felt left out.", opened.Talk.Opening!.Felt);
        Assert.DoesNotContain("the project", Views.AsJson(opened), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Where_the_author_lets_it_be_read_before_it_comes_with_the_invitation(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var talk = await home.AsAnn.RaiseAsync(Talking.AConcern(home, mayReadBefore: true));

        Assert.Equal("I felt left out.", (await home.AsBo.OpenTalkAsync(talk))!.Talk.Opening!.Felt);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task An_invitation_that_was_taken_back_and_one_that_ran_out_look_the_same_to_the_other(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var taken = await home.AsAnn.RaiseAsync(Talking.AConcern(home));
        var left = await home.AsAnn.RaiseAsync(Talking.AConcern(home));
        Assert.Equal(2, (await home.AsBo.TalksAsync()).Talks.Count);
        Assert.Equal(TalkStep.Taken, await home.AsAnn.DoAsync(taken, new TalkAct.TakeBack()));
        home.Pass(TimeSpan.FromDays(9));

        foreach (var talk in new[] { taken, left })
        {
            Assert.Null(await home.AsBo.OpenTalkAsync(talk));
            Assert.Null(await home.AsBo.DoAsync(talk, new TalkAct.PressReady(0)));
            Assert.NotNull(await home.AsAnn.OpenTalkAsync(talk));
        }

        Assert.Empty((await home.AsBo.TalksAsync()).Talks);
        Assert.All((await home.AsAnn.TalksAsync()).Talks, line => Assert.Equal(TalkStanding.Over, line.Standing));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_holds_in_general_waits_until_the_one_situation_is_finished(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var earlier = await home.AsBo.RaiseAsync(Talking.AConcern(home, lane: Lane.General));
        var specific = await home.AsAnn.RaiseAsync(Talking.AConcern(home));
        var general = ConcernId.New();
        await home.AsAnn.WriteAsync(general, Talking.AConcern(home, lane: Lane.General));

        Assert.Equal(SendConcernState.SpecificFirst, (await home.AsAnn.SendAsync(general)).State);
        Assert.Equal(StartTalkState.SpecificFirst, (await home.AsBo.StartTalkAsync("s.agree-1")).State);
        Assert.Equal(TalkStep.SpecificFirst, await home.AsBo.ReadyAsync(earlier));
        await home.MoveOnAsync(specific);
        Assert.Equal(TalkStep.Taken, await home.AsBo.DoAsync(specific, new TalkAct.Stop()));
        Assert.Equal(SendConcernState.Sent, (await home.AsAnn.SendAsync(general)).State);
        Assert.Equal(TalkStep.Taken, await home.AsBo.ReadyAsync(earlier));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Sending_it_twice_at_once_invites_once(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var id = ConcernId.New();
        await home.AsAnn.WriteAsync(id, Talking.AConcern(home));

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => home.AsAnn.SendAsync(id)));

        Assert.All(sent, result => Assert.Equal(SendConcernState.Sent, result.State));
        Assert.Single(sent.Select(result => result.Talk).Distinct());
        Assert.Single((await home.AsBo.TalksAsync()).Talks);
        Assert.True((await home.AsAnn.WriteAsync(id, Talking.AConcern(home) with { Saw = "later" })).IsSent);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_cannot_be_sent_says_why_and_stays_a_draft(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var concern = Talking.AConcern(home);
        Assert.Equal(SendConcernState.NotFound, (await home.AsAnn.SendAsync(ConcernId.New())).State);
        Assert.Equal(SendConcernState.Incomplete, await SendAsync(concern with { Lane = null }));
        Assert.Equal(SendConcernState.Incomplete, await SendAsync(concern with { Saw = " ", Felt = "" }));
        Assert.Equal(SendConcernState.WrongTimes, await SendAsync(concern with { Times = [] }));
        Assert.Equal(SendConcernState.WrongTimes, await SendAsync(concern with { Times = [home.Clock.GetUtcNow().AddHours(-1)] }));
        Assert.Equal(ConcernFlaw.TooLong, (await home.AsAnn.WriteAsync(ConcernId.New(), concern with { Saw = new('x', Concern.MaxPart + 1) })).Flaw);
        Assert.Equal(ConcernFlaw.Unreadable, (await home.AsAnn.WriteAsync(ConcernId.New(), concern with { Saw = "half \ud83d" })).Flaw);
        Assert.Empty((await home.AsBo.TalksAsync()).Talks);

        async Task<SendConcernState> SendAsync(Concern draft)
        {
            var id = ConcernId.New();
            await home.AsAnn.WriteAsync(id, draft);
            return (await home.AsAnn.SendAsync(id)).State;
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task By_oneself_one_can_prepare_and_not_send(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var id = ConcernId.New();
        await home.AsAnn.WriteAsync(id, Talking.AConcern(home));

        Assert.Equal(SendConcernState.Alone, (await home.AsAnn.SendAsync(id)).State);
        Assert.Equal(StartTalkState.Alone, (await home.AsAnn.StartTalkAsync()).State);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Two_tabs_on_one_draft_keep_what_each_of_them_changed(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var (id, first) = (ConcernId.New(), Talking.AConcern(home));
        await home.AsAnn.WriteAsync(id, first);

        await Task.WhenAll(
            home.AsAnn.WriteAsync(id, first with { Unsure = "I do not know why." }, first),
            home.AsAnn.WriteAsync(id, first with { WouldLike = "What was it like?" }, first),
            home.AsAnn.WriteAsync(id, first with { Felt = "I felt left out. Also sad." }, first));

        var kept = (await home.AsAnn.RunAsync((OpenConcern it) => it.RunAsync(id))).Concern;
        Assert.Equal(("I do not know why.", "What was it like?", "I felt left out. Also sad."), (kept.Unsure, kept.WouldLike, kept.Felt));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_hint_that_was_put_away_stays_away_for_its_author_only_and_comes_back_when_asked(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AsAnn.RunAsync((PutHintAway it) => it.RunAsync("A01"));
        await home.AsAnn.RunAsync((PutHintAway it) => it.RunAsync("no such rule"));

        Assert.Equal(["A01"], (await home.AsAnn.RunAsync((OpenConcern it) => it.RunAsync(ConcernId.New()))).PutAway);
        Assert.Empty((await home.AsBo.RunAsync((OpenConcern it) => it.RunAsync(ConcernId.New()))).PutAway);
        await home.AsAnn.RunAsync((PutHintAway it) => it.RunAsync(null));
        Assert.Empty((await home.AsAnn.RunAsync((OpenConcern it) => it.RunAsync(ConcernId.New()))).PutAway);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_draft_that_is_deleted_is_gone_and_what_was_opened_stays(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var talk = await home.AsAnn.RaiseAsync(Talking.AConcern(home, mayReadBefore: true));
        var concern = (await home.AsAnn.RunAsync((ListConcerns it) => it.RunAsync())).Single();

        await home.AsAnn.RunAsync((DeleteConcern it) => it.RunAsync(concern.Id));

        Assert.Empty(await home.AsAnn.RunAsync((ListConcerns it) => it.RunAsync()));
        Assert.NotNull((await home.AsBo.OpenTalkAsync(talk))!.Talk.Opening);
    }
}
