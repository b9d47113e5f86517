using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.Domain.Conversations;

/// <summary>
/// What one of the two does in a talk. It says what, and never who: that is whoever is signed in, or has the shared device in hand.
/// </summary>
public abstract record TalkAct
{
    private TalkAct()
    {
    }

    /// <summary>What it does to a talk.</summary>
    internal abstract TalkMove On(Talk talk, PersonId me, DateTimeOffset now);

    /// <summary>Says yes to a time on the table.</summary>
    public sealed record PickTime(DateTimeOffset Time) : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.PickTime(me, Time, now);
    }

    /// <summary>"Not now", with another time.</summary>
    public sealed record OfferTime(DateTimeOffset Time) : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.OfferTime(me, Time, now);
    }

    /// <summary>Takes the invitation back.</summary>
    public sealed record TakeBack : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.TakeBack(me, now);
    }

    /// <summary>Ready to move on from a stage.</summary>
    public sealed record PressReady(int Stage) : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.PressReady(me, Stage, now);
    }

    /// <summary>Not ready after all.</summary>
    public sealed record TakeBackReady(int Stage) : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.TakeBackReady(me, Stage, now);
    }

    /// <summary>Says something, or says it back.</summary>
    public sealed record Say(Guid Id, int Stage, string Text) : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.Say(me, Id, Stage, Text, now);
    }

    /// <summary>Answers what was said back.</summary>
    public sealed record Answer(Guid SaidBack, Heard Heard) : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.Answer(me, SaidBack, Heard, now);
    }

    /// <summary>Calls a break.</summary>
    public sealed record CallBreak(DateTimeOffset Until) : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.CallBreak(me, Until, now);
    }

    /// <summary>Is back.</summary>
    public sealed record ComeBack : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.ComeBack(me, now);
    }

    /// <summary>Sets a topic aside.</summary>
    public sealed record Park(Guid Id, string Text) : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.Park(me, Id, Text, now);
    }

    /// <summary>Crosses a parked topic off.</summary>
    public sealed record CrossOffTopic(Guid Id) : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.CrossOffTopic(me, Id);
    }

    /// <summary>Says what one will do.</summary>
    public sealed record Promise(Guid Id, string Text, DateOnly? By = null) : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.Promise(me, Id, Text, now, By);
    }

    /// <summary>Crosses off what one said one would do.</summary>
    public sealed record CrossOffAction(Guid Id) : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.CrossOffAction(me, Id);
    }

    /// <summary>Chooses what came of it.</summary>
    public sealed record Choose(TalkOutcome Outcome) : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.Choose(me, Outcome, now);
    }

    /// <summary>Ends the talk where it is.</summary>
    public sealed record Stop : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.Stop(me, now);
    }

    /// <summary>Goes on at one device.</summary>
    public sealed record ShareDevice : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.ShareDevice(me, now);
    }

    /// <summary>Goes on at two devices.</summary>
    public sealed record UseTwoDevices : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.UseTwoDevices(me);
    }

    /// <summary>Passes the shared device on, from whoever has it in hand.</summary>
    public sealed record Pass : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.IsBeingPassed ? new(talk, TalkStep.AlreadyTaken) : talk.Pass(talk.PartnerOf(me));
    }

    /// <summary>Has the shared device in hand.</summary>
    public sealed record TakeInHand : TalkAct
    {
        internal override TalkMove On(Talk talk, PersonId me, DateTimeOffset now) => talk.TakeInHand(me);
    }
}
