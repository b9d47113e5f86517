using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Storage.Mapping;

/// <summary>Couples, seats, invitations and each person's copy of the couple's key.</summary>
internal static class CoupleMapping
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<Couple>(couple =>
        {
            couple.HasKey(row => row.Id);
            couple.Property(row => row.Id).ValueGeneratedNever();
            couple.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<Seat>(seat =>
        {
            seat.HasKey(row => new { row.Couple, row.Number });
            seat.Property(row => row.Number).ValueGeneratedNever();
            seat.HasIndex(row => row.Person).IsUnique().HasFilter("\"LeftAt\" IS NULL").HasDatabaseName("OneOpenSeatPerPerson");
            seat.HasIndex(row => new { row.Couple, row.Person }).IsUnique();
            seat.ToTable(table => table.HasCheckConstraint("TwoSeats", "\"Number\" IN (1, 2)"));
            seat.HasOne<Couple>().WithMany().HasForeignKey(row => row.Couple).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Invitation>(invitation =>
        {
            invitation.HasKey(row => new { row.Couple, row.Author, row.Id });
            invitation.Property(row => row.Version).IsConcurrencyToken();
            invitation.HasIndex(row => row.TokenHash).IsUnique();
            invitation.HasIndex(row => row.Couple).IsUnique().HasFilter(InvitationStands).HasDatabaseName("OneOpenInvitation");
            invitation.HasOne<Couple>().WithMany().HasForeignKey(row => row.Couple).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<CoupleKey>(key => key.HasKey(row => new { row.Owner, row.Couple }));
    }

    /// <summary>A boolean column stands for itself on both databases; SQLite knows it as a number that is true when not zero.</summary>
    private const string InvitationStands = "\"Standing\"";
}
