using System.Globalization;
using System.Text;
using CoupleCheckin.Domain.Couples;
using Microsoft.AspNetCore.Identity;

namespace CoupleCheckin.App.Accounts;

/// <summary>Who can sign in.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    /// <summary>The person behind the account.</summary>
    public PersonId Person => new(Id);

    /// <summary>A name to begin with when none was chosen: the sign-in name up to its at sign.</summary>
    public PartnerName NameToBeginWith
    {
        get
        {
            var name = new StringInfo(UserName!.Split('@')[0]);
            return PartnerName.TryRead(name.SubstringByTextElements(0, Math.Min(name.LengthInTextElements, PartnerName.MaxLength)))
                ?? PartnerName.TryRead("Me")!;
        }
    }
}

/// <summary>
/// A sign-in name: a user name or an e-mail address, 3 to 64 visible characters without a space. Case does not matter, and
/// characters that look the same but are written differently are one name.
/// </summary>
public static class SignInName
{
    /// <summary>The longest sign-in name.</summary>
    public const int MaxLength = 64;

    /// <summary>Reads a sign-in name; null when it is none.</summary>
    public static string? TryRead(string? text)
    {
        var name = text?.Trim() ?? "";
        if (name.Length is < 3 or > MaxLength)
            return null;
        for (var at = 0; at < name.Length;)
        {
            if (!Rune.TryGetRuneAt(name, at, out var rune) || Rune.IsControl(rune) || Rune.IsWhiteSpace(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                || IsInvisible(rune))
                return null;
            at += rune.Utf16SequenceLength;
        }

        // One character can stand for eighteen in the form that is looked up.
        return Normalise(name).Length > MaxLength ? null : name.Normalize(NormalizationForm.FormC);
    }

    /// <summary>Letters, signs and marks by their category, and nothing to see: fillers, joiners, selectors.</summary>
    private static bool IsInvisible(Rune rune) =>
        rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164
            or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>The form by which names are compared: two that read alike are one.</summary>
    public static string Normalise(string name) => name.Normalize(NormalizationForm.FormKC).ToUpperInvariant();

    internal sealed class Normaliser : ILookupNormalizer
    {
        public string? NormalizeName(string? name) => name is null ? null : Normalise(name);

        public string? NormalizeEmail(string? email) => NormalizeName(email);
    }
}
