using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Storage.Mapping;

/// <summary>What goes with check-ins. A check-in itself is a round.</summary>
internal static class CheckInMapping
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<CheckInRhythm>(rhythm =>
        {
            rhythm.HasKey(row => row.Couple);
            rhythm.Property(row => row.Version).IsConcurrencyToken();
            rhythm.HasOne<Couple>().WithMany().HasForeignKey(row => row.Couple).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<CheckInDraft>(draft =>
        {
            draft.HasKey(row => new { row.Owner, row.Round });
            draft.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<SealedLot>(lot =>
        {
            lot.HasKey(row => row.Couple);
            lot.Property(row => row.Version).IsConcurrencyToken();
            lot.HasOne<Couple>().WithMany().HasForeignKey(row => row.Couple).OnDelete(DeleteBehavior.Restrict);
            lot.ToTable("CheckInLots");
        });
        model.Entity<SharedPlot>(plot =>
        {
            plot.HasKey(row => new { row.Couple, row.Author });
            plot.HasOne<Couple>().WithMany().HasForeignKey(row => row.Couple).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<MailReminder>(mail =>
        {
            mail.HasKey(row => row.Owner);
            mail.Property(row => row.Version).IsConcurrencyToken();
        });
    }
}
