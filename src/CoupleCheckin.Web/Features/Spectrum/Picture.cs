using System.Globalization;
using System.Text;
using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Web.Shared;

namespace CoupleCheckin.Web.Features.Spectrum;

/// <summary>The two ways in which the whole picture is drawn.</summary>
public enum Way
{
    /// <summary>Done openly.</summary>
    Openly,

    /// <summary>Kept from the partner because they would object; on the axis of control, done in secret.</summary>
    Kept,
}

/// <summary>One behaviour in the picture.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Openly">Where it stands when it is done openly; null for an own one that the two have not both placed.</param>
/// <param name="Kept">Where it stands when it is kept back.</param>
/// <param name="Agreed">Where the two put it alike; null where they did not.</param>
/// <param name="Own">What the two wrote, where it is their own.</param>
/// <param name="Sought">What a search looks through.</param>
public sealed record PictureEntry(
    BehaviourKey Key, string Name, Topic Topic, Zone? Openly, Zone? Kept, Domain.Checklist.AgreedPlacement? Agreed, OwnBehaviourView? Own, string Sought)
{
    /// <summary>Where it stands.</summary>
    public Zone? In(Way way) => way == Way.Openly ? Openly : Kept;

    /// <summary>Whether it is the two who put it there.</summary>
    public bool IsOurs(Way way) => (way == Way.Openly ? Agreed?.Openly : Agreed?.KeptFromMe) is not null;

    /// <summary>Whether keeping it back moves it.</summary>
    public bool Moves => Openly is not null && Kept is not null && Openly != Kept;
}

/// <summary>What the spectrum shows: the catalogue as one person sees it, with what the two put elsewhere.</summary>
/// <param name="All">All entries, in the order of the catalogue, the couple's own at the end.</param>
public sealed record Picture(IReadOnlyList<PictureEntry> All)
{
    /// <summary>Draws it.</summary>
    public static Picture Of(BehaviourCatalogue catalogue, SpectrumView view) => new(
    [
        .. catalogue.All.Where(behaviour => !behaviour.IsOptIn || view.Topics.Contains(behaviour.Topic)).Select(behaviour => Of(behaviour, view)),
        .. view.Own.Select(own => Of(own, view)),
    ]);

    /// <summary>The entries that a topic and a search leave, each word of the search somewhere in the entry.</summary>
    public IReadOnlyList<PictureEntry> Find(Topic? topic, string sought)
    {
        var words = Plain(sought).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. All.Where(entry => (topic is null || entry.Topic == topic) && words.All(word => entry.Sought.Contains(word, StringComparison.Ordinal)))];
    }

    /// <summary>Where a behaviour moves when it is kept back.</summary>
    public static Zone KeptZone(Behaviour behaviour) => behaviour.Shifts switch
    {
        FidelityShifts shifts => shifts.Hidden,
        ControlShifts shifts => shifts.Covert,
        _ => behaviour.DefaultZone,
    };

    private static PictureEntry Of(Behaviour behaviour, SpectrumView view)
    {
        var agreed = view.Agreed.GetValueOrDefault(behaviour.Key);
        return new(
            behaviour.Key,
            behaviour.Name,
            behaviour.Topic,
            agreed?.Openly ?? behaviour.DefaultZone,
            agreed?.KeptFromMe ?? KeptZone(behaviour),
            agreed,
            null,
            Plain($"{behaviour.Name} {behaviour.Description} {behaviour.Topic.Name()}"));
    }

    private static PictureEntry Of(OwnBehaviourView own, SpectrumView view)
    {
        var agreed = view.Agreed.GetValueOrDefault(own.Key);
        return new(own.Key, own.Name, own.Topic, agreed?.Openly, agreed?.KeptFromMe ?? agreed?.Openly, agreed, own, Plain($"{own.Name} {own.Description} {own.Topic.Name()}"));
    }

    /// <summary>Small letters without accents, so that "cafe" finds a café. What is no proper text is looked for as it is.</summary>
    private static string Plain(string text)
    {
        try
        {
            var letters = text.Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark);
            return string.Concat(letters).Replace('’', '\'').ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return text.ToLowerInvariant();
        }
    }
}
