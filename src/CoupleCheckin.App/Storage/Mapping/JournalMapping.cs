using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Storage.Mapping;

/// <summary>The vault: opaque records that the server can neither read nor date.</summary>
internal static class JournalMapping
{
    public static void Apply(ModelBuilder model) => model.Entity<SealedRecord>(record =>
    {
        record.HasKey(row => new { row.Owner, row.Id });
        record.Property(row => row.Id).ValueGeneratedNever();
        record.Property(row => row.Version).IsConcurrencyToken();
    });
}
