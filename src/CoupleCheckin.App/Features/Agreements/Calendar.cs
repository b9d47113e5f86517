using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>Days as a couple counts them.</summary>
/// <param name="Zone">The zone by its name.</param>
/// <param name="Today">The day it is there now.</param>
internal sealed record Calendar(string Zone, DateOnly Today)
{
    public static async Task<Calendar> OfAsync(CoupleDb db, CoupleId couple, TimeProvider time, CancellationToken cancellationToken)
    {
        var name = await db.CoupleZones.Where(zone => zone.Couple == couple).Select(zone => zone.Name).SingleOrDefaultAsync(cancellationToken);

        // A name that this machine does not know (any more) counts like none.
        var zone = CivilDay.FindZone(name) is not null ? name! : CivilDay.FirstZone;
        return new(zone, CivilDay.Of(time.GetUtcNow(), CivilDay.FindZone(zone) ?? TimeZoneInfo.Utc));
    }
}
