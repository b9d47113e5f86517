using System.Security.Cryptography;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>One's own key for signing (security.md 2.9). It is made at the first signature, and its public half published with it.</summary>
internal sealed class SigningHand : IDisposable
{
    private readonly ECDsa key;

    private SigningHand(ECDsa key) => this.key = key;

    /// <summary>Finds one's own key, or makes one that is written with the next save.</summary>
    public static async Task<SigningHand> OfAsync(OpenSpace space, CancellationToken cancellationToken)
    {
        var hand = await FindAsync(space, cancellationToken) ?? Make(space);
        try
        {
            if (!await space.Db.VerifyingKeys.AnyAsync(row => row.Couple == space.Us && row.Author == space.Me, cancellationToken))
                space.Db.VerifyingKeys.Add(VerifyingKey.Of(space.Us, space.Me, hand.key.ExportSubjectPublicKeyInfo()));
            return hand;
        }
        catch
        {
            hand.Dispose();
            throw;
        }
    }

    /// <summary>Finds one's own key; null when one has never signed.</summary>
    public static async Task<SigningHand?> FindAsync(OpenSpace space, CancellationToken cancellationToken)
    {
        if (await space.Db.SigningKeys.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } mine)
            return null;
        var secret = SealedBlob.Open(space.Root, Binding(space.Me), mine.Blob);
        var found = ECDsa.Create();
        try
        {
            found.ImportPkcs8PrivateKey(secret, out _);
            return new(found);
        }
        catch
        {
            found.Dispose();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Signs a hash.</summary>
    public byte[] Sign(byte[] hash) => key.SignHash(hash);

    /// <summary>Whether a signature is one's own.</summary>
    public bool IsMine(byte[] hash, byte[] signature) => key.VerifyHash(hash, signature);

    public void Dispose() => key.Dispose();

    private static SigningHand Make(OpenSpace space)
    {
        var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var secret = fresh.ExportPkcs8PrivateKey();
        try
        {
            space.Db.SigningKeys.Add(SigningKey.Of(space.Me, SealedBlob.Seal(space.Root, Binding(space.Me), secret)));
            return new(fresh);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static RecordBinding Binding(PersonId me) => new(StoreKind.SigningKey, me, me.Value, default, 1, 0);
}

/// <summary>Verifies signatures of the two: one's own with one's own key, the partner's with their key as it was first seen.</summary>
internal sealed class Verifier : IDisposable
{
    private readonly PersonId me;
    private readonly SigningHand? mine;
    private readonly ECDsa? partners;

    private Verifier(PersonId me, SigningHand? mine, ECDsa? partners) => (this.me, this.mine, this.partners) = (me, mine, partners);

    /// <summary>Finds the keys, and keeps the partner's when it is seen for the first time.</summary>
    public static async Task<Verifier> OfAsync(OpenSpace space, CoupleId couple, CancellationToken cancellationToken)
    {
        SigningHand? hand = null;
        try
        {
            hand = await SigningHand.FindAsync(space, cancellationToken);
        }
        catch (Exception broken) when (broken is SealBrokenException or CryptographicException)
        {
            // Without one's own key nothing verifies; what is shown says so.
        }

        return new(space.Me, hand, await PartnersAsync(space, couple, cancellationToken));
    }

    /// <summary>Whether somebody signed a hash.</summary>
    public bool IsSigned(PersonId by, byte[] hash, byte[] signature) =>
        by == me ? mine?.IsMine(hash, signature) == true : partners?.VerifyHash(hash, signature) == true;

    public void Dispose()
    {
        mine?.Dispose();
        partners?.Dispose();
    }

    private static async Task<ECDsa?> PartnersAsync(OpenSpace space, CoupleId couple, CancellationToken cancellationToken)
    {
        var published = await space.Db.VerifyingKeys.AsNoTracking().SingleOrDefaultAsync(row => row.Couple == couple && row.Author != space.Me, cancellationToken);
        var pinned = await space.Db.PinnedKeys.AsNoTracking().SingleOrDefaultAsync(row => row.Couple == couple, cancellationToken);
        byte[]? seen = null;
        try
        {
            if (pinned is not null)
                seen = SealedBlob.Open(space.Root, Binding(space.Me, couple), pinned.Blob);
            else if (published is not null)
                await PinAsync(space, couple, seen = published.Key, cancellationToken);
            if (seen is null)
                return null;
            var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(seen, out _);
            return key;
        }
        catch (Exception broken) when (broken is SealBrokenException or CryptographicException)
        {
            return null;
        }
    }

    private static async Task PinAsync(OpenSpace space, CoupleId couple, byte[] key, CancellationToken cancellationToken)
    {
        try
        {
            var row = space.Db.PinnedKeys.Add(PinnedKey.Of(space.Me, couple, SealedBlob.Seal(space.Root, Binding(space.Me, couple), key)));
            await space.Db.TrySaveAsync(cancellationToken);
            row.State = EntityState.Detached;
        }
        catch (NotSavedException)
        {
            // Reading goes on; it is kept the next time.
        }
    }

    private static RecordBinding Binding(PersonId me, CoupleId couple) => new(StoreKind.SigningKey, me, couple.Value, couple, 1, 0);
}

/// <summary>Words that were opened, and whether they are what was signed.</summary>
/// <param name="Terms">The words; null when they cannot be opened.</param>
/// <param name="OfferHash">The hash that their author signed.</param>
/// <param name="Previous">The hash of what stood before, as the words name it.</param>
/// <param name="IsWhole">Whether every signature that belongs under them fits.</param>
internal sealed record OpenedWords(Terms? Terms, byte[] OfferHash, byte[] Previous, bool IsWhole)
{
    private static readonly OpenedWords Broken = new(null, [], [], IsWhole: false);

    /// <summary>Opens the words of a proposal and checks the signatures under it.</summary>
    /// <param name="key">The couple's key.</param>
    /// <param name="verifier">The keys of the two.</param>
    /// <param name="proposal">The proposal.</param>
    /// <param name="signatures">The signatures under it.</param>
    /// <param name="version">The version that it became; null while it is not in force.</param>
    public static OpenedWords Open(SecretKey key, Verifier verifier, Proposal? proposal, IReadOnlyCollection<ClauseSignature> signatures, AgreementVersion? version)
    {
        if (proposal is null)
            return Broken;
        try
        {
            var bytes = Clauses.OpenWords(key, proposal);
            var words = TermsJson.Read(bytes);
            var offer = Assent.OfferHash(proposal.Couple, proposal.Clause, proposal.Number, proposal.Author, bytes);
            return new(words.Terms, offer, words.Previous, IsSigned() && Fits());

            bool IsSigned() => signatures.SingleOrDefault(one => one.Author == proposal.Author) is { } authors && verifier.IsSigned(proposal.Author, offer, authors.Signature)
                && (version is null || (signatures.SingleOrDefault(one => one.Author != proposal.Author && one.Author == version.Author) is { } others
                    && verifier.IsSigned(others.Author, Assent.AssentHash(offer, others.Author, version), others.Signature)));

            bool Fits() => words.Terms.Form == proposal.Form
                && (version is null || (version.Form == words.Terms.Form && version.Until == words.Terms.Until && version.ReviewOn == words.Terms.ReviewOn && version.From >= version.SignedOn));
        }
        catch (SealBrokenException)
        {
            return Broken;
        }
    }
}
