using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.Web.Tests.Harness;

/// <summary>Two people and a few behaviours, for parts of a page that need no database.</summary>
internal static class Sample
{
    public static readonly PartnerView Ann = new("Ann", "A", true);

    public static readonly PartnerView Bo = new("Bo", "B", false);

    public static readonly Placement Within = new() { Openly = Zone.WithinBounds };

    public static readonly Placement Gray = new() { Openly = Zone.GrayZone };

    public static readonly Placement Objectionable = new() { Openly = Zone.ClearlyObjectionable };

    public static readonly RoundCard[] Cards = [.. new[] { "coffee", "letters", "dancing", "presents", "secrets" }.Select(Card)];

    public static RoundCard Card(string name) => new(
        new($"sample.{name}"),
        new(new($"sample.{name}"), Topic.Friends, $"A matter of {name}", $"What {name} is.", "Not this.", "They differ.", "Then it changes.", ["What would I want?"], Zone.GrayZone, new FidelityShifts(Zone.GrayZone, Zone.GrayZone, Zone.GrayZone)));

    public static RoundView Round(
        SheetState mine = SheetState.Working, SheetState partners = SheetState.NotStarted, bool isReady = false, bool isClosed = false, bool isAlone = false, AnswerSheet? sheet = null) =>
        new(RoundId.New(), Cards, sheet ?? AnswerSheet.Empty, Ann, isAlone ? null : Bo, mine, partners, true, isReady, false, isClosed);

    /// <summary>A comparison of what Ann and Bo answered, card by card.</summary>
    public static ComparisonView Compared(params (Placement Mine, Placement Partners)[] answers)
    {
        var (mine, partners) = (AnswerSheet.Empty, AnswerSheet.Empty);
        for (var at = 0; at < answers.Length; at++)
        {
            mine = mine.With(Cards[at].Key, answers[at].Mine);
            partners = partners.With(Cards[at].Key, answers[at].Partners);
        }

        var keys = Cards.Take(answers.Length).Select(card => card.Key).ToList();
        return new(Ann, Bo, House.Start, Comparison.Of(keys, mine, partners), Cards.ToDictionary(card => card.Key));
    }

    public static ComparedRow Row(Placement mine, Placement partners) => Comparison.Compare(Cards[0].Key, mine, partners);
}
