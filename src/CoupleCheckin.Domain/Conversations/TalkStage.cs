namespace CoupleCheckin.Domain.Conversations;

/// <summary>What a stage is; it decides what the screen offers and who may speak.</summary>
public enum TalkStageKind
{
    /// <summary>Before the talk: is this a good moment? It begins when both are ready.</summary>
    Ready = 1,

    /// <summary>One has the floor and speaks; the other listens.</summary>
    Speak = 2,

    /// <summary>One says back what they heard; the other answers whether it was that.</summary>
    SayBack = 3,

    /// <summary>Turns: one says, the other says back, and after a "yes" the floor passes.</summary>
    Rounds = 4,

    /// <summary>Both say something, in any order.</summary>
    Both = 5,

    /// <summary>What each takes along: outcome, takeaways, actions.</summary>
    Close = 6,
}

/// <summary>Who speaks in a stage.</summary>
public enum Voice
{
    /// <summary>Whoever started the talk.</summary>
    Starter = 1,

    /// <summary>The other one.</summary>
    Other = 2,

    /// <summary>Both.</summary>
    Both = 3,
}

/// <summary>One stage of a talk, as it was when the talk was made: a talk ends with the stages it began with.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Voice">Who speaks in it.</param>
/// <param name="Phase">Which phase of the script it is, from 0; null for the first and the last stage, which every talk has.</param>
/// <param name="Minutes">About how long it takes; it advises and never ends anything.</param>
public sealed record TalkStage(TalkStageKind Kind, Voice Voice, int? Phase, int Minutes);
