using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Checklist;
using static CoupleCheckin.App.Tests.Features.Agreements.Agreeing;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Agreements;

public sealed class AgreementTests
{
    private static readonly DateOnly Today = new(2026, 5, 12);

    public static TheoryData<Engine> Here => Engines.Here;

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Words_are_proposed_answered_and_signed_and_then_both_have_them(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var clause = await home.AsAnn.ProposeAsync(Line("We say so afterwards."));

        var bos = (await home.AsBo.AgreementAsync()).Open.Single();
        Assert.Equal((false, "We say so afterwards.", 1, true), (bos.IsMine, bos.Terms!.Line, bos.Round, bos.IsWhole));
        Assert.Equal(SignState.IsMine, await home.AsAnn.SignAsync(clause, 1));
        await home.AsBo.ProposeAsync(Line("We say so the day before."), clause, answers: 1);

        var anns = (await home.AsAnn.AgreementAsync()).Open.Single();
        Assert.Equal((2, 2, "We say so afterwards."), (anns.Number, anns.Round, anns.Before!.Line));
        Assert.Equal(
            [new(PieceKind.Same, "We say so "), new(PieceKind.Gone, "afterwards"), new(PieceKind.New, "the day before"), new(PieceKind.Same, ".")],
            anns.Compared.Single().Pieces);
        Assert.Equal(SignState.Overtaken, await home.AsAnn.SignAsync(clause, 1));
        Assert.Equal(SignState.InForce, await home.AsAnn.SignAsync(clause, 2));
        Assert.Equal(SignState.AlreadyTaken, await home.AsAnn.SignAsync(clause, 2));

        foreach (var who in new[] { home.AsAnn, home.AsBo })
        {
            var agreement = await who.AgreementAsync();
            var line = agreement.Clauses.Single();
            Assert.Equal((1, Today, true), (agreement.Number, agreement.Since, agreement.IsComplete));
            Assert.Equal((1, "We say so the day before.", true, Today), (line.Number, line.Terms!.Line, line.IsWhole, line.From));
            Assert.Empty(agreement.Open);
            var steps = (await who.ClauseAsync(clause))!.History;
            Assert.Equal([ProposalState.Agreed, ProposalState.Countered], steps.Select(step => step.State));
            Assert.All(steps, step => Assert.True(step.IsWhole));
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Why_somebody_wants_a_clause_is_theirs_alone_before_and_after_it_is_signed_and_when_they_leave(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var clause = await home.AsAnn.ProposeAsync(Line("We say so afterwards."));
        var (why, other) = (new OwnReason("It was lonely last year.", Weight.Deeply), new OwnReason("For peace.", null));
        var before = SealedJson.Write(await home.AsBo.ClauseAsync(clause));
        Assert.Equal(SaveOwnReasonState.Saved, await SaveAsync(home.AsAnn, clause, OwnReason.Empty, why));
        Assert.Equal(before, SealedJson.Write(await home.AsBo.ClauseAsync(clause)));
        Assert.Equal(SaveOwnReasonState.Saved, await SaveAsync(home.AsBo, clause, OwnReason.Empty, other));

        // Two tabs: each changed another part.
        Assert.Equal(SaveOwnReasonState.Saved, await SaveAsync(home.AsAnn, clause, why, why with { Matters = Weight.Some }));
        Assert.Equal(SaveOwnReasonState.Saved, await SaveAsync(home.AsAnn, clause, why, why with { Why = "It was lonely." }));
        Assert.Equal(SignState.InForce, await home.AsBo.SignAsync(clause, 1));

        Assert.Equal(new("It was lonely.", Weight.Some), (await home.AsAnn.ClauseAsync(clause))!.MyReason);
        Assert.Equal(other, (await home.AsBo.ClauseAsync(clause))!.MyReason);
        Assert.Equal(SaveOwnReasonState.NotFound, await SaveAsync(home.AsStranger, clause, OwnReason.Empty, why));
        Assert.Equal(SaveOwnReasonState.TooLong, await SaveAsync(home.AsAnn, clause, why, new(new string('a', OwnReason.MaxWhy + 1), null)));
        Assert.Equal(SaveOwnReasonState.Unreadable, await SaveAsync(home.AsAnn, clause, why, new("a\0b", null)));

        await home.AsBo.RunAsync((BeginAnew it) => it.RunAsync());
        Assert.Equal(2, await home.CountAsync("ClauseReasons"));
    }

    private static async Task<SaveOwnReasonState> SaveAsync(TwoPartners.Somebody who, ClauseId clause, OwnReason before, OwnReason after) =>
        (await who.RunAsync((SaveOwnReason it) => it.RunAsync(clause, before, after))).State;

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Declining_has_a_reason_and_the_same_change_rests_for_a_week(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var clause = await home.AsAnn.ProposeAsync(Line("We say so before."));
        Assert.Equal(ClauseStep.IsMine, await home.AsAnn.DeclineAsync(clause, 1));
        Assert.Equal(ClauseStep.Taken, await home.AsBo.DeclineAsync(clause, 1, "Can we talk first?"));

        var step = (await home.AsAnn.ClauseAsync(clause))!.History.Single();
        Assert.Equal((ProposalState.Declined, new DeclineReason(DeclineKind.NotYet, "Can we talk first?")), (step.State, step.Reason));
        var again = await home.AsAnn.TryProposeAsync(Line("we say so BEFORE"));
        Assert.Equal((ProposeState.CoolingOff, home.Clock.GetUtcNow() + Clause.CoolOff), (again.State, again.Again));
        Assert.Equal(ProposeState.CoolingOff, (await home.AsAnn.TryProposeAsync(Line("We say so before."), clause)).State);

        // Other words may come at once, and so may the same from the one who declined them.
        await home.AsAnn.ProposeAsync(Line("We say so when we can."), clause);
        Assert.Equal(ClauseStep.Taken, await home.AsAnn.WithdrawAsync(clause, 2));
        await home.AsBo.ProposeAsync(Line("We say so before."));
        home.Pass(Clause.CoolOff);
        await home.AsAnn.ProposeAsync(Line("We say so before."), clause);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_is_signed_for_a_later_day_is_shown_as_coming_until_that_day_and_named_by_what_began_last(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var clause = await home.AgreeAsync(Line("From next month on.") with { From = Today.AddDays(30) });
        await home.AgreeAsync(Line("From today on."));

        var before = await home.AsBo.AgreementAsync();
        Assert.Equal(["From today on."], before.Clauses.Select(line => line.Terms!.Line));
        Assert.Equal(2, before.Number);
        var coming = Assert.Single(before.Coming);
        Assert.Equal((clause, "From next month on.", Today.AddDays(30), true), (coming.Id, coming.Terms!.Line, coming.From, coming.IsWhole));
        Assert.Null((await home.AsBo.ClauseAsync(clause))!.Standing);

        home.Pass(TimeSpan.FromDays(30));
        var then = await home.AsBo.AgreementAsync();
        Assert.Empty(then.Coming);
        Assert.Equal(["From next month on.", "From today on."], then.Clauses.Select(line => line.Terms!.Line));
        Assert.Equal(1, then.Number);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_we_had_on_a_day_stays_what_we_had_on_that_day(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var first = await home.AgreeAsync(Line("Old words."));
        home.Pass(TimeSpan.FromDays(10));
        await home.AgreeAsync(Line("New words."), first);
        await home.AgreeAsync(Line("A trial.") with { Form = TermsForm.Trial, Until = Today.AddDays(20) });
        home.Pass(TimeSpan.FromDays(30));

        Assert.Empty((await home.AsBo.AgreementAsync(Today.AddDays(-1))).Clauses);
        Assert.Equal(["Old words."], Lines(await home.AsBo.AgreementAsync(Today.AddDays(9))));
        Assert.Equal(["New words.", "A trial."], Lines(await home.AsBo.AgreementAsync(Today.AddDays(10))));
        Assert.Equal(["New words.", "A trial."], Lines(await home.AsBo.AgreementAsync(Today.AddDays(20))));
        var now = await home.AsAnn.AgreementAsync();
        Assert.Equal(["New words."], Lines(now));
        Assert.Equal("A trial.", now.Over.Single().Terms!.Line);
        Assert.Equal([3, 2, 1], now.Versions.Select(version => version.Number));
        Assert.Equal([2, 1, 1], now.Versions.Select(version => version.ClauseNumber));

        static IEnumerable<string> Lines(AgreementView view) => view.Clauses.Select(line => line.Terms!.Line);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Ending_a_clause_needs_both(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var clause = await home.AgreeAsync(Line("A line."));
        await home.AsBo.ProposeAsync(new() { Form = TermsForm.Ending }, clause);

        Assert.Single((await home.AsAnn.AgreementAsync()).Clauses);
        Assert.Equal(SignState.IsMine, await home.AsBo.SignAsync(clause, 2));
        Assert.Equal(SignState.InForce, await home.AsAnn.SignAsync(clause, 2));
        Assert.Empty((await home.AsAnn.AgreementAsync()).Clauses);
        Assert.Equal(ProposeState.NotInForce, (await home.AsAnn.TryProposeAsync(new() { Form = TermsForm.Ending }, clause)).State);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_review_keeps_the_clause_readable_and_in_force(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var clause = await home.AsAnn.ProposeAsync(Line("A line.") with { ReviewOn = Today.AddDays(3) });
        Assert.Equal((false, true), (await DoorAsync(home.AsAnn), await DoorAsync(home.AsBo)) is var doors ? (doors.Item1.WordsWait, doors.Item2.WordsWait) : default);
        Assert.Equal(SignState.InForce, await home.AsBo.SignAsync(clause, 1));
        Assert.Equal(new(false, false), await DoorAsync(home.AsBo));
        Assert.Equal(ClauseStep.Taken, await home.AsBo.AskForReviewAsync(clause));

        Assert.True((await home.AsAnn.AgreementAsync()).Clauses.Single().IsUnderReview);
        Assert.Equal((false, true), (await home.AsAnn.ClauseAsync(clause)) is { } view ? (view.IAskedForReview, view.PartnerAskedForReview) : default);
        Assert.Equal(ClauseStep.AlreadyTaken, await home.AsAnn.AskForReviewAsync(clause, asked: false));
        Assert.Equal(ClauseStep.Taken, await home.AsBo.AskForReviewAsync(clause, asked: false));
        Assert.False((await home.AsAnn.AgreementAsync()).Clauses.Single().IsUnderReview);
        Assert.False((await home.AsAnn.AgreementAsync()).Clauses.Single().IsDue);
        home.Pass(TimeSpan.FromDays(3));
        Assert.True((await home.AsAnn.AgreementAsync()).Clauses.Single().IsDue);
        Assert.Equal(new(false, true), await DoorAsync(home.AsAnn));

        static Task<AgreementDoor> DoorAsync(TwoPartners.Somebody who) => who.RunAsync((LookAtDoor it) => it.RunAsync());
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Who_gives_in_neither_proposes_nor_signs_and_nothing_of_it_is_kept_or_told(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var watching = Line("We check each other's phones.") with { Form = TermsForm.Trial, Until = Today.AddDays(14) };

        var asked = await home.AsAnn.TryProposeAsync(watching);
        Assert.Equal(ProposeState.AsksFirst, asked.State);
        Assert.True(asked.ReachesFar!.Watches);
        Assert.Equal(ProposeState.AsksFirst, (await home.AsAnn.TryProposeAsync(watching, confirmed: new(Wish.GivingIn, false))).State);
        Assert.Equal(0, await home.CountAsync("Clauses"));
        Assert.Equal(TermsFlaw.WatchingNeedsAnEnd, (await home.AsAnn.TryProposeAsync(watching with { Form = TermsForm.Lasting })).Flaw);

        var clause = await home.AsAnn.ProposeAsync(watching);
        Assert.NotNull((await home.AsAnn.AgreementAsync()).Open.Single().ReachesFar);
        Assert.NotNull((await home.AsBo.AgreementAsync()).Open.Single().ReachesFar);
        var before = Views.AsJson(await home.AsAnn.AgreementAsync(), await home.AsAnn.ClauseAsync(clause));
        Assert.Equal(SignState.AsksFirst, await home.AsBo.SignAsync(clause, 1, Nothing));
        Assert.Equal(SignState.AsksFirst, await home.AsBo.SignAsync(clause, 1, new(Wish.GivingIn, true)));
        Assert.Equal(before, Views.AsJson(await home.AsAnn.AgreementAsync(), await home.AsAnn.ClauseAsync(clause)));
        Assert.Equal(SignState.InForce, await home.AsBo.SignAsync(clause, 1, new(Wish.Wanted, false)));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task One_side_only_is_confirmed_by_both(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var oneSided = Line("Ann says before she travels.") with { For = ForWhom.FirstSeat };

        Assert.Equal(ProposeState.AsksForOneSided, (await home.AsAnn.TryProposeAsync(oneSided)).State);
        var clause = await home.AsAnn.ProposeAsync(oneSided);
        Assert.Equal(SignState.AsksForOneSided, await home.AsBo.SignAsync(clause, 1, Nothing));
        Assert.Equal(SignState.InForce, await home.AsBo.SignAsync(clause, 1, new(Wish.Unanswered, OneSidedIsWanted: true)));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_trial_whose_end_has_passed_is_not_signed(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var clause = await home.AsAnn.ProposeAsync(Line("A trial.") with { Form = TermsForm.Trial, Until = Today.AddDays(2) });
        home.Pass(TimeSpan.FromDays(3));

        Assert.Equal(SignState.DatesPassed, await home.AsBo.SignAsync(clause, 1));
        Assert.Empty((await home.AsBo.AgreementAsync()).Versions);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_draft_never_arrives_and_two_tabs_keep_both(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var before = Views.AsJson(await home.AsBo.AgreementAsync());
        var draft = Guid.NewGuid();
        Assert.Equal(new(SaveDraftState.Saved, draft, 1), await SaveAsync(draft, "Mine", 0));
        Assert.Equal(new(SaveDraftState.Saved, draft, 2), await SaveAsync(draft, "Mine, longer", 1));
        var beside = await SaveAsync(draft, "From another tab", 1);
        Assert.Equal(SaveDraftState.KeptBeside, beside.State);

        Assert.Equal(before, Views.AsJson(await home.AsBo.AgreementAsync()));
        Assert.True((await home.AsAnn.AgreementAsync()).HasDrafts);
        var opened = (await home.AsAnn.RunAsync((OpenDraft it) => it.RunAsync(draft)))!;
        Assert.Equal(("Mine, longer", "From another tab"), (opened.Draft.Terms.Line, opened.Others.Single().Beginning));
        Assert.Null(await home.AsBo.RunAsync((OpenDraft it) => it.RunAsync(draft)));
        Assert.Equal(SaveDraftState.TooLong, (await SaveAsync(draft, new('x', Terms.MaxTextLength + 1), 2)).State);
        Assert.Equal(SaveDraftState.Unreadable, (await SaveAsync(draft, "\ud83d", 2)).State);

        var proposed = await home.AsAnn.RunAsync((Propose it) => it.RunAsync(draft, opened.Draft with { Terms = Line("Mine.") }, default));
        Assert.Equal(ProposeState.Proposed, proposed.State);
        Assert.Null(await home.AsAnn.RunAsync((OpenDraft it) => it.RunAsync(draft)));
        await home.AsAnn.RunAsync((DiscardDraft it) => it.RunAsync(beside.Id));
        Assert.False((await home.AsAnn.AgreementAsync()).HasDrafts);

        Task<SaveDraftResult> SaveAsync(Guid id, string line, long version) =>
            home.AsAnn.RunAsync((SaveDraft it) => it.RunAsync(id, new(DraftKind.Agreement, Line(line), null, null), version));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_draft_begins_with_what_stands_or_with_what_waits(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var clause = await home.AgreeAsync(Line("Standing."));
        var fromStanding = (await home.AsBo.RunAsync((OpenDraft it) => it.RunAsync(clause: clause)))!;
        Assert.Equal(("Standing.", (int?)null, false), (fromStanding.Draft.Terms.Line, fromStanding.Draft.Answers, fromStanding.AnswersPartner));

        await home.AsAnn.ProposeAsync(Line("Waiting."), clause);
        var fromOpen = (await home.AsBo.RunAsync((OpenDraft it) => it.RunAsync(clause: clause)))!;
        Assert.Equal(("Waiting.", (int?)2, true), (fromOpen.Draft.Terms.Line, fromOpen.Draft.Answers, fromOpen.AnswersPartner));
        Assert.Null(await home.AsStranger.RunAsync((OpenDraft it) => it.RunAsync(clause: clause)));
        var about = (await home.AsBo.RunAsync((OpenDraft it) => it.RunAsync(behaviour: "solo.celebrity-crush")))!;
        Assert.Equal("solo.celebrity-crush", about.Behaviour!.Key.Value);
        Assert.Null((await home.AsBo.RunAsync((OpenDraft it) => it.RunAsync(behaviour: "no such key")))!.Behaviour);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_boundary_and_a_request_belong_to_who_says_them(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        Assert.Equal(SayState.Said, (await SayAsync(home.AsAnn, StatementKind.Boundary, "I go home when a party turns into flirting.")).State);
        Assert.Equal(SayState.ReachesFar, (await SayAsync(home.AsBo, StatementKind.Request, "Please give me your password.")).State);
        Assert.Equal(SayState.Flawed, (await SayAsync(home.AsBo, StatementKind.Request, " ")).State);

        var said = (await home.AsBo.AgreementAsync()).Statements.Single();
        Assert.Equal((false, "I go home when a party turns into flirting."), (said.IsMine, said.Words));
        Assert.False(await home.AsBo.RunAsync((TakeBackStatement it) => it.RunAsync(said.Id, true)));
        Assert.True(await home.AsAnn.RunAsync((TakeBackStatement it) => it.RunAsync(said.Id, true)));
        Assert.Empty((await home.AsBo.AgreementAsync()).Statements);
        Assert.True(await home.AsAnn.RunAsync((TakeBackStatement it) => it.RunAsync(said.Id, false)));
        Assert.Equal(said.Words, (await home.AsBo.AgreementAsync()).Statements.Single().Words);

        static Task<SayResult> SayAsync(TwoPartners.Somebody who, StatementKind kind, string words) => who.RunAsync((Say it) => it.RunAsync(Guid.NewGuid(), kind, words));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Alone_one_drafts_and_nothing_is_proposed_or_said(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);

        Assert.Equal(ProposeState.Alone, (await home.AsAnn.TryProposeAsync(Line("A line."))).State);
        Assert.Equal(SayState.Alone, (await home.AsAnn.RunAsync((Say it) => it.RunAsync(Guid.NewGuid(), StatementKind.Request, "Please ask me."))).State);
        Assert.Null((await home.AsAnn.AgreementAsync()).Partner);
        Assert.Equal(0, await home.CountAsync("Clauses") + await home.CountAsync("Statements") + await home.CountAsync("SigningKeys"));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task When_one_leaves_on_the_way_both_read_on_and_nothing_is_added(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AsBo.GetPasswordAsync();
        var clause = await home.AgreeAsync(Line("A line."));
        await home.AsAnn.ProposeAsync(Line("Other words."), clause);
        Assert.True((await home.AsBo.RunAsync((LeaveCouple it) => it.RunAsync(home.AsBo.Password, TwoPartners.Home))).Opened);

        Assert.Equal(ProposeState.SpaceClosed, (await home.AsAnn.TryProposeAsync(Line("More."))).State);
        Assert.Equal(ClauseStep.SpaceClosed, await home.AsAnn.WithdrawAsync(clause, 2));
        Assert.Equal(ClauseStep.SpaceClosed, await home.AsAnn.AskForReviewAsync(clause));
        Assert.False(await home.AsAnn.RunAsync((SetZone it) => it.RunAsync("Europe/Zurich")));
        var anns = await home.AsAnn.AgreementAsync();
        Assert.Equal((true, "A line.", true), (anns.IsClosed, anns.Clauses.Single().Terms!.Line, anns.Clauses.Single().IsWhole));
        Assert.True((await home.AsAnn.ClauseAsync(clause))!.IsReadOnly);

        // Bo is alone in a new couple now, and finds the earlier agreement by one of its clauses.
        var bos = await home.AsBo.AgreementAsync();
        Assert.Empty(bos.Clauses);
        var earlier = (await home.AsBo.RunAsync((OpenAgreement it) => it.RunAsync(of: bos.Earlier.Single())))!;
        Assert.Equal((true, "A line.", true), (earlier.IsEarlier, earlier.Clauses.Single().Terms!.Line, earlier.Clauses.Single().IsWhole));
        Assert.Null(await home.AsBo.SignAsync(clause, 2));
        Assert.Null(await home.AsStranger.ClauseAsync(clause));
        Assert.Null(await home.AsStranger.RunAsync((OpenAgreement it) => it.RunAsync(of: clause)));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Days_begin_where_the_couple_lives(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);

        // In Auckland it is midday UTC plus twelve hours: the thirteenth begins a minute from now.
        await home.AsAnn.TryProposeAsync(Line("A line."), zone: "Pacific/Auckland");
        Assert.Equal(("Pacific/Auckland", Today), (await home.AsBo.AgreementAsync()) is { } before ? (before.Zone, before.Today) : default);
        home.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Today.AddDays(1), (await home.AsBo.AgreementAsync()).Today);
        var clause = (await home.AsBo.AgreementAsync()).Open.Single().Clause;
        Assert.Equal(SignState.InForce, await home.AsBo.SignAsync(clause, 1));
        Assert.Equal(Today.AddDays(1), (await home.AsBo.AgreementAsync()).Clauses.Single().From);

        // Flying to Los Angeles makes it yesterday there, and changes nothing of what was signed.
        Assert.True(await home.AsBo.RunAsync((SetZone it) => it.RunAsync("America/Los_Angeles")));
        Assert.False(await home.AsBo.RunAsync((SetZone it) => it.RunAsync("Nowhere/At_all")));
        Assert.Equal(Today, (await home.AsAnn.AgreementAsync()).Today);
        Assert.Empty((await home.AsAnn.AgreementAsync()).Clauses);
        Assert.Equal(Today.AddDays(1), (await home.AsAnn.AgreementAsync(Today.AddDays(1))).Clauses.Single().From);
        await home.AsAnn.ProposeAsync(Line("Other words."), clause);
        Assert.Equal(SignState.InForce, await home.AsBo.SignAsync(clause, 2));
        Assert.Equal(Today.AddDays(1), (await home.AsAnn.AgreementAsync()).Versions[0].From);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Fifty_private_steps_of_one_change_nothing_for_the_other(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var clause = await home.AgreeAsync(Line("A line."));
        await home.AsAnn.AgreementAsync();
        var before = Views.AsJson(await home.AsBo.AgreementAsync(), await home.AsBo.ClauseAsync(clause), await home.AsBo.RunAsync((OpenDraft it) => it.RunAsync(clause: clause)) is { } draft ? draft with { Id = default } : null);
        for (var step = 0; step < 50; step++)
            await home.AsAnn.RunAsync((SaveDraft it) => it.RunAsync(Guid.NewGuid(), new(DraftKind.Request, Line($"Draft {step}"), null, null), 0));
        Assert.Equal(before, Views.AsJson(await home.AsBo.AgreementAsync(), await home.AsBo.ClauseAsync(clause), await home.AsBo.RunAsync((OpenDraft it) => it.RunAsync(clause: clause)) is { } after ? after with { Id = default } : null));
    }
}
