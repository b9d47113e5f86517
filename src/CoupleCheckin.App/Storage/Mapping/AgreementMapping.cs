using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Storage.Mapping;

/// <summary>Clauses and their steps, what stands beside the agreement, drafts, and the keys for signing.</summary>
internal static class AgreementMapping
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<CoupleZone>(zone =>
        {
            zone.HasKey(row => row.Couple);
            zone.Property(row => row.Version).IsConcurrencyToken();
            zone.HasOne<Couple>().WithMany().HasForeignKey(row => row.Couple).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Clause>(clause =>
        {
            clause.HasKey(row => new { row.Couple, row.Id });
            clause.Property(row => row.Version).IsConcurrencyToken();
            clause.HasOne<Couple>().WithMany().HasForeignKey(row => row.Couple).OnDelete(DeleteBehavior.Restrict);
            clause.HasMany(row => row.Proposals).WithOne().HasForeignKey(step => new { step.Couple, step.Clause });
            clause.HasMany(row => row.Signatures).WithOne().HasForeignKey(step => new { step.Couple, step.Clause });
            clause.HasMany(row => row.Closings).WithOne().HasForeignKey(step => new { step.Couple, step.Clause });
            clause.HasMany(row => row.Versions).WithOne().HasForeignKey(step => new { step.Couple, step.Clause });
            clause.HasMany(row => row.Reviews).WithOne().HasForeignKey(step => new { step.Couple, step.Clause });
            foreach (var (navigation, field) in new[]
            {
                (nameof(Clause.Proposals), "proposals"), (nameof(Clause.Signatures), "signatures"), (nameof(Clause.Closings), "closings"),
                (nameof(Clause.Versions), "versions"), (nameof(Clause.Reviews), "reviews"),
            })
            {
                clause.Navigation(navigation).HasField(field).UsePropertyAccessMode(PropertyAccessMode.Field);
            }
        });
        model.Entity<Proposal>(step =>
        {
            step.HasKey(row => new { row.Couple, row.Clause, row.Number });
            step.Property(row => row.Number).ValueGeneratedNever();
            step.ToTable("Proposals", table => table.HasTrigger("Proposals_for_ever"));
        });
        model.Entity<ClauseSignature>(step =>
        {
            step.HasKey(row => new { row.Couple, row.Clause, row.Proposal, row.Author });
            step.Property(row => row.Proposal).ValueGeneratedNever();
            step.ToTable("ClauseSignatures", table => table.HasTrigger("ClauseSignatures_for_ever"));
        });
        model.Entity<ProposalClosing>(step =>
        {
            step.HasKey(row => new { row.Couple, row.Clause, row.Proposal });
            step.Property(row => row.Proposal).ValueGeneratedNever();
            step.ToTable("ProposalClosings", table => table.HasTrigger("ProposalClosings_for_ever"));
        });
        model.Entity<AgreementVersion>(version =>
        {
            version.HasKey(row => new { row.Couple, row.Number });
            version.Property(row => row.Number).ValueGeneratedNever();
            version.ToTable("AgreementVersions", table => table.HasTrigger("AgreementVersions_for_ever"));
        });
        model.Entity<ReviewRequest>(review =>
        {
            review.HasKey(row => new { row.Couple, row.Clause, row.Author, row.OfVersion });
            review.Property(row => row.OfVersion).ValueGeneratedNever();
            review.ToTable("ReviewRequests");
        });
        model.Entity<Statement>(statement =>
        {
            statement.HasKey(row => new { row.Couple, row.Author, row.Id });
            statement.Property(row => row.Version).IsConcurrencyToken();
            statement.HasOne<Couple>().WithMany().HasForeignKey(row => row.Couple).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ClauseDraft>(draft =>
        {
            draft.HasKey(row => new { row.Owner, row.Id });
            draft.Property(row => row.Id).ValueGeneratedNever();
            draft.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<ClauseReason>(reason =>
        {
            reason.HasKey(row => new { row.Owner, row.Clause });
            reason.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<SigningKey>(key => key.HasKey(row => row.Owner));
        model.Entity<PinnedKey>(key => key.HasKey(row => new { row.Owner, row.Couple }));
        model.Entity<VerifyingKey>(key =>
        {
            key.HasKey(row => new { row.Couple, row.Author });
            key.HasOne<Couple>().WithMany().HasForeignKey(row => row.Couple).OnDelete(DeleteBehavior.Restrict);
            key.ToTable("VerifyingKeys", table => table.HasTrigger("VerifyingKeys_for_ever"));
        });
    }
}
