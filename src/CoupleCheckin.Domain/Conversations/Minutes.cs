namespace CoupleCheckin.Domain.Conversations;

/// <summary>How long something takes. It advises; no clock ends anything.</summary>
/// <param name="From">At least.</param>
/// <param name="To">At most; the same as at least where there is no range.</param>
public readonly record struct Minutes(int From, int To)
{
    /// <summary>Exactly so long.</summary>
    public static Minutes Of(int minutes) => new(minutes, minutes);

    /// <summary>One after the other.</summary>
    public static Minutes operator +(Minutes first, Minutes second) => Add(first, second);

    /// <summary>One after the other.</summary>
    public static Minutes Add(Minutes first, Minutes second) => new(first.From + second.From, first.To + second.To);

    /// <summary>All of them, one after the other.</summary>
    public static Minutes Sum(IEnumerable<Minutes> all) => all.Aggregate(default(Minutes), Add);
}
