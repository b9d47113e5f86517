namespace CoupleCheckin.Web.Features.Safety;

/// <summary>A support line, with where its number comes from. Numbers change; the page says so.</summary>
/// <param name="Who">Who answers.</param>
/// <param name="Contact">How to reach them.</param>
/// <param name="Source">Where the number stood, and when.</param>
public sealed record Helpline(string Who, string Contact, string Source);

/// <summary>The support lines of a country.</summary>
/// <param name="Country">The country.</param>
/// <param name="Emergency">The number in an emergency.</param>
/// <param name="Lines">The lines: violence at home first, then a crisis, then one's own behaviour.</param>
public sealed record CountryLines(string Country, string Emergency, IReadOnlyList<Helpline> Lines)
{
    /// <summary>All countries of which a line is known.</summary>
    public static readonly IReadOnlyList<CountryLines> All =
    [
        new("Australia", "000",
        [
            new("Men’s Referral Service, for people worried about their own behaviour", "1300 766 491", "its operator’s own site, ntv.org.au"),
        ]),
        new("European Union", "112",
        [
            new("Common number for violence against women", "116 016", "announced in November 2022; fifteen countries had taken part then, so check yours"),
        ]),
        new("France", "112",
        [
            new("Violences Femmes Info", "3919", "press, 2020"),
            new("For people worried about their own behaviour", "08 019 019 11", "press, April 2020"),
        ]),
        new("Germany", "112",
        [
            new("Hilfetelefon: violence against women", "116 016", "a town’s announcement, June 2023"),
        ]),
        new("New Zealand", "111",
        [
            new("Women’s Refuge", "0800 733 843", "govt.nz"),
            new("Shine, also for people worried about their own behaviour", "0508 744 633", "2shine.org.nz"),
        ]),
        new("Spain", "112",
        [
            new("Violence against women", "016", "a report of 2007; it also said that the call shows neither on the bill nor in the last numbers, which is not certain today"),
        ]),
        new("United Kingdom", "999",
        [
            new("National Domestic Abuse Helpline (Refuge)", "0808 2000 247", "refuge.org.uk"),
            new("Men’s Advice Line", "0808 801 0327", "an announcement of April 2010"),
            new("Respect Phoneline, for people worried about their own behaviour", "number on respect.uk.net", "respect.uk.net"),
        ]),
        new("United States", "911",
        [
            new("National Domestic Violence Hotline", "1-800-799-7233; text START to 88788; TTY 1-800-787-3224", "US Office for Victims of Crime, January 2022"),
            new("Suicide and crisis line", "988", "public lists of helplines"),
        ]),
    ];
}
