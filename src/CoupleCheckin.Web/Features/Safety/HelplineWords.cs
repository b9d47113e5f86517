using System.Globalization;
using CoupleCheckin.Domain.Safety;

namespace CoupleCheckin.Web.Features.Safety;

/// <summary>The words of the help page for a help line (content.md 6.4).</summary>
internal static class HelplineWords
{
    /// <summary>Who answers, and for whom.</summary>
    public static string Who(Helpline line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var (about, word) = line.Topic switch
        {
            HelpTopic.Emergency => ("", ""),
            HelpTopic.DomesticAbuse => ("violence or control at home", "violence or control at home"),
            HelpTopic.Crisis => ("help in a crisis", "crisis"),
            HelpTopic.OwnBehaviour => ("people worried about their own behaviour", "people worried about their own behaviour"),
        };
        var whom = line.Audience switch
        {
            HelpAudience.Anyone => "",
            HelpAudience.Women => "for women",
            HelpAudience.Men => "for men",
        };
        string[] parts = line.Name.Contains(word, StringComparison.OrdinalIgnoreCase) ? [whom] : [about, whom];
        var rest = string.Join(", ", parts.Where(part => part.Length > 0));
        return rest.Length == 0 ? line.Name : $"{line.Name}: {rest}";
    }

    /// <summary>All ways to reach it.</summary>
    public static string Contact(Helpline line) => string.Join("; ", ((string?[])
    [
        line.Phone, line.Text is { } text ? $"text {text}" : null, line.Tty is { } tty ? $"TTY {tty}" : null, line.ChatUrl,
        line.Hours, line.Free == true ? "free" : null, line.HiddenOnBill == HiddenOnBill.Yes ? "does not show on the bill" : null,
    ]).OfType<string>());

    /// <summary>Where it stood and when it was checked, with a warning where that is long ago or not known.</summary>
    public static string Checked(Helpline line, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(line);
        var checkedOn = line.VerifiedOn is { } date ? $"Last checked {Date(date)}." : "It has no date of a check.";
        var listed = line.Source is { } source ? $" Listed by: {source}." : "";
        return checkedOn + listed + (line.IsStale(today) ? " Please look it up before you rely on it." : "");
    }

    private static string Date(SourceDate date) => (date.Month, date.Day) switch
    {
        ({ }, { }) => "on " + date.Latest.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        ({ }, null) => "in " + date.Latest.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        _ => $"in {date.Year}",
    };
}

/// <summary>What a country is called.</summary>
internal static class CountryWords
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["AU"] = "Australia", ["CA"] = "Canada", ["DE"] = "Germany", ["ES"] = "Spain", ["EU"] = "European Union", ["FR"] = "France", ["GB"] = "United Kingdom",
        ["IE"] = "Ireland", ["IN"] = "India", ["IT"] = "Italy", ["NZ"] = "New Zealand", ["US"] = "United States",
    };

    /// <summary>Its name; where we have none, its two letters.</summary>
    public static string Name(string country) => Names.GetValueOrDefault(country, country);
}
