using System.Text;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>Opens and seals the words of boundaries and requests.</summary>
internal static class Statements
{
    /// <exception cref="SealBrokenException">They are not what was written.</exception>
    public static byte[] Open(SecretKey key, Statement statement) => SealedBlob.Open(key, Binding(statement.Couple, statement.Author, statement.Id, statement.Version), statement.Words);

    public static byte[] Seal(OpenSpace space, StatementId id, long version, string words) => SealedBlob.Seal(space.Key, Binding(space.Us, space.Me, id, version), Encoding.UTF8.GetBytes(words));

    private static RecordBinding Binding(CoupleId couple, PersonId author, StatementId id, long version) => new(StoreKind.Statement, author, id.Value, couple, 1, (ulong)version);
}
