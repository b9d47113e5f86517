using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>
/// The partner's seal as this person first saw it, kept under their own key, so that a seal changed afterwards in the
/// file does not go unnoticed (security.md 2.8).
/// </summary>
internal sealed class Witness : IPrivate
{
    private Witness()
    {
    }

    public PersonId Owner { get; private init; }

    public RoundId Round { get; private init; }

    /// <summary>The partner's attempt that was seen.</summary>
    public int Attempt { get; private init; }

    public byte[] Blob { get; private init; } = [];

    public static Witness Of(PersonId owner, RoundId round, int attempt, byte[] blob) =>
        new() { Owner = owner, Round = round, Attempt = attempt, Blob = blob };
}
