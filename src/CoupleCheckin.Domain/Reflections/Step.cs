using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Safety;

namespace CoupleCheckin.Domain.Reflections;

/// <summary>One step of an exercise: one screen, with one thing to do. The kinds are a closed family.</summary>
/// <param name="Key">Its name within the exercise; what was written under it keeps that name.</param>
/// <param name="Title">What it asks.</param>
public abstract record Step(string Key, string Title)
{
    /// <summary>What helps to begin.</summary>
    public string? Hint { get; init; }
}

/// <summary>Something with a name of its own inside a step: an option, a card, a station, a bar.</summary>
/// <param name="Key">Its name within the step.</param>
/// <param name="Text">What it says.</param>
public sealed record Part(string Key, string Text)
{
    /// <summary>What is said beside it.</summary>
    public string? Hint { get; init; }
}

/// <summary>A box to write in.</summary>
/// <param name="Key">Its name within the step.</param>
/// <param name="Text">What stands above it.</param>
public sealed record Box(string Key, string Text)
{
    /// <summary>What helps to begin.</summary>
    public string? Hint { get; init; }

    /// <summary>It takes a day.</summary>
    public bool IsDate { get; init; }
}

/// <summary>Something to choose.</summary>
/// <param name="Key">Its name within the step.</param>
/// <param name="Text">What it says.</param>
public sealed record Option(string Key, string Text)
{
    /// <summary>What is said once it is chosen.</summary>
    public string? Then { get; init; }

    /// <summary>Choosing it opens this gate in place, and that it was chosen is kept nowhere.</summary>
    public GateId? Gate { get; init; }
}

/// <summary>Words at both ends, and a place between them that is never a number.</summary>
/// <param name="Key">Its name within the step.</param>
/// <param name="Left">The words at the left end.</param>
/// <param name="Right">The words at the right end.</param>
public sealed record Slider(string Key, string Left, string Right);

/// <summary>Things to tick, under one title.</summary>
/// <param name="Key">Its name within the step.</param>
/// <param name="Title">What stands above it.</param>
/// <param name="Parts">What can be ticked.</param>
public sealed record TickList(string Key, string Title, IReadOnlyList<Part> Parts);

/// <summary>One box to write in, or several.</summary>
public sealed record TextStep(string Key, string Title, IReadOnlyList<Box> Boxes) : Step(Key, Title);

/// <summary>A few answers to choose from.</summary>
public sealed record ChoiceStep(string Key, string Title, IReadOnlyList<Option> Options) : Step(Key, Title)
{
    /// <summary>More than one may be chosen.</summary>
    public bool Many { get; init; }

    /// <summary>What stands above the box for something else, in one's own words; null where there is none.</summary>
    public string? Other { get; init; }

    /// <summary>What was chosen in the last entries stands beside it.</summary>
    public bool OverTime { get; init; }
}

/// <summary>Rows of one's own, as many as one likes.</summary>
/// <param name="Key">Its name within the exercise.</param>
/// <param name="Title">What it asks.</param>
/// <param name="Row">What a row is.</param>
/// <param name="Rows">How many rows stand there to begin with.</param>
public sealed record ListStep(string Key, string Title, string Row, int Rows) : Step(Key, Title);

/// <summary>Something about each row, or each card, of an earlier step: a box, a tick, or one of a few answers.</summary>
/// <param name="Key">Its name within the exercise.</param>
/// <param name="Title">What it asks.</param>
/// <param name="Of">The earlier step.</param>
public sealed record EachStep(string Key, string Title, string Of) : Step(Key, Title)
{
    /// <summary>What stands above the box of each row; null where there is none.</summary>
    public string? Box { get; init; }

    /// <summary>What a tick says; null where there is none.</summary>
    public string? Tick { get; init; }

    /// <summary>A tick opens this gate in place, and is kept nowhere.</summary>
    public GateId? Gate { get; init; }

    /// <summary>The answers to choose from; none where there is a box or a tick.</summary>
    public IReadOnlyList<Part> Answers { get; init; } = [];
}

/// <summary>Sliders with words at both ends.</summary>
public sealed record SlidersStep(string Key, string Title, IReadOnlyList<Slider> Sliders) : Step(Key, Title)
{
    /// <summary>They are drawn with the last entries, so that change is seen.</summary>
    public bool OverTime { get; init; }
}

/// <summary>Bars that are shared out by eye, without numbers.</summary>
/// <param name="Key">Its name within the exercise.</param>
/// <param name="Title">What it asks.</param>
/// <param name="Bars">What is shared out.</param>
/// <param name="Shares">Among whom.</param>
public sealed record BarsStep(string Key, string Title, IReadOnlyList<Part> Bars, IReadOnlyList<Part> Shares) : Step(Key, Title);

/// <summary>Two lists to tick, read back side by side and never added up.</summary>
public sealed record TwoListsStep(string Key, string Title, TickList Left, TickList Right) : Step(Key, Title);

/// <summary>Paths that fork from here, and the same few questions on each.</summary>
public sealed record PathsStep(string Key, string Title, IReadOnlyList<Part> Paths, IReadOnlyList<Part> Asks) : Step(Key, Title);

/// <summary>A loop of four stations, in the order in which one leads to the next.</summary>
public sealed record LoopStep(string Key, string Title, IReadOnlyList<Part> Stations) : Step(Key, Title)
{
    /// <summary>An earlier loop that is drawn facing it.</summary>
    public string? Facing { get; init; }
}

/// <summary>Cards to be put on piles. Either cards of its own, or behaviours of the catalogue.</summary>
public sealed record SortStep(string Key, string Title, IReadOnlyList<Part> Cards, IReadOnlyList<BehaviourKey> Behaviours, IReadOnlyList<Part> Piles) : Step(Key, Title)
{
    /// <summary>The piles are the three zones and “it depends”; it has no others.</summary>
    public bool Zones => Piles.Count == 0;
}

/// <summary>One thing to think about: a behaviour of the catalogue, or one's own words.</summary>
public sealed record PickStep(string Key, string Title, IReadOnlyList<BehaviourKey> Behaviours) : Step(Key, Title);

/// <summary>One's own words from earlier steps, side by side. Nothing is worked out of them.</summary>
public sealed record ReadBackStep(string Key, string Title, IReadOnlyList<string> Of) : Step(Key, Title);

/// <summary>A safety gate. Its answers are kept nowhere.</summary>
public sealed record GateStep(string Key, string Title, GateId Gate) : Step(Key, Title);
