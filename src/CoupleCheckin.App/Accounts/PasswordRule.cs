using System.Collections.Frozen;
using System.Text;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Accounts;

/// <summary>Why a password is not taken.</summary>
public enum PasswordFlaw
{
    /// <summary>It is taken.</summary>
    None,

    /// <summary>Shorter than <see cref="PasswordRule.MinLength"/>.</summary>
    TooShort,

    /// <summary>Longer than <see cref="PasswordRule.MaxLength"/>.</summary>
    TooLong,

    /// <summary>Easy to guess: a well-known password, a repetition, or one's own name.</summary>
    Common,

    /// <summary>It holds broken or invisible control characters.</summary>
    Unreadable,
}

/// <summary>
/// What a password must be (security.md 2.5 and 3.9): 15 to 256 characters of any script, not easy to guess. No rule asks
/// for digits or signs, and pasting is welcome.
/// </summary>
public static class PasswordRule
{
    /// <summary>The fewest characters.</summary>
    public const int MinLength = 15;

    /// <summary>The most characters.</summary>
    public const int MaxLength = 256;

    private static readonly FrozenSet<string> WellKnown = ReadWellKnown();

    /// <summary>Rows that fingers and counting run along.</summary>
    private static readonly string[] Rows = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop", "1qaz2wsx3edc4rfv5tgb6yhn7ujm"];

    /// <summary>What is wrong with a password.</summary>
    /// <param name="password">The password.</param>
    /// <param name="signInName">The sign-in name, which must not make up most of the password.</param>
    public static PasswordFlaw Check(string password, string signInName)
    {
        if (!PlainText.IsKeepable(password))
            return PasswordFlaw.Unreadable;
        if (password.Length > 2 * MaxLength)
            return PasswordFlaw.TooLong;
        var characters = Normalise(password).EnumerateRunes().Count();
        if (characters < MinLength)
            return PasswordFlaw.TooShort;
        if (characters > MaxLength)
            return PasswordFlaw.TooLong;
        return IsEasy(password.ToLowerInvariant(), signInName.ToLowerInvariant()) ? PasswordFlaw.Common : PasswordFlaw.None;
    }

    /// <summary>One form for passwords that look the same (NFC).</summary>
    internal static string Normalise(string password) => password.Normalize(NormalizationForm.FormC);

    private static bool IsEasy(string password, string name) =>
        WellKnown.Contains(password)
        || WellKnown.Contains(password.Replace(" ", "", StringComparison.Ordinal))
        || password.Distinct().Count() < FewestDifferent
        || IsRepetition(password)
        || LeftWithout(password, name).Length < password.Length / 2
        || Rows.Aggregate(password, WithoutRuns).Length < password.Length / 3;

    private static bool IsRepetition(string password) =>
        Enumerable.Range(1, password.Length / 2).Any(unit => Enumerable.Range(unit, password.Length - unit).All(at => password[at] == password[at - unit]));

    private static string LeftWithout(string password, string part) =>
        part.Length < 3 ? password : password.Replace(part, "", StringComparison.Ordinal);

    /// <summary>What is left of a password without pieces of a row of four or more, in either direction.</summary>
    private static string WithoutRuns(string password, string row)
    {
        string[] directions = [row, new([.. row.Reverse()])];
        var left = new StringBuilder();
        for (var at = 0; at < password.Length;)
        {
            var from = at;
            var run = directions.Max(direction => RunLength(password, from, direction));
            if (run < 4)
                left.Append(password[at]);
            at += run < 4 ? 1 : run;
        }

        return left.ToString();
    }

    private static int RunLength(string password, int from, string row)
    {
        var start = row.IndexOf(password[from], StringComparison.Ordinal);
        var length = 0;
        while (start >= 0 && start + length < row.Length && from + length < password.Length && password[from + length] == row[start + length])
            length++;
        return length;
    }

    private static FrozenSet<string> ReadWellKnown()
    {
        using var list = new StreamReader(typeof(PasswordRule).Assembly.GetManifestResourceStream("well-known-passwords.txt")!);
        return list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);
    }

    private const int FewestDifferent = 5;
}
