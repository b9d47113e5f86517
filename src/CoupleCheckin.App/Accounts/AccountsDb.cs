using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Storage.Mapping;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CoupleCheckin.App.Accounts;

/// <summary>
/// Accounts, key slots and sessions: what is read before anybody is signed in. It is not bound to a viewer, so it never
/// leaves the account use cases, and it holds nothing that a person wrote.
/// </summary>
internal abstract class AccountsDb(DbContextOptions options) : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<KeySlot> KeySlots => Set<KeySlot>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<AccountEvent> Events => Set<AccountEvent>();

    public DbSet<SecondStep> SecondSteps => Set<SecondStep>();

    public DbSet<ReminderAddress> ReminderAddresses => Set<ReminderAddress>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Saving is asynchronous here.");

    /// <inheritdoc/>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => Conversions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<KeySlot>(slot =>
        {
            slot.HasKey(row => new { row.Owner, row.Root, row.Kind });
            slot.Property(row => row.Root).ValueGeneratedNever();
            slot.Property(row => row.Kind).ValueGeneratedNever();
            slot.Property(row => row.Version).IsConcurrencyToken();
        });
        builder.Entity<Session>(session =>
        {
            session.HasKey(row => new { row.Owner, row.Id });
            session.HasIndex(row => row.TicketHash).IsUnique();
            session.Property(row => row.Label).HasMaxLength(Session.MaxLabelLength);
        });
        builder.Entity<SecondStep>(step =>
        {
            step.HasKey(row => row.Owner);
            step.Property(row => row.Version).IsConcurrencyToken();
        });
        builder.Entity<ReminderAddress>(address =>
        {
            address.HasKey(row => row.Owner);
            address.HasIndex(row => row.TokenHash).IsUnique();
            address.Property(row => row.Version).IsConcurrencyToken();
        });
        builder.Entity<IdentityUserPasskey<Guid>>(passkey =>
        {
            passkey.HasKey(row => row.CredentialId);
            passkey.Property(row => row.CredentialId).HasMaxLength(1024);
            passkey.OwnsOne(row => row.Data).ToJson();
            passkey.HasOne<Account>().WithMany().HasForeignKey(row => row.UserId).IsRequired().OnDelete(DeleteBehavior.Cascade);
            passkey.ToTable("AspNetUserPasskeys");
        });
        builder.Entity<AccountEvent>(entry => entry.HasKey(row => new { row.Owner, row.Id }));
        foreach (var type in Ours(builder.Model))
            Markers.Of(type);
    }

    /// <summary>The stored types that are ours and not Identity's.</summary>
    internal static IEnumerable<Type> Ours(IReadOnlyModel model) =>
        model.GetEntityTypes().Select(entity => entity.ClrType)
            .Where(type => type != typeof(Account) && type.Assembly == typeof(AccountsDb).Assembly);
}
