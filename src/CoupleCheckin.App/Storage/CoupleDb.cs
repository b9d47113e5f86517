using System.Linq.Expressions;
using CoupleCheckin.App.Storage.Mapping;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Storage;

/// <summary>
/// What couples and partners store, as one viewer may see it. The filters follow from the privacy markers; a stored type
/// with none or two of them does not become a model.
/// </summary>
internal abstract class CoupleDb(DbContextOptions options, Viewer viewer) : DbContext(options)
{
    public DbSet<Couple> Couples => Set<Couple>();

    public DbSet<Seat> Seats => Set<Seat>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<CoupleKey> CoupleKeys => Set<CoupleKey>();

    public DbSet<Round> Rounds => Set<Round>();

    public DbSet<Ready> Readies => Set<Ready>();

    public DbSet<DraftSheet> DraftSheets => Set<DraftSheet>();

    public DbSet<OpenedSheet> OpenedSheets => Set<OpenedSheet>();

    public DbSet<Witness> Witnesses => Set<Witness>();

    public DbSet<Revision> Revisions => Set<Revision>();

    public DbSet<TalkedAbout> TalkedAbout => Set<TalkedAbout>();

    public DbSet<OwnBehaviour> OwnBehaviours => Set<OwnBehaviour>();

    public DbSet<OwnChoices> OwnChoices => Set<OwnChoices>();

    public DbSet<SealedRecord> SealedRecords => Set<SealedRecord>();

    public DbSet<CoupleZone> CoupleZones => Set<CoupleZone>();

    public DbSet<Clause> Clauses => Set<Clause>();

    public DbSet<Proposal> Proposals => Set<Proposal>();

    public DbSet<ClauseSignature> ClauseSignatures => Set<ClauseSignature>();

    public DbSet<ProposalClosing> ProposalClosings => Set<ProposalClosing>();

    public DbSet<AgreementVersion> AgreementVersions => Set<AgreementVersion>();

    public DbSet<ReviewRequest> ReviewRequests => Set<ReviewRequest>();

    public DbSet<Statement> Statements => Set<Statement>();

    public DbSet<ClauseDraft> ClauseDrafts => Set<ClauseDraft>();

    public DbSet<ClauseReason> ClauseReasons => Set<ClauseReason>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    public DbSet<PinnedKey> PinnedKeys => Set<PinnedKey>();

    public DbSet<VerifyingKey> VerifyingKeys => Set<VerifyingKey>();

    public DbSet<ConcernDraft> ConcernDrafts => Set<ConcernDraft>();

    public DbSet<PutAwayHints> PutAwayHints => Set<PutAwayHints>();

    public DbSet<SealedTalk> Talks => Set<SealedTalk>();

    public DbSet<TalkNotes> TalkNotes => Set<TalkNotes>();

    public DbSet<SealedRepair> Repairs => Set<SealedRepair>();

    public DbSet<RepairDraft> RepairDrafts => Set<RepairDraft>();

    public DbSet<PulseDraft> PulseDrafts => Set<PulseDraft>();

    public DbSet<OpenedPulse> OpenedPulses => Set<OpenedPulse>();

    public DbSet<PulseReady> PulseReadies => Set<PulseReady>();

    public DbSet<CheckInRhythm> CheckInRhythms => Set<CheckInRhythm>();

    public DbSet<CheckInDraft> CheckInDrafts => Set<CheckInDraft>();

    public DbSet<SealedLot> CheckInLots => Set<SealedLot>();

    public DbSet<SharedPlot> SharedPlots => Set<SharedPlot>();

    public DbSet<MailReminder> MailReminders => Set<MailReminder>();

    /// <summary>On whose behalf.</summary>
    public Viewer Viewer => viewer;

    private PersonId Me => viewer.Person;

    private IReadOnlyList<CoupleId> Ours => viewer.Couples;

    private CoupleId Door => viewer.Door.GetValueOrDefault();

    private byte[] InvitationInHand => viewer.Invitation;

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Saving is asynchronous here: the guard reads before it lets anything pass.");

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await OwnershipGuard.CheckAsync(this, cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => Conversions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        CoupleMapping.Apply(modelBuilder);
        ChecklistMapping.Apply(modelBuilder);
        BehavioursMapping.Apply(modelBuilder);
        JournalMapping.Apply(modelBuilder);
        AgreementMapping.Apply(modelBuilder);
        ConcernMapping.Apply(modelBuilder);
        ConversationMapping.Apply(modelBuilder);
        RepairMapping.Apply(modelBuilder);
        CheckInMapping.Apply(modelBuilder);
        foreach (var type in modelBuilder.Model.GetEntityTypes().Select(entity => entity.ClrType))
        {
            var filter = Markers.Of(type) switch
            {
                Marker.Private => nameof(FilterPrivate),
                Marker.Sealed => nameof(FilterSealed),
                Marker.Shared => nameof(FilterShared),
            };
            typeof(CoupleDb).GetMethod(filter, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
                .MakeGenericMethod(type).Invoke(this, [modelBuilder]);
        }

        // A pulse belongs to no round: presses of its own open it.
        modelBuilder.Entity<OpenedPulse>().HasQueryFilter(
            "privacy",
            row => row.Owner == Me
                || (Ours.Contains(row.Couple) && Set<PulseReady>().Count(press => press.Couple == row.Couple && press.Round == row.Round) == 2));

        // The door: what the holder of an invitation sees of a couple that is not theirs yet.
        modelBuilder.Entity<Couple>().HasQueryFilter("privacy", couple => Ours.Contains(couple.Id) || couple.Id == Door);
        modelBuilder.Entity<Seat>().HasQueryFilter("privacy", seat => seat.Person == Me || Ours.Contains(seat.Couple) || seat.Couple == Door);
        modelBuilder.Entity<Invitation>().HasQueryFilter("privacy", invitation => Ours.Contains(invitation.Couple) || invitation.TokenHash == InvitationInHand);
    }

    private void FilterPrivate<T>(ModelBuilder builder) where T : class, IPrivate => Filter<T>(builder, row => row.Owner == Me);

    private void FilterShared<T>(ModelBuilder builder) where T : class, IShared => Filter<T>(builder, row => Ours.Contains(row.Couple));

    private void FilterSealed<T>(ModelBuilder builder) where T : class, ISealed => Filter<T>(
        builder,
        row => row.Owner == Me
            || (Ours.Contains(row.Couple) && Set<Ready>().Count(press => press.Couple == row.Couple && press.Round == row.Round) == 2));

    private static void Filter<T>(ModelBuilder builder, Expression<Func<T, bool>> filter) where T : class =>
        builder.Entity<T>().HasQueryFilter("privacy", filter);
}
