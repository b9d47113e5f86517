namespace CoupleCheckin.Domain.Conversations;

/// <summary>How a stage goes: it decides who may speak and what moves the floor.</summary>
public enum TalkMode
{
    /// <summary>Nothing is said yet: is this a good moment?</summary>
    Arriving,

    /// <summary>One has the floor and speaks; the other listens.</summary>
    Speaking,

    /// <summary>One says back what they heard; the other answers whether it was that.</summary>
    SayingBack,

    /// <summary>Short turns: one says, the other says back.</summary>
    Rounds,

    /// <summary>Both speak, as it comes.</summary>
    Free,
}

/// <summary>
/// One stage of a talk: a phase of its script, as it was when the talk was made. A talk ends with the stages it began with,
/// whatever becomes of the catalogue meanwhile.
/// </summary>
/// <param name="Phase">The key of the phase.</param>
/// <param name="Kind">What happens in it.</param>
/// <param name="Speaker">Who speaks.</param>
public sealed record TalkStage(string Phase, PhaseKind Kind, Speaker Speaker)
{
    /// <summary>How it goes.</summary>
    public TalkMode Mode => (Kind, Speaker) switch
    {
        (PhaseKind.Ready, _) => TalkMode.Arriving,
        (PhaseKind.Turns, _) or (PhaseKind.SayBack, Speaker.Both or Speaker.InTurns or Speaker.Nobody) => TalkMode.Rounds,
        (PhaseKind.SayBack, _) => TalkMode.SayingBack,
        (PhaseKind.Say or PhaseKind.Opening, Speaker.Opener or Speaker.Other) => TalkMode.Speaking,
        _ => TalkMode.Free,
    };

    /// <summary>Whether the floor passes after a "yes"; in rounds that are one's own, the same one goes on with the next bit.</summary>
    public bool PassesTheFloor => Mode == TalkMode.Rounds && Speaker is not (Speaker.Opener or Speaker.Other);

    /// <summary>Whether each says here what they will do.</summary>
    public bool TakesActions => Kind is PhaseKind.Actions or PhaseKind.Outcome or PhaseKind.Review or PhaseKind.Close or PhaseKind.Note;

    /// <summary>Whether each chooses here what came of it.</summary>
    public bool TakesOutcome => Kind is PhaseKind.Outcome or PhaseKind.Note;

    /// <summary>The stages of a talk by a script: it always begins with the question whether now is good, and ends with a line for each.</summary>
    public static IReadOnlyList<TalkStage> Of(ScriptCatalogue scripts, Script script)
    {
        var phases = scripts.StagesOf(script).ToList();
        if (phases.Count == 0 || phases[0].Kind != PhaseKind.Ready)
            phases.Insert(0, scripts.Before.First(phase => phase.Kind == PhaseKind.Ready));
        if (phases[^1].Kind != PhaseKind.Note)
            phases.Add(scripts.After.First(phase => phase.Kind == PhaseKind.Note));
        return [.. phases.Select(phase => new TalkStage(phase.Key.Value, phase.Kind, phase.Speaker))];
    }
}
