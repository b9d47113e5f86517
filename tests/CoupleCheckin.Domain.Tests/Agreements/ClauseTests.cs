using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Couples;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CoupleCheckin.Domain.Tests.Agreements;

[Properties(Arbitrary = [typeof(Arbitraries)], MaxTest = 1_000)]
public sealed class ClauseTests
{
    private static readonly PersonId Ann = PersonId.New();
    private static readonly PersonId Bo = PersonId.New();
    private static readonly DateTimeOffset Start = new(2026, 2, 3, 18, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 2, 3);

    private readonly Clause clause = Clause.Begin(CoupleId.New());

    public enum Act
    {
        Propose,
        Counter,
        ProposeTrial,
        LeaveOpen,
        ProposeEnding,
        Sign,
        Decline,
        Withdraw,
        AskForReview,
        EndReview,
        Wait,
        ClockSetBack,
    }

    /// <summary>What one of the two presses, with the page before them as fresh or as old as it may be.</summary>
    public sealed record Step(Act Act, bool ByAnn, int Stale);

    public sealed record Steps(IReadOnlyList<Step> All);

    public static class Arbitraries
    {
        public static Arbitrary<Steps> Steps() => (
            from steps in (
                from act in Gen.Frequency((6, Gen.Elements(Act.Propose, Act.Counter, Act.Sign)), (2, Gen.Elements(Enum.GetValues<Act>())))
                from byAnn in Gen.Elements(true, false)
                from stale in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(1, 3)))
                select new Step(act, byAnn, stale)).ListOf()
            select new Steps([.. steps])).ToArbitrary();
    }

    [Property]
    public void Nothing_is_in_force_without_two_signatures_by_two_people(Steps steps) => Play(steps, (clause, _, _) =>
    {
        foreach (var proposal in clause.Proposals)
        {
            var signers = clause.Signatures.Where(signature => signature.Proposal == proposal.Number).Select(signature => signature.Author).ToList();
            Assert.Equal(signers.Count, signers.Distinct().Count());
            Assert.Contains(proposal.Author, signers);
            Assert.Equal(signers.Count == 2, clause.Versions.Any(version => version.Proposal == proposal.Number));
        }
    });

    [Property]
    public void No_proposal_is_lost_and_each_has_exactly_one_end(Steps steps)
    {
        var ever = new List<(int Number, PersonId Author, byte[] Words)>();
        Play(steps, (clause, _, _) =>
        {
            Assert.True(ever.TrueForAll(one => clause.Find(one.Number) is { } still && still.Author == one.Author && still.Words == one.Words));
            Assert.Equal(Enumerable.Range(1, clause.Proposals.Count), clause.Proposals.Select(proposal => proposal.Number));
            Assert.True(clause.Proposals.Count(proposal => clause.StateOf(proposal) == ProposalState.Open) <= 1);
            foreach (var proposal in clause.Proposals)
            {
                var ends = clause.Versions.Count(version => version.Proposal == proposal.Number) + clause.Closings.Count(closing => closing.Proposal == proposal.Number)
                    + clause.Proposals.Count(answer => answer.Answers == proposal.Number);
                Assert.Equal(clause.Open == proposal ? 0 : 1, ends);
            }

            ever = [.. clause.Proposals.Select(proposal => (proposal.Number, proposal.Author, proposal.Words))];
        });
    }

    [Property]
    public void Nobody_answers_their_own_words_and_nobody_takes_back_the_others(Steps steps) => Play(steps, (clause, _, _) =>
    {
        Assert.All(clause.Proposals.Where(proposal => proposal.Answers is not null), proposal => Assert.NotEqual(proposal.Author, clause.Find(proposal.Answers!.Value)!.Author));
        Assert.All(clause.Closings, closing => Assert.Equal(closing.How == ProposalState.Withdrawn, closing.Author == clause.Find(closing.Proposal)!.Author));
    });

    [Property]
    public void What_was_in_force_on_a_day_that_is_over_stays_so_for_ever(Steps steps) =>
        StaysAsItWas(new([.. steps.All.Where(step => step.Act != Act.ClockSetBack)]), (_, day) => day);

    [Property]
    public void A_clock_that_is_set_back_changes_nothing_before_the_last_signature(Steps steps) =>
        StaysAsItWas(steps, (clause, _) => clause.Latest?.SignedOn ?? DateOnly.MinValue);

    [Property]
    public void What_lapsed_comes_back_only_by_new_words_that_both_sign(Steps steps)
    {
        var lapsed = new HashSet<int>();
        Play(steps, (clause, _, day) =>
        {
            Assert.DoesNotContain(clause.InForceOn(day)?.Number ?? -1, lapsed.Where(number => clause.Versions.Single(version => version.Number == number).IsOverOn(day)));
            foreach (var version in clause.Versions.Where(version => version.IsOverOn(day)))
                lapsed.Add(version.Number);
            if (clause.Latest is { } latest && latest.From <= day && latest.IsOverOn(day))
                Assert.Null(clause.InForceOn(day));
        });
    }

    [Property]
    public void Nothing_begins_before_it_was_signed_and_versions_count_without_a_gap(Steps steps) => Play(steps, (clause, _, _) =>
    {
        Assert.All(clause.Versions, version => Assert.True(version.From >= version.SignedOn && !(version.Until < version.From)));
        Assert.Equal(Enumerable.Range(1, clause.Versions.Count), clause.Versions.Select(version => version.Number));
        Assert.True(clause.Versions.Zip(clause.Versions.Skip(1)).All(pair => pair.First.SignedOn <= pair.Second.SignedOn));
    });

    [Property]
    public void Every_step_that_is_taken_is_counted_and_no_other(Steps steps)
    {
        var (clause, now) = (Clause.Begin(CoupleId.New()), Start);
        foreach (var step in steps.All)
        {
            var (version, before) = (clause.Version, Counted(clause));
            var taken = Take(clause, step, ref now) == ClauseStep.Taken;
            Assert.Equal(version + (taken ? 1 : 0), clause.Version);
            Assert.Equal(taken, before != Counted(clause));
        }

        static (int, int, int, int, int) Counted(Clause clause) =>
            (clause.Proposals.Count, clause.Signatures.Count, clause.Closings.Count, clause.Versions.Count, clause.Reviews.Count);
    }

    [Fact]
    public void Both_sign_the_same_words_and_then_they_are_in_force()
    {
        Assert.Equal(ClauseStep.Taken, Propose(Ann));
        Assert.Null(clause.InForceOn(Day));

        Assert.Equal(ClauseStep.Taken, Sign(Bo, 1));
        Assert.Equal(1, clause.InForceOn(Day)!.Number);
        Assert.Null(clause.InForceOn(Day.AddDays(-1)));
        Assert.Null(clause.Open);
    }

    [Fact]
    public void Whoever_proposed_cannot_accept_answer_or_decline_it()
    {
        Propose(Ann);

        Assert.Equal(ClauseStep.IsMine, Sign(Ann, 1));
        Assert.Equal(ClauseStep.IsMine, Propose(Ann, answers: 1));
        Assert.Equal(ClauseStep.IsMine, clause.Decline(Ann, 1, [1], Start));
        Assert.Equal(ClauseStep.IsTheirs, clause.Withdraw(Bo, 1, Start));
    }

    [Fact]
    public void Of_two_who_answer_at_once_the_second_is_told()
    {
        Propose(Ann);
        Assert.Equal(ClauseStep.Taken, Propose(Bo, answers: 1));

        Assert.Equal(ClauseStep.IsMine, Propose(Bo, answers: 1));
        Assert.Equal(ClauseStep.Overtaken, Propose(Ann, answers: 1));
        Assert.Equal(ClauseStep.Overtaken, Propose(Ann));
        Assert.Equal(ClauseStep.Taken, Propose(Ann, answers: 2));
    }

    [Fact]
    public void Words_that_were_answered_cannot_be_signed_any_more()
    {
        Propose(Ann);
        Propose(Bo, answers: 1);

        Assert.Equal(ClauseStep.Overtaken, Sign(Bo, 1));
        Assert.Equal(ClauseStep.Taken, Sign(Ann, 2));
        Assert.Equal(ClauseStep.AlreadyTaken, Sign(Ann, 2));
        Assert.Single(clause.Versions);
    }

    [Fact]
    public void Declined_or_withdrawn_words_are_closed_and_can_be_followed_by_others()
    {
        Propose(Ann);
        Assert.Equal(ClauseStep.Taken, clause.Decline(Bo, 1, [1], Start));
        Assert.Equal(ClauseStep.Overtaken, Sign(Bo, 1));
        Assert.Equal(ClauseStep.Taken, Propose(Ann));
        Assert.Equal(ClauseStep.Taken, clause.Withdraw(Ann, 2, Start));
        Assert.Equal(ClauseStep.Overtaken, Sign(Bo, 2));
        Assert.Equal([ProposalState.Declined, ProposalState.Withdrawn], clause.Proposals.Select(clause.StateOf));
    }

    [Fact]
    public void A_trial_lapses_by_itself_after_its_last_day_and_brings_nothing_back()
    {
        Propose(Ann);
        Sign(Bo, 1);
        Propose(Bo, form: TermsForm.Trial);
        Sign(Ann, 2, until: Day.AddDays(10));

        Assert.Equal(2, clause.InForceOn(Day.AddDays(10))!.Number);
        Assert.Null(clause.InForceOn(Day.AddDays(11)));
    }

    [Fact]
    public void Words_that_begin_later_leave_the_earlier_ones_in_force_until_then()
    {
        Propose(Ann);
        Sign(Bo, 1);
        Propose(Bo);
        Sign(Ann, 2, from: Day.AddDays(5));

        Assert.Equal(1, clause.InForceOn(Day.AddDays(4))!.Number);
        Assert.Equal(2, clause.InForceOn(Day.AddDays(5))!.Number);
    }

    [Fact]
    public void Words_that_would_have_begun_earlier_begin_when_both_have_signed()
    {
        Propose(Ann);
        Sign(Bo, 1, from: Day.AddDays(-30));

        Assert.Equal(Day, clause.Latest!.From);
    }

    [Fact]
    public void A_trial_whose_end_has_passed_before_it_is_signed_is_not_signed()
    {
        Propose(Ann, form: TermsForm.Trial);

        Assert.Equal(ClauseStep.DatesPassed, Sign(Bo, 1, until: Day.AddDays(-1)));
        Assert.NotNull(clause.Open);
        Assert.Empty(clause.Versions);
    }

    [Fact]
    public void Ending_needs_both_and_something_that_is_in_force()
    {
        Assert.Equal(ClauseStep.NotInForce, Propose(Ann, form: TermsForm.Ending));
        Propose(Ann);
        Sign(Bo, 1);
        Assert.Equal(ClauseStep.Taken, Propose(Ann, form: TermsForm.Ending));
        Assert.NotNull(clause.InForceOn(Day));
        Assert.Equal(ClauseStep.IsMine, Sign(Ann, 2));
        Assert.Equal(ClauseStep.Taken, Sign(Bo, 2));
        Assert.Null(clause.InForceOn(Day));
        Assert.Equal(ClauseStep.NotInForce, Propose(Bo, form: TermsForm.Ending));
    }

    [Fact]
    public void A_review_leaves_the_words_in_force_and_ends_with_new_ones()
    {
        Assert.Equal(ClauseStep.NotInForce, clause.AskForReview(Ann, Day, Start));
        Propose(Ann);
        Sign(Bo, 1);
        Assert.Equal(ClauseStep.Taken, clause.AskForReview(Bo, Day, Start));
        Assert.Equal(ClauseStep.AlreadyTaken, clause.AskForReview(Bo, Day, Start));
        Assert.True(clause.IsUnderReview);
        Assert.NotNull(clause.InForceOn(Day));

        // A review during a counter: both go on, and the signature ends it.
        Propose(Ann);
        Propose(Bo, answers: 2);
        Assert.True(clause.IsUnderReview);
        Sign(Ann, 3);
        Assert.False(clause.IsUnderReview);
        Assert.Equal(ClauseStep.AlreadyTaken, clause.EndReview(Bo));
    }

    [Fact]
    public void Only_who_asked_takes_a_review_back()
    {
        Propose(Ann);
        Sign(Bo, 1);
        clause.AskForReview(Ann, Day, Start);

        Assert.Equal(ClauseStep.AlreadyTaken, clause.EndReview(Bo));
        Assert.True(clause.IsUnderReview);
        Assert.Equal(ClauseStep.Taken, clause.EndReview(Ann));
        Assert.False(clause.IsUnderReview);
    }

    private static void StaysAsItWas(Steps steps, Func<Clause, DateOnly, DateOnly> until)
    {
        var (seen, over) = (new Dictionary<DateOnly, int?>(), DateOnly.MinValue);
        Play(steps, (clause, _, day) =>
        {
            foreach (var (past, number) in seen)
                Assert.Equal(number, clause.InForceOn(past)?.Number);
            over = until(clause, day) > over ? until(clause, day) : over;
            for (var past = Day.AddDays(-3); past < over; past = past.AddDays(1))
                seen.TryAdd(past, clause.InForceOn(past)?.Number);
        });
    }

    private static void Play(Steps steps, Action<Clause, DateTimeOffset, DateOnly> check)
    {
        var (clause, now) = (Clause.Begin(CoupleId.New()), Start);
        foreach (var step in steps.All)
        {
            Take(clause, step, ref now);
            check(clause, now, DayOf(now));
        }
    }

    private static ClauseStep? Take(Clause clause, Step step, ref DateTimeOffset now)
    {
        var (person, day) = (step.ByAnn ? Ann : Bo, DayOf(now));
        var shown = clause.Proposals.Count - step.Stale;
        switch (step.Act)
        {
            case Act.Propose:
                return Propose(clause, person, null, TermsForm.Lasting, now);
            case Act.Counter:
                return Propose(clause, person, shown, TermsForm.Lasting, now);
            case Act.ProposeTrial:
                return Propose(clause, person, clause.Open?.Number, TermsForm.Trial, now);
            case Act.LeaveOpen:
                return Propose(clause, person, clause.Open?.Number, TermsForm.LeftOpen, now);
            case Act.ProposeEnding:
                return Propose(clause, person, clause.Open?.Number, TermsForm.Ending, now);
            case Act.Sign:
                var form = clause.Find(shown)?.Form;
                return Sign(clause, person, shown, now, day.AddDays((shown % 3 * 4) - 3), form is TermsForm.Trial or TermsForm.LeftOpen ? day.AddDays(7) : null);
            case Act.Decline:
                return clause.Decline(person, shown, [1], now);
            case Act.Withdraw:
                return clause.Withdraw(person, shown, now);
            case Act.AskForReview:
                return clause.AskForReview(person, day, now);
            case Act.EndReview:
                return clause.EndReview(person);
            case Act.Wait:
                now = now.AddDays(3);
                return null;
            default:
                now = now.AddDays(-2);
                return null;
        }
    }

    private static ClauseStep Propose(Clause clause, PersonId me, int? answers, TermsForm form, DateTimeOffset now) =>
        clause.Propose(me, answers, form, DayOf(now), now, number => ([(byte)number], [1]));

    private static ClauseStep Sign(Clause clause, PersonId me, int number, DateTimeOffset now, DateOnly from, DateOnly? until) =>
        clause.Sign(me, number, new(clause.Versions.Count + 1, 1, DayOf(now), from, until, null), now, (_, _) => [2]);

    private static DateOnly DayOf(DateTimeOffset now) => CivilDay.Of(now, TimeZoneInfo.Utc);

    private ClauseStep Propose(PersonId me, int? answers = null, TermsForm form = TermsForm.Lasting) => Propose(clause, me, answers, form, Start);

    private ClauseStep Sign(PersonId me, int number, DateOnly? from = null, DateOnly? until = null) => Sign(clause, me, number, Start, from ?? Day, until);
}
