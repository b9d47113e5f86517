using CoupleCheckin.Domain.Conversations;

namespace CoupleCheckin.Web.Features.Learn;

/// <summary>The words of the app for the parts of a script.</summary>
internal static class ScriptWords
{
    private const int LongerThanASitting = 180;

    /// <summary>How long something takes.</summary>
    public static string Name(this Minutes minutes) => minutes switch
    {
        { From: 1, To: 1 } => "1 minute",
        { To: > LongerThanASitting } => $"{minutes.From} minutes or more, at most a day",
        _ when minutes.From == minutes.To => $"{minutes.To} minutes",
        _ => $"{minutes.From} to {minutes.To} minutes",
    };

    /// <summary>The same where there is little room.</summary>
    public static string Short(this Minutes minutes) => minutes switch
    {
        { To: > LongerThanASitting } => $"{minutes.From} min or more",
        _ when minutes.From == minutes.To => $"{minutes.To} min",
        _ => $"{minutes.From}–{minutes.To} min",
    };

    /// <summary>How long all of it takes, and how long without the parts that may be left out.</summary>
    public static string Length(this Script script) =>
        script.Shortest == script.Total ? script.Total.Name() : $"{script.Total.Name()}, or {script.Shortest.To} without the parts that may be left out";

    /// <summary>Where it stands in the library.</summary>
    public static string Name(this ScriptFamily family) => family switch
    {
        ScriptFamily.Raising => "Asking, answering, telling",
        ScriptFamily.Agreeing => "What the two of you agree",
        ScriptFamily.Steadying => "Keeping a talk calm",
        ScriptFamily.Repairing => "After a hurt",
        ScriptFamily.Keeping => "Looking in on each other",
        ScriptFamily.Deciding => "Staying or going",
    };

    /// <summary>What it is about, in a sentence.</summary>
    public static string Sentence(Lane? lane) => lane switch
    {
        Lane.Specific => "This one situation. What you agree in general is another talk.",
        Lane.General => "What you agree in general. One particular situation is another talk.",
        null => "Either one situation or what you agree in general, one at a time.",
    };

    /// <summary>Who takes this role, inside a sentence.</summary>
    public static string Who(this Script script, Role role)
    {
        var who = role == Role.Opener ? script.OpenerIs : script.OtherIs;
        return char.ToLowerInvariant(who[0]) + who[1..];
    }

    /// <summary>Who speaks in a phase.</summary>
    public static string Speaks(this Script script, Phase phase) => phase.Speaker switch
    {
        Speaker.Opener => $"{script.OpenerIs} speaks",
        Speaker.Other => $"{script.OtherIs} speaks",
        Speaker.Both => "You both speak",
        Speaker.InTurns => "In turns",
        Speaker.Nobody => "Nobody speaks",
    };

    /// <summary>The address of a script.</summary>
    public static string Address(this ScriptKey script) => $"scripts/{script}";

    /// <summary>The address of one phase of a rehearsal.</summary>
    public static string Rehearsal(this ScriptKey script, Role role, int at) => $"scripts/{script}/rehearse?as={(role == Role.Opener ? "opener" : "other")}&at={at}";
}
