using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Storage.Mapping;

/// <summary>The couple's own behaviours, and what each chose for themselves.</summary>
internal static class BehavioursMapping
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<OwnBehaviour>(own =>
        {
            own.HasKey(row => new { row.Couple, row.Author, row.Id });
            own.Ignore(row => row.Key);
            own.Property(row => row.Version).IsConcurrencyToken();
            own.HasOne<Couple>().WithMany().HasForeignKey(row => row.Couple).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<OwnChoices>(choices =>
        {
            choices.HasKey(row => row.Owner);
            choices.Property(row => row.Owner).ValueGeneratedNever();
            choices.Property(row => row.Version).IsConcurrencyToken();
        });
    }
}
