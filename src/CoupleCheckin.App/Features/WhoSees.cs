using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Features;

/// <summary>What the screens say about who can see them. It follows from the markers that the queries follow from.</summary>
public static class WhoSees
{
    /// <summary>One's own list of what is open.</summary>
    public static Audience Today => Of(typeof(DraftSheet));

    /// <summary>One's own answers in a round.</summary>
    public static Audience Answers => Of(typeof(OpenedSheet));

    /// <summary>What one answers for oneself, and one's own mirror.</summary>
    public static Audience OwnAnswers => Of(typeof(DraftSheet));

    /// <summary>Answers given anew after a reveal.</summary>
    public static Audience Revisions => Of(typeof(Revision));

    /// <summary>The comparison of a revealed round.</summary>
    public static Audience Comparison => Of(typeof(Round));

    /// <summary>The couple's own behaviours.</summary>
    public static Audience OwnBehaviours => Of(typeof(OwnBehaviour));

    /// <summary>What one chose for oneself.</summary>
    public static Audience OwnChoices => Of(typeof(OwnChoices));

    /// <summary>The agreement, its clauses and what was proposed.</summary>
    public static Audience Agreement => Of(typeof(Clause));

    /// <summary>Words for the agreement that one has not proposed yet.</summary>
    public static Audience ClauseDraft => Of(typeof(ClauseDraft));

    /// <summary>Why one wants a clause, and how much it matters.</summary>
    public static Audience OwnReason => Of(typeof(ClauseReason));

    /// <summary>A concern while it is a draft, and one's own notes in a talk.</summary>
    public static Audience Concern => Of(typeof(ConcernDraft));

    /// <summary>A talk.</summary>
    public static Audience Talk => Of(typeof(SealedTalk));

    /// <summary>A repair plan.</summary>
    public static Audience Repair => Of(typeof(SealedRepair));

    /// <summary>What one writes for oneself about a breach, and one's own line.</summary>
    public static Audience RepairNotes => Of(typeof(RepairDraft));

    /// <summary>The weekly questions of a repair plan.</summary>
    public static Audience Pulse => Of(typeof(OpenedPulse));

    /// <summary>One's own answers in a check-in until both opened it.</summary>
    public static Audience CheckInAnswers => Of(typeof(OpenedSheet));

    /// <summary>An opened check-in, its rhythm and what is taken along.</summary>
    public static Audience CheckIn => Of(typeof(CheckInRhythm));

    /// <summary>One's own answers over time.</summary>
    public static Audience OwnCheckIns => Of(typeof(CheckInDraft));

    /// <summary>Whether one would like a letter.</summary>
    public static Audience MailReminder => Of(typeof(MailReminder));

    private static Audience Of(Type stored) => Markers.Of(stored) switch
    {
        Marker.Private => Audience.OnlyMe,
        Marker.Sealed => Audience.BothOnceRevealed,
        Marker.Shared => Audience.Both,
    };
}
