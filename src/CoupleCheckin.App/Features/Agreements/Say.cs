using System.Text;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>What became of a boundary or a request.</summary>
public enum SayState
{
    /// <summary>The other can read it.</summary>
    Said,

    /// <summary>There are no words, too many, or some that cannot be kept.</summary>
    Flawed,

    /// <summary>It would watch, forbid or threaten; it stays a draft.</summary>
    ReachesFar,

    /// <summary>There is no partner yet.</summary>
    Alone,

    /// <summary>The space is closed.</summary>
    SpaceClosed,
}

/// <summary>What became of a boundary or a request.</summary>
/// <param name="State">What.</param>
/// <param name="ReachesFar">What the guard found.</param>
public sealed record SayResult(SayState State, OverControlFinding? ReachesFar = null);

/// <summary>Says a boundary or a request. Nobody signs it, and it binds only the one who says it.</summary>
public sealed class Say
{
    private readonly Opener opener;
    private readonly OverControl guard;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal Say(Opener opener, OverControl guard, Switchboard switchboard, TimeProvider time) =>
        (this.opener, this.guard, this.switchboard, this.time) = (opener, guard, switchboard, time);

    /// <summary>Says it.</summary>
    /// <param name="id">The draft that it comes from; it is gone once it is said.</param>
    /// <param name="kind">Boundary or request.</param>
    /// <param name="words">The words.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<SayResult> RunAsync(Guid id, StatementKind kind, string words, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(words) || words.Length > Terms.MaxLineLength || !PlainText.IsKeepable(words) || !Enum.IsDefined(kind))
            return new(SayState.Flawed);
        await using var space = await opener.OpenAsync(cancellationToken);
        if (space.PartnerSeat is null)
            return new(SayState.Alone);
        if (guard.In(kind, words) is { } found)
            return new(SayState.ReachesFar, found);
        var isOpen = await space.StepWhileOpenAsync(
            async () =>
            {
                space.Db.Statements.Add(Statement.Say(space.Us, space.Me, kind, time.GetUtcNow(), (statement, version) => Statements.Seal(space, statement, version, words)));
                if (await ClauseDrafts.FindAsync(space, id, cancellationToken) is { } draft)
                    space.Db.ClauseDrafts.Remove(draft);
                return true;
            },
            cancellationToken);
        if (!isOpen)
            return new(SayState.SpaceClosed);
        switchboard.ToCouple(space.Us, new(SignalKind.Agreement, space.Us.Value));
        switchboard.ToPerson(space.Me, new(SignalKind.MyClauseDrafts, id));
        return new(SayState.Said);
    }
}

/// <summary>Takes one's own boundary or request back, or lets it stand again.</summary>
public sealed class TakeBackStatement
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal TakeBackStatement(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Does so. The other's cannot be named: it is not found.</summary>
    /// <returns>Whether it stands as wanted now.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<bool> RunAsync(StatementId id, bool takenBack, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var found = false;
        var isOpen = await space.StepWhileOpenAsync(
            async () =>
            {
                var mine = await space.Db.Statements.SingleOrDefaultAsync(row => row.Couple == space.Us && row.Author == space.Me && row.Id == id, cancellationToken);
                found = mine is not null;
                if (mine is null || mine.TakenBackAt is not null == takenBack)
                    return false;
                var words = Encoding.UTF8.GetString(Statements.Open(space.Key, mine));
                mine.TakeBack(takenBack ? time.GetUtcNow() : null, version => Statements.Seal(space, id, version, words));
                return true;
            },
            cancellationToken);
        if (isOpen && found)
            switchboard.ToCouple(space.Us, new(SignalKind.Agreement, space.Us.Value));
        return isOpen && found;
    }
}
