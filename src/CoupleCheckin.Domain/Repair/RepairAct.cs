using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.Domain.Repair;

/// <summary>What one of the two does in a repair plan. It says what, and never who: that is whoever is signed in.</summary>
public abstract record RepairAct
{
    private RepairAct()
    {
    }

    /// <summary>What it does to a plan.</summary>
    internal abstract RepairMove On(RepairPlan plan, PersonId me, DateTimeOffset now, DateOnly today);

    /// <summary>Says yes to opening it.</summary>
    public sealed record Agree : RepairAct
    {
        internal override RepairMove On(RepairPlan plan, PersonId me, DateTimeOffset now, DateOnly today) => plan.Agree(me, now);
    }

    /// <summary>"Not now".</summary>
    public sealed record PutOff : RepairAct
    {
        internal override RepairMove On(RepairPlan plan, PersonId me, DateTimeOffset now, DateOnly today) => plan.PutOff(me, now);
    }

    /// <summary>Takes back that one asked.</summary>
    public sealed record TakeBack : RepairAct
    {
        internal override RepairMove On(RepairPlan plan, PersonId me, DateTimeOffset now, DateOnly today) => plan.TakeBack(me, now);
    }

    /// <summary>Would like to be in another stage.</summary>
    public sealed record Wish(RepairStage From, RepairStage To) : RepairAct
    {
        internal override RepairMove On(RepairPlan plan, PersonId me, DateTimeOffset now, DateOnly today) => plan.Wish(me, From, To, now);
    }

    /// <summary>Would rather stay in this stage.</summary>
    public sealed record DropWish(RepairStage From) : RepairAct
    {
        internal override RepairMove On(RepairPlan plan, PersonId me, DateTimeOffset now, DateOnly today) => plan.DropWish(me, From);
    }

    /// <summary>Calls a pause.</summary>
    public sealed record Pause : RepairAct
    {
        internal override RepairMove On(RepairPlan plan, PersonId me, DateTimeOffset now, DateOnly today) => plan.Pause(now);
    }

    /// <summary>Would like to go on.</summary>
    public sealed record ComeBack : RepairAct
    {
        internal override RepairMove On(RepairPlan plan, PersonId me, DateTimeOffset now, DateOnly today) => plan.ComeBack(me);
    }

    /// <summary>Offers something oneself. Whether its words watch or restrict anybody is looked at before.</summary>
    /// <param name="Id">Given by the page.</param>
    /// <param name="Kind">Which kind.</param>
    /// <param name="Text">The words.</param>
    /// <param name="From">The first day.</param>
    /// <param name="Until">The last day.</param>
    /// <param name="Review">The day on which it is looked at again.</param>
    /// <param name="Taper">How it grows less.</param>
    public sealed record Offer(Guid Id, CommitmentKey Kind, string Text, DateOnly From, DateOnly Until, DateOnly Review, string Taper) : RepairAct
    {
        internal override RepairMove On(RepairPlan plan, PersonId me, DateTimeOffset now, DateOnly today) => plan.Offer(me, this, today);

        /// <summary>Nothing of what was written.</summary>
        public override string ToString() => "[offer]";
    }

    /// <summary>Says how it went with one's own commitment.</summary>
    public sealed record Report(Guid Id, CommitmentReport How) : RepairAct
    {
        internal override RepairMove On(RepairPlan plan, PersonId me, DateTimeOffset now, DateOnly today) => plan.Report(me, Id, How, today);
    }

    /// <summary>Ends one's own commitment.</summary>
    public sealed record End(Guid Id, string Note) : RepairAct
    {
        internal override RepairMove On(RepairPlan plan, PersonId me, DateTimeOffset now, DateOnly today) => plan.End(me, Id, Note, today);

        /// <summary>Nothing of what was written.</summary>
        public override string ToString() => "[end]";
    }

    /// <summary>Offers to go on with one's own commitment, or no longer; says yes to that of the other.</summary>
    public sealed record Renew(Guid Id, bool Wanted) : RepairAct
    {
        internal override RepairMove On(RepairPlan plan, PersonId me, DateTimeOffset now, DateOnly today) => plan.Renew(me, Id, Wanted, today);
    }

    /// <summary>Says how a commitment of the other landed.</summary>
    public sealed record Land(Guid Id, string Text) : RepairAct
    {
        internal override RepairMove On(RepairPlan plan, PersonId me, DateTimeOffset now, DateOnly today) => plan.Land(me, Id, Text);

        /// <summary>Nothing of what was written.</summary>
        public override string ToString() => "[landed]";
    }

    /// <summary>Shows one's line to the other, or no longer does.</summary>
    public sealed record ShowLine(bool Shows) : RepairAct
    {
        internal override RepairMove On(RepairPlan plan, PersonId me, DateTimeOffset now, DateOnly today) => plan.ShowLine(me, Shows);
    }

    /// <summary>Signs an ending.</summary>
    public sealed record Sign(RepairEnding Ending) : RepairAct
    {
        internal override RepairMove On(RepairPlan plan, PersonId me, DateTimeOffset now, DateOnly today) => plan.Sign(me, Ending, now, today);
    }

    /// <summary>Takes one's signature back.</summary>
    public sealed record Unsign : RepairAct
    {
        internal override RepairMove On(RepairPlan plan, PersonId me, DateTimeOffset now, DateOnly today) => plan.Unsign(me);
    }

    /// <summary>Would like to open a closed plan again.</summary>
    public sealed record Reopen : RepairAct
    {
        internal override RepairMove On(RepairPlan plan, PersonId me, DateTimeOffset now, DateOnly today) => plan.Reopen(me, now);
    }

    /// <summary>Would rather leave it closed.</summary>
    public sealed record DropReopen : RepairAct
    {
        internal override RepairMove On(RepairPlan plan, PersonId me, DateTimeOffset now, DateOnly today) => plan.DropReopen(me);
    }
}
