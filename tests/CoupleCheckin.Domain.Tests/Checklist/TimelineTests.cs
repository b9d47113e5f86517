using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.Domain.Tests.Checklist;

public sealed class TimelineTests
{
    private static readonly DateTimeOffset May = new(2030, 5, 12, 18, 0, 0, TimeSpan.Zero);
    private static readonly BehaviourKey Key = new("ex.meet-alone");
    private static readonly Placement Within = new() { Openly = Zone.WithinBounds };
    private static readonly Placement Gray = new() { Openly = Zone.GrayZone };

    [Fact]
    public void The_last_answer_of_each_stands_and_all_earlier_ones_stay()
    {
        var timeline = Timeline.Of(Key, [
            new(May.AddDays(9), true, Gray, IsRevision: true), new(May, true, Within, IsRevision: false), new(May, false, Gray, IsRevision: false),
        ]);

        Assert.Equal((Gray, Gray), (timeline.Mine, timeline.Partners));
        Assert.Equal([May, May, May.AddDays(9)], timeline.Answers.Select(answer => answer.At));
    }

    [Fact]
    public void It_tells_what_stood_on_a_day()
    {
        var timeline = Timeline.Of(Key, [new(May, true, Within, IsRevision: false), new(May.AddDays(9), true, Gray, IsRevision: true)]);

        Assert.Equal(Placement.Blank, timeline.At(May.AddTicks(-1), isMine: true));
        Assert.Equal(Within, timeline.At(May.AddDays(9).AddTicks(-1), isMine: true));
        Assert.Equal(Gray, timeline.At(May.AddDays(9), isMine: true));
        Assert.Equal(Within, timeline.Before(May.AddDays(9), isMine: true));
        Assert.Equal(Placement.Blank, timeline.Before(May, isMine: true));
    }

    [Fact]
    public void What_was_left_blank_is_no_answer_and_takes_none_away()
    {
        var timeline = Timeline.Of(Key, [new(May, true, Within, IsRevision: false), new(May.AddDays(1), true, Placement.Blank, IsRevision: false)]);

        Assert.Equal(Within, timeline.Mine);
        Assert.Single(timeline.Answers);
    }

    [Fact]
    public void On_the_same_moment_what_was_answered_anew_comes_after_what_was_opened()
    {
        var timeline = Timeline.Of(Key, [new(May, true, Gray, IsRevision: true), new(May, true, Within, IsRevision: false)]);
        Assert.Equal(Gray, timeline.Mine);
    }

    [Fact]
    public void There_is_no_answer_anew_before_both_have_opened_theirs()
    {
        var (ann, bo) = (PersonId.New(), PersonId.New());
        var round = Round.Start(CoupleId.New(), [Key], May);
        round.SealBy(ann, new byte[32], May);
        round.SealBy(bo, new byte[32], May);
        round.PressReady(ann, May);
        Assert.Null(Revision.After(round, ann, Key, 0, May, _ => [1]));
        Assert.Null(TalkedAbout.In(round, [Key]));

        round.PressReady(bo, May);
        Assert.Equal(1, Revision.After(round, ann, Key, 0, May, _ => [1])!.Number);
        Assert.Null(Revision.After(round, ann, new("ex.other"), 0, May, _ => [1]));
        Assert.Null(Revision.After(round, PersonId.New(), Key, 0, May, _ => [1]));
        Assert.Equal(Key, Assert.Single(TalkedAbout.In(round, [Key, Key, new("ex.other")])!).Behaviour);
    }

    [Fact]
    public void A_mirror_tells_where_the_two_places_differ_and_nothing_where_one_is_blank()
    {
        BehaviourKey[] keys = [Key, new("ex.b"), new("ex.c"), new("ex.d")];
        var mirror = Mirror.Empty
            .With(keys[0], new(Zone.WithinBounds, Zone.GrayZone))
            .With(keys[1], new(Zone.GrayZone, Zone.GrayZone))
            .With(keys[2], new(Zone.GrayZone, null));

        Assert.Equal([keys[0]], mirror.Asymmetries(keys));
        Assert.Empty(mirror.With(keys[0], MirrorPlacement.Blank).Asymmetries(keys));
        Assert.Equal(MirrorPlacement.Blank, mirror[keys[3]]);
        Assert.Equal(("[mirror]", "[mirror]"), (mirror.ToString(), mirror[keys[0]].ToString()));
    }
}
