namespace CoupleCheckin.App.Signals;

/// <summary>What changed.</summary>
public enum SignalKind
{
    /// <summary>A round of the couple.</summary>
    Round,

    /// <summary>Who is in the couple, or its open invitation.</summary>
    Couple,

    /// <summary>One's own answers, in another tab.</summary>
    MyAnswers,

    /// <summary>One's own session was ended.</summary>
    SessionEnded,

    /// <summary>One of the couple's own behaviours.</summary>
    OwnBehaviour,

    /// <summary>What one chose for oneself, in another tab.</summary>
    MyChoices,

    /// <summary>What stands beside opened answers: one was given anew, or some were talked about.</summary>
    Comparison,

    /// <summary>The couple's agreement, or what stands beside it.</summary>
    Agreement,

    /// <summary>One's own drafts for the agreement, in another tab.</summary>
    MyClauseDrafts,

    /// <summary>A talk of the couple.</summary>
    Talk,

    /// <summary>One's own notes in a talk, or a concern of one's own, in another tab.</summary>
    MyConcern,

    /// <summary>A repair plan of the couple.</summary>
    Repair,

    /// <summary>What one writes for oneself about a breach, or answers to the weekly questions, in another tab.</summary>
    MyRepair,

    /// <summary>A check-in of the couple, or what goes with it: its rhythm, what is taken along, the plot of both.</summary>
    CheckIn,

    /// <summary>One's own answers in a check-in, in another tab.</summary>
    MyCheckIn,
}

/// <summary>Something of yours changed. It never says what; whoever hears it reads again, as themselves.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Id">Which one.</param>
public readonly record struct Signal(SignalKind Kind, Guid Id);
