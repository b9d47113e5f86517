using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Features.Couples;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Account;

/// <summary>"You": one's own account, its sessions, and the couple. Everything is written by the small forms on it.</summary>
public sealed partial class AccountPage
{
    private AccountView? account;
    private CoupleView? couple;

    /// <summary>What was done just before.</summary>
    [SupplyParameterFromQuery]
    public string? Done { get; set; }

    [Inject]
    private ReadAccount ReadAccount { get; set; } = null!;

    [Inject]
    private ReadCouple ReadCouple { get; set; } = null!;

    private string? News => Done switch
    {
        "name" => "Your name is changed.",
        "password" => "Your password is changed.",
        "second-step-off" => "The second step is off. Your password alone signs you in.",
        "session" => "That session is ended.",
        "taken-back" => "The invitation is taken back. Its link leads nowhere now.",
        "left" => "You have left. What you wrote for yourself is still yours.",
        "anew" => "You are here alone now.",
        _ => null,
    };

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => TryAsync(async () =>
    {
        account = await ReadAccount.RunAsync(Http.RequestAborted);
        couple = await ReadCouple.RunAsync(Http.RequestAborted);
    });

    private static string Told(AccountEventLine line)
    {
        var what = line.Kind switch
        {
            AccountEventKind.SignedUp => "Account made",
            AccountEventKind.SignedIn => "Signed in",
            AccountEventKind.PasswordRefused => "A wrong password",
            AccountEventKind.PasswordChanged => "Password changed",
            AccountEventKind.RecoveryKeyMade => "Recovery key made",
            AccountEventKind.RecoveryKeyUsed => "Recovery key used",
            AccountEventKind.SessionEnded => "A session ended from another one",
            AccountEventKind.SignedInElsewhere => "Signed in from a new browser",
            AccountEventKind.SignedInWithPasskey => "Signed in with a passkey",
            AccountEventKind.SignedOutEverywhere => "Signed out everywhere",
            AccountEventKind.TookAlong => "Everything taken along as files",
            AccountEventKind.PasskeyAdded => "A passkey added",
            AccountEventKind.PasskeyRemoved => "A passkey removed",
            AccountEventKind.SecondStepOn => "The second step switched on",
            AccountEventKind.SecondStepOff => "The second step switched off",
            AccountEventKind.SpareCodeUsed => "A spare code used",
            AccountEventKind.CodeRefused => "A wrong code of the second step",
            AccountEventKind.SpareCodesMade => "New spare codes made",
            AccountEventKind.LeftCouple => "You left the couple",
            AccountEventKind.SignInReset => "Whoever runs this server ended all sessions and took second steps and passkeys away",
            AccountEventKind.DataRestored => "Whoever runs this server put everything back to a backup",
        };
        return line.Times == 1 ? what : $"{what}, {line.Times} times";
    }
}
