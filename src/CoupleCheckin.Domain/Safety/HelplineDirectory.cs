namespace CoupleCheckin.Domain.Safety;

/// <summary>All help lines, by country.</summary>
/// <param name="all">All of them, in the order of the seed file.</param>
public sealed class HelplineDirectory(IReadOnlyList<Helpline> all)
{
    /// <summary>All of them, those that wait for a check among them.</summary>
    public IReadOnlyList<Helpline> All { get; } = all;

    /// <summary>The countries of which a help line is shown, in order.</summary>
    public IReadOnlyList<string> Countries { get; } =
        [.. all.Where(line => line is { IsShown: true, Topic: not HelpTopic.Emergency }).Select(line => line.Country).Distinct()];

    /// <summary>Whether the whole list is old: not one of its help lines was checked within a year.</summary>
    public bool IsStale(DateOnly today) => All.Where(line => line is { IsShown: true, Topic: not HelpTopic.Emergency }).All(line => line.IsStale(today));

    /// <summary>What is shown for a country: the emergency number, then violence at home, a crisis, one's own behaviour.</summary>
    public IReadOnlyList<Helpline> Of(string country) =>
        [.. All.Where(line => line.IsShown && line.Country == country).OrderBy(line => line.Topic)];
}
