using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Storage.Mapping;

/// <summary>Concerns while only their author sees them, and the hints that somebody has put away.</summary>
internal static class ConcernMapping
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<ConcernDraft>(draft =>
        {
            draft.HasKey(row => new { row.Owner, row.Id });
            draft.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<PutAwayHints>(hints =>
        {
            hints.HasKey(row => row.Owner);
            hints.Property(row => row.Owner).ValueGeneratedNever();
            hints.Property(row => row.Version).IsConcurrencyToken();
        });
    }
}
