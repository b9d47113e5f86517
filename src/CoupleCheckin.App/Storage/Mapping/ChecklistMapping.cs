using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Storage.Mapping;

/// <summary>Rounds and their steps, and the sheets in each of their three shapes.</summary>
internal static class ChecklistMapping
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<Round>(round =>
        {
            round.HasKey(row => new { row.Couple, row.Id });
            round.Property(row => row.Version).IsConcurrencyToken();
            round.Property(row => row.Kind).HasDefaultValue(RoundKind.Checklist);
            round.Property(row => row.Prompts).HasDefaultValueSql("''");
            round.HasIndex(row => new { row.Couple, row.Kind, row.StartedAt });
            round.HasOne<Couple>().WithMany().HasForeignKey(row => row.Couple).OnDelete(DeleteBehavior.Restrict);
            round.HasMany(row => row.WorkingOn).WithOne().HasForeignKey(step => new { step.Couple, step.Round });
            round.HasMany(row => row.Seals).WithOne().HasForeignKey(step => new { step.Couple, step.Round });
            round.HasMany(row => row.SealsTakenBack).WithOne().HasForeignKey(step => new { step.Couple, step.Round });
            round.HasMany(row => row.ReadyPartners).WithOne().HasForeignKey(step => new { step.Couple, step.Round });
            round.Navigation(row => row.WorkingOn).HasField("working").UsePropertyAccessMode(PropertyAccessMode.Field);
            round.Navigation(row => row.Seals).HasField("seals").UsePropertyAccessMode(PropertyAccessMode.Field);
            round.Navigation(row => row.SealsTakenBack).HasField("takenBack").UsePropertyAccessMode(PropertyAccessMode.Field);
            round.Navigation(row => row.ReadyPartners).HasField("ready").UsePropertyAccessMode(PropertyAccessMode.Field);
        });
        model.Entity<Working>(step =>
        {
            step.HasKey(row => new { row.Couple, row.Round, row.Author });
            step.ToTable("Working");
        });
        model.Entity<Seal>(step =>
        {
            step.HasKey(row => new { row.Couple, row.Round, row.Author, row.Attempt });
            step.Property(row => row.Attempt).ValueGeneratedNever();
            step.ToTable("Seals", table => table.HasTrigger("Seals_for_ever"));
        });
        model.Entity<TakenBack>(step =>
        {
            step.HasKey(row => new { row.Couple, row.Round, row.Author, row.Attempt });
            step.Property(row => row.Attempt).ValueGeneratedNever();
            step.ToTable("SealsTakenBack", table => table.HasTrigger("SealsTakenBack_for_ever"));
        });
        model.Entity<Ready>(step =>
        {
            step.HasKey(row => new { row.Couple, row.Round, row.Author });
            step.ToTable("Readies", table => table.HasTrigger("Readies_for_ever"));
        });
        model.Entity<Revision>(revision =>
        {
            revision.HasKey(row => new { row.Couple, row.Author, row.Behaviour, row.Number });
            revision.Property(row => row.Number).ValueGeneratedNever();
            revision.HasOne<Couple>().WithMany().HasForeignKey(row => row.Couple).OnDelete(DeleteBehavior.Restrict);
            revision.ToTable("Revisions", table => table.HasTrigger("Revisions_for_ever"));
        });
        model.Entity<TalkedAbout>(row =>
        {
            row.HasKey(it => new { it.Couple, it.Round, it.Behaviour });
            row.HasOne<Round>().WithMany().HasForeignKey(it => new { it.Couple, it.Round }).OnDelete(DeleteBehavior.Restrict);
            row.ToTable("TalkedAbout", table => table.HasTrigger("TalkedAbout_for_ever"));
        });
        model.Entity<DraftSheet>(sheet =>
        {
            sheet.HasKey(row => new { row.Owner, row.Round });
            sheet.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<OpenedSheet>(sheet =>
        {
            sheet.HasKey(row => new { row.Owner, row.Round });
            sheet.ToTable("OpenedSheets", table => table.HasTrigger("OpenedSheets_for_ever"));
        });
        model.Entity<Witness>(witness =>
        {
            witness.HasKey(row => new { row.Owner, row.Round, row.Attempt });
            witness.Property(row => row.Attempt).ValueGeneratedNever();
        });
    }
}
