using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;

namespace CoupleCheckin.App.Features;

/// <summary>Listens for "something of yours changed", for whoever is signed in and for nobody else.</summary>
public sealed class Listen
{
    private readonly Opener opener;
    private readonly ISignedIn signedIn;
    private readonly Switchboard switchboard;

    internal Listen(Opener opener, ISignedIn signedIn, Switchboard switchboard) => (this.opener, this.signedIn, this.switchboard) = (opener, signedIn, switchboard);

    /// <summary>Listens until the result is disposed.</summary>
    /// <param name="heard">Called on any thread; it must return at once.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<IDisposable> RunAsync(Action<Signal> heard, CancellationToken cancellationToken = default)
    {
        var who = await signedIn.FindAsync() ?? throw new SpaceNotOpenException(SpaceState.SignedOut);
        await using var space = await opener.OpenAsync(cancellationToken);
        return switchboard.Listen(who.Person, space.Us, who.Session, heard);
    }
}
