using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CoupleCheckin.Domain.Tests.Checklist;

/// <summary>
/// Three slices that were started together, one of them of a topic of one's own choice, and all that two people can do with them in any
/// order: answer, seal, take back, press, close, answer anew, take rows as talked about, wait, and leave in the middle.
/// </summary>
[Properties(Arbitrary = [typeof(AnyOrder)], MaxTest = 400)]
public sealed class PassTests
{
    private static readonly DateTimeOffset Start = new(2030, 5, 12, 18, 0, 0, TimeSpan.Zero);
    private static readonly PersonId Ann = PersonId.New();
    private static readonly PersonId Bo = PersonId.New();
    private static readonly PersonId[] Both = [Ann, Bo];

    public enum Act
    {
        Answer,
        Seal,
        TakeBack,
        Ready,
        Close,
        Revise,
        TakeAsTalkedAbout,
        Leave,
        LetTwoWeeksPass,
    }

    [Property]
    public void A_slice_is_open_exactly_when_both_pressed_in_that_slice(Steps steps) => Play(steps, world =>
        Assert.All(world.Slices, slice => Assert.Equal(Both.All(slice.Round.IsReady), slice.Round.IsRevealed)));

    [Property]
    public void Nobody_reads_anything_of_the_other_in_a_slice_that_is_not_open(Steps steps) => Play(steps, world =>
    {
        foreach (var slice in world.Slices.Where(slice => !slice.Round.IsRevealed))
        {
            Assert.Empty(slice.Revisions);
            Assert.Empty(slice.Talked);
        }
    });

    [Property]
    public void What_was_sealed_is_what_is_opened_whatever_was_tried_in_between(Steps steps) => Play(steps, world =>
    {
        foreach (var slice in world.Slices)
        {
            foreach (var person in Both.Where(slice.Round.HasSealed))
                Assert.Equal(slice.Round.CurrentSeal(person)!.Commit, Commit(slice.Sheets[person]));
        }
    });

    [Property]
    public void Answering_anew_never_touches_what_was_opened_and_only_adds(Steps steps)
    {
        var opened = new Dictionary<RoundId, (string Sheets, int Revisions)>();
        Play(steps, world =>
        {
            foreach (var slice in world.Slices.Where(slice => slice.Round.IsRevealed))
            {
                var sheets = string.Join('|', Both.Select(person => Convert.ToHexString(Commit(slice.Sheets[person]))));
                if (opened.TryGetValue(slice.Round.Id, out var before))
                {
                    Assert.Equal(before.Sheets, sheets);
                    Assert.True(slice.Revisions.Count >= before.Revisions);
                }

                opened[slice.Round.Id] = (sheets, slice.Revisions.Count);
            }
        });
    }

    [Property]
    public void Revisions_of_a_person_are_numbered_without_a_gap_and_the_last_one_stands(Steps steps) => Play(steps, world =>
    {
        foreach (var slice in world.Slices.Where(slice => slice.Round.IsRevealed))
        {
            foreach (var person in Both)
            {
                var mine = slice.Revisions.Where(revision => revision.Author == person).ToList();
                Assert.Equal(Enumerable.Range(1, mine.Count), mine.Select(revision => revision.Number));
                var expected = mine.Count == 0 ? slice.Sheets[person] : Zones[mine[^1].Blob[0]];
                Assert.Equal(expected, (person == Ann ? slice.Timeline.Mine : slice.Timeline.Partners).Openly);
            }
        }
    });

    [Property]
    public void What_happens_in_one_slice_changes_no_other(Steps steps)
    {
        var (world, now) = (World.New(), Start);
        foreach (var step in steps.All)
        {
            var others = world.Slices.Where((_, at) => at != step.Slice).Select(slice => slice.Everything).ToList();
            Take(world, step, ref now);
            Assert.Equal(others, world.Slices.Where((_, at) => at != step.Slice).Select(slice => slice.Everything));
        }
    }

    [Property]
    public void Of_the_topic_of_ones_own_choice_the_other_is_told_nothing_until_both_have_sealed(Steps steps) => Play(steps, world =>
    {
        var own = world.Slices[2].Round;
        Assert.Empty(own.WorkingOn);
        if (!Both.All(own.HasSealed))
            Assert.Equal((SheetState.NotStarted, SheetState.NotStarted), (own.ToldTo(Ann, Bo), own.ToldTo(Bo, Ann)));
    });

    [Property]
    public void After_somebody_left_nothing_is_added(Steps steps)
    {
        string? atLeaving = null;
        Play(steps, world =>
        {
            if (atLeaving is not null)
                Assert.Equal(atLeaving, string.Join('\n', world.Slices.Select(slice => slice.Everything)));
            else if (world.IsLeft)
                atLeaving = string.Join('\n', world.Slices.Select(slice => slice.Everything));
        });
    }

    [Fact]
    public void Of_the_passes_played_here_many_slices_are_opened_and_many_answers_are_given_anew()
    {
        var worlds = AnyOrder.Steps().Generator.Sample(400).Select(steps =>
        {
            var (world, now) = (World.New(), Start);
            foreach (var step in steps.All)
                Take(world, step, ref now);
            return world;
        }).ToList();

        Assert.True(worlds.Sum(world => world.Slices.Count(slice => slice.Round.IsRevealed)) > 50);
        Assert.True(worlds.Sum(world => world.Slices.Sum(slice => slice.Revisions.Count)) > 30);
        Assert.Contains(worlds, world => world.Slices.Any(slice => slice.Round.IsClosed(Start)));
    }

    private static readonly Zone?[] Zones = [null, Zone.WithinBounds, Zone.GrayZone, Zone.ClearlyObjectionable];

    /// <summary>A stand-in for the commitment that tells two answers apart.</summary>
    private static byte[] Commit(Zone? answer) => [.. new byte[31], (byte)Array.IndexOf(Zones, answer)];

    private static void Play(Steps steps, Action<World> check)
    {
        var (world, now) = (World.New(), Start);
        foreach (var step in steps.All)
        {
            Take(world, step, ref now);
            check(world);
        }
    }

    private static void Take(World world, Step step, ref DateTimeOffset now)
    {
        var (person, slice) = (step.ByAnn ? Ann : Bo, world.Slices[step.Slice]);
        now += step.Act == Act.LetTwoWeeksPass ? TimeSpan.FromDays(14) : TimeSpan.FromMinutes(1);

        // Leaving closes the couple; the use cases look at that before they ask the round.
        if (world.IsLeft)
            return;
        switch (step.Act)
        {
            case Act.Answer when slice.Round.CanAnswer(person, now):
                slice.Sheets[person] = Zones[step.Zone];
                slice.Round.ShowWorking(person, shown: true);
                break;
            case Act.Seal:
                slice.Round.SealBy(person, Commit(slice.Sheets[person]), now);
                break;
            case Act.TakeBack:
                slice.Round.TakeBack(person, now);
                break;
            case Act.Ready:
                slice.Round.PressReady(person, now);
                break;
            case Act.Close:
                slice.Round.Close(now);
                break;
            case Act.Revise when step.Zone > 0:
                var last = slice.Revisions.Count(revision => revision.Author == person);
                if (Revision.After(slice.Round, person, slice.Behaviour, last, now, _ => [(byte)step.Zone]) is { } revision)
                    slice.Revisions.Add(revision);
                break;
            case Act.TakeAsTalkedAbout:
                slice.Talked.AddRange(TalkedAbout.In(slice.Round, [slice.Behaviour]) ?? []);
                break;
            case Act.Leave:
                world.IsLeft = true;
                break;
        }
    }

    private sealed class Slice(Round round)
    {
        public Round Round => round;

        public BehaviourKey Behaviour => round.Behaviours[0];

        public Dictionary<PersonId, Zone?> Sheets { get; } = Both.ToDictionary(person => person, _ => (Zone?)null);

        public List<Revision> Revisions { get; } = [];

        public List<TalkedAbout> Talked { get; } = [];

        /// <summary>As Ann reads it.</summary>
        public Timeline Timeline => Timeline.Of(Behaviour, [
            .. Both.Select(person => new DatedAnswer(round.RevealedAt!.Value, person == Ann, new() { Openly = Sheets[person] }, IsRevision: false)),
            .. Revisions.Select(revision => new DatedAnswer(revision.At, revision.Author == Ann, new() { Openly = Zones[revision.Blob[0]] }, IsRevision: true)),
        ]);

        public string Everything => string.Join('|', [
            .. Both.Select(person => $"{Sheets[person]} {round.StateOf(person)} {round.IsReady(person)}"),
            $"{round.Version} {round.ClosedAt:O} {round.RevealedAt:O} {Revisions.Count} {Talked.Count} {round.WorkingOn.Count}",
        ]);
    }

    private sealed class World
    {
        public required IReadOnlyList<Slice> Slices { get; init; }

        public bool IsLeft { get; set; }

        public static World New()
        {
            var (couple, pass) = (CoupleId.New(), PassId.New());
            return new()
            {
                Slices =
                [
                    new(Round.Start(couple, [new("ex.meet-alone")], Start, pass)),
                    new(Round.Start(couple, [new("friend.late-talks")], Start, pass)),
                    new(Round.Start(couple, [new("sex.sexting")], Start, pass, Topic.Sexual)),
                ],
            };
        }
    }

    public sealed record Step(bool ByAnn, int Slice, Act Act, int Zone)
    {
        public override string ToString() => $"{(ByAnn ? "Ann" : "Bo")}: {Act} {Zone} in slice {Slice}";
    }

    public sealed record Steps(IReadOnlyList<Step> All)
    {
        public override string ToString() => string.Join(", ", All);
    }

    /// <summary>Steps of both in any order; sealing and readiness are common, so that many slices are opened.</summary>
    public static class AnyOrder
    {
        public static Arbitrary<Steps> Steps() => Arb.From(
            Step().ListOf().Select(steps => new Steps([.. steps])),
            steps => steps.All.Select((_, left) => new Steps([.. steps.All.Where((_, at) => at != left)])));

        private static Gen<Step> Step() =>
            from byAnn in Gen.Elements(true, false)
            from slice in Gen.Frequency((4, Gen.Constant(0)), (2, Gen.Constant(1)), (2, Gen.Constant(2)))
            from zone in Gen.Choose(0, 3)
            from act in Gen.Frequency(
                (4, Gen.Constant(Act.Answer)),
                (8, Gen.Constant(Act.Seal)),
                (8, Gen.Constant(Act.Ready)),
                (2, Gen.Constant(Act.TakeBack)),
                (6, Gen.Constant(Act.Revise)),
                (2, Gen.Constant(Act.TakeAsTalkedAbout)),
                (1, Gen.Constant(Act.LetTwoWeeksPass)),
                (1, Gen.Frequency((3, Gen.Constant(Act.Close)), (1, Gen.Constant(Act.Leave)))))
            select new Step(byAnn, slice, act, zone);
    }
}
