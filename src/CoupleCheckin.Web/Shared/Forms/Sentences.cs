using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;

namespace CoupleCheckin.Web.Shared.Forms;

/// <summary>What forms say about passwords and waiting.</summary>
public static class Sentences
{
    /// <summary>Help beside a new password.</summary>
    public const string NewPasswordHelp = "At least 15 characters. A few unrelated words are easy to keep in mind; pasting is welcome.";

    /// <summary>A password that does not fit.</summary>
    public const string WrongPassword = "That is not the password. Please type it again.";

    /// <summary>A code of the second step that does not fit.</summary>
    public const string WrongCode = "That code does not fit, or was used already. Take the one that your app shows now, or a spare code.";

    /// <summary>A password that was right and is not sent back.</summary>
    public const string TypeItAgain = "Please type the password again: a page never sends one back.";

    /// <summary>What is wrong with a new password; null when nothing is.</summary>
    public static string? Of(PasswordFlaw flaw) => flaw switch
    {
        PasswordFlaw.None => null,
        PasswordFlaw.TooShort => "Too short: it takes at least 15 characters.",
        PasswordFlaw.TooLong => "Too long: 256 characters at most.",
        PasswordFlaw.Common => "Easy to guess. A few unrelated words, or one made by a password manager, are harder.",
        PasswordFlaw.Unreadable => "It holds a character that cannot be typed again, such as an invisible control character.",
    };

    /// <summary>What to say under the password and under the code of a proof that was not given.</summary>
    public static (string? Password, string? Code) Of(ProofResult proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return proof.Flaw == ProofFlaw.Code ? (TypeItAgain, Of(proof.Wait) ?? WrongCode) : (Of(proof.Wait) ?? WrongPassword, null);
    }

    /// <summary>How long to wait before the next try; null when there is no need to.</summary>
    public static string? Of(TimeSpan wait)
    {
        if (wait <= TimeSpan.Zero)
            return null;
        var (count, unit) = wait.TotalSeconds < 90 ? (wait.TotalSeconds, "second")
            : wait.TotalMinutes < 90 ? (wait.TotalMinutes, "minute")
            : (wait.TotalHours, "hour");
        var whole = (int)Math.Ceiling(count);
        return $"There were many tries. The next one can be in {whole} {unit}{(whole == 1 ? "" : "s")}.";
    }
}
