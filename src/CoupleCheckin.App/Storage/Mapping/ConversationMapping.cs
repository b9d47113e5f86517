using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Storage.Mapping;

/// <summary>Talks, and what each wrote for themselves in them.</summary>
internal static class ConversationMapping
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<SealedTalk>(talk =>
        {
            talk.HasKey(row => new { row.Couple, row.Id });
            talk.Property(row => row.Version).IsConcurrencyToken();
            talk.HasOne<Couple>().WithMany().HasForeignKey(row => row.Couple).OnDelete(DeleteBehavior.Restrict);
            talk.ToTable("Talks");
        });
        model.Entity<TalkNotes>(notes =>
        {
            notes.HasKey(row => new { row.Owner, row.Talk });
            notes.Property(row => row.Version).IsConcurrencyToken();
        });
    }
}
