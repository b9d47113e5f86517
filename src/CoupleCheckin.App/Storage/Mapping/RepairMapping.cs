using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Storage.Mapping;

/// <summary>Repair plans, the weekly questions in their two shapes, and what each writes for themselves.</summary>
internal static class RepairMapping
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<SealedRepair>(plan =>
        {
            plan.HasKey(row => new { row.Couple, row.Id });
            plan.Property(row => row.Version).IsConcurrencyToken();
            plan.HasOne<Couple>().WithMany().HasForeignKey(row => row.Couple).OnDelete(DeleteBehavior.Restrict);
            plan.ToTable("Repairs");
        });
        model.Entity<RepairDraft>(draft =>
        {
            draft.HasKey(row => row.Owner);
            draft.Property(row => row.Owner).ValueGeneratedNever();
            draft.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<PulseDraft>(draft =>
        {
            draft.HasKey(row => new { row.Owner, row.Pulse });
            draft.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<OpenedPulse>(pulse =>
        {
            pulse.HasKey(row => new { row.Owner, row.Round });
            pulse.ToTable("OpenedPulses", table => table.HasTrigger("OpenedPulses_for_ever"));
        });
        model.Entity<PulseReady>(step =>
        {
            step.HasKey(row => new { row.Couple, row.Round, row.Author });
            step.HasOne<Couple>().WithMany().HasForeignKey(row => row.Couple).OnDelete(DeleteBehavior.Restrict);
            step.ToTable("PulseReadies", table => table.HasTrigger("PulseReadies_for_ever"));
        });
    }
}
