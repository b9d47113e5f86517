using System.Text;
using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Storage;

/// <summary>A partner's name in a seat: sealed under the couple's key, so that the file does not tell it.</summary>
internal static class SeatNames
{
    public static byte[] Seal(SecretKey coupleKey, CoupleId couple, PersonId person, PartnerName name) =>
        SealedBlob.Seal(coupleKey, Binding(couple, person), Encoding.UTF8.GetBytes(name.Value));

    public static PartnerName Open(SecretKey coupleKey, Seat seat) =>
        PartnerName.TryRead(Encoding.UTF8.GetString(SealedBlob.Open(coupleKey, Binding(seat.Couple, seat.Person), seat.SealedName)))
        ?? throw new SealBrokenException();

    private static RecordBinding Binding(CoupleId couple, PersonId person) => new(StoreKind.PartnerName, person, couple.Value, couple, 1, 0);
}
