using System.Globalization;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Features.Couples;

/// <summary>Makes the two partners ready to be shown.</summary>
internal static class Partners
{
    public static (PartnerView Me, PartnerView? Partner) In(OpenSpace space) => Of(space.Key, space.Me, space.Seats);

    public static (PartnerView Me, PartnerView? Partner) Of(SecretKey key, PersonId me, IReadOnlyList<Seat> seats)
    {
        var mine = seats.Single(seat => seat.Person == me);
        var partners = seats.SingleOrDefault(seat => seat.Person != me);
        var myName = SeatNames.Open(key, mine);
        if (partners is null)
            return (new(myName.Value, myName.Initial, mine.Number == Seat.First), null);
        var partnersName = SeatNames.Open(key, partners);
        var letters = string.Equals(myName.Initial, partnersName.Initial, StringComparison.Ordinal) ? 2 : 1;
        return (Of(myName, mine, letters), Of(partnersName, partners, letters));
    }

    private static PartnerView Of(PartnerName name, Seat seat, int letters)
    {
        var text = new StringInfo(name.Value);
        return new(
            name.Value,
            letters == 1 ? name.Initial : text.SubstringByTextElements(0, Math.Min(letters, text.LengthInTextElements)),
            seat.Number == Seat.First);
    }
}
