using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Repair;

namespace CoupleCheckin.App.Features.Repair;

/// <summary>What one writes for oneself about a breach.</summary>
/// <param name="Notes">What was written.</param>
/// <param name="Partner">The partner; null while one is here alone.</param>
/// <param name="PutAway">The rules whose hints one does not want to see.</param>
public sealed record RepairNotesView(RepairNotes Notes, PartnerView? Partner, IReadOnlySet<string> PutAway);

/// <summary>Opens what one writes for oneself about a breach. It needs no plan and no partner.</summary>
public sealed class OpenRepairNotes
{
    private readonly Opener opener;

    internal OpenRepairNotes(Opener opener) => this.opener = opener;

    /// <summary>Opens it.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<RepairNotesView> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var (_, notes) = await Notes.OpenAsync(space, cancellationToken);
        var (_, putAway) = await Concerns.PutAway.OpenAsync(space, cancellationToken);
        return new(notes, Partners.In(space).Partner, putAway);
    }
}
