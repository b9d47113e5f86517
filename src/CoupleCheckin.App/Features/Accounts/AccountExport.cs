using System.Runtime.CompilerServices;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Accounts;

/// <summary>The account, its sessions and its log, and in which couples its owner is and was.</summary>
internal sealed class AccountExport(Engine engine) : IExportPart
{
    public string Name => "account";

    public string Title => "You, your account and your couples";

    public IReadOnlyList<Type> Holds => [typeof(Couple), typeof(Seat)];

    public async IAsyncEnumerable<ExportItem> ReadAsync(ExportSpace space, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var me = space.Space.Me;
        await using var accounts = engine.Accounts();
        var name = await accounts.Users.Where(account => account.Id == me.Value).Select(account => account.UserName).SingleOrDefaultAsync(cancellationToken);
        var sessions = await accounts.Sessions.AsNoTracking().Where(session => session.Owner == me).ToListAsync(cancellationToken);
        var log = await accounts.Events.AsNoTracking().Where(line => line.Owner == me).ToListAsync(cancellationToken);
        var hasSecondStep = await accounts.SecondSteps.AnyAsync(step => step.Owner == me, cancellationToken);
        yield return space.Item("Your account", new
        {
            SignInName = name,
            Called = space.NameOf(me),
            SecondStep = hasSecondStep ? "on" : "off",
            Sessions = sessions.Select(session => new { Browser = session.Label, LastUsedOn = session.LastUsedOn }),
            Log = log.OrderBy(line => line.Day).Select(line => new { line.Day, What = line.Kind }),
        });
        foreach (var couple in space.Couples)
        {
            var mine = space.Seats.Single(seat => seat.Couple == couple.Id && seat.Person == me);
            yield return space.Item(space.PartnerIn(couple.Id) is { } partner ? $"With {space.NameOf(partner.Person)}" : "A space of your own", new
            {
                couple.ClosedAt,
                YouLeftAt = mine.LeftAt,
            });
        }
    }
}
