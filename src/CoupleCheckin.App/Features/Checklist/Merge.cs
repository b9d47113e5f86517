using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>
/// Brings a change together with what another tab of the same person changed meanwhile. Nothing written is dropped, also where
/// two notes are longer together than one may be.
/// </summary>
internal static class Merge
{
    /// <summary>What this change makes of what stands there now.</summary>
    /// <param name="before">The answer from which the change began.</param>
    /// <param name="after">The answer with the change.</param>
    /// <param name="present">The answer as it stands now.</param>
    public static Placement Of(Placement before, Placement after, Placement present) => present with
    {
        Openly = Pick(before.Openly, after.Openly, present.Openly),
        KeptFromMe = Pick(before.KeptFromMe, after.KeptFromMe, present.KeptFromMe),
        Sureness = Pick(before.Sureness, after.Sureness, present.Sureness),
        Matters = Pick(before.Matters, after.Matters, present.Matters),
        DependsOn = present.DependsOn.Except(before.DependsOn.Except(after.DependsOn)).Union(after.DependsOn.Except(before.DependsOn)),
        HardLimit = Pick(before.HardLimit, after.HardLimit, present.HardLimit),
        Guess = Pick(before.Guess, after.Guess, present.Guess),
        Note = Notes(before.Note, after.Note, present.Note),
    };

    private static T Pick<T>(T before, T after, T present) => EqualityComparer<T>.Default.Equals(before, after) ? present : after;

    private static string Notes(string before, string after, string present)
    {
        if (before == after || present == after)
            return present;
        return present == before || present.Length == 0 ? after : $"{present}\n\n{after}";
    }
}
