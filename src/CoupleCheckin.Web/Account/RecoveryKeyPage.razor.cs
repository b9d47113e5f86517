using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.Web.Hosting;
using CoupleCheckin.Web.Shared.Forms;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Account;

/// <summary>Shows a recovery key to whoever typed their password a moment ago, and puts it in force once its end was typed back.</summary>
public sealed partial class RecoveryKeyPage
{
    private string? key;

    [SupplyParameterFromForm]
    private Fields Form { get; set; } = null!;

    [Inject]
    private ShowRecoveryKey Show { get; set; } = null!;

    [Inject]
    private ConfirmRecoveryKey Confirm { get; set; } = null!;

    [Inject]
    private ReadAccount ReadAccount { get; set; } = null!;

    [Inject]
    private Unlock Unlock { get; set; } = null!;

    [Inject]
    private RecentProof Proof { get; set; } = null!;

    [Inject]
    private PendingInvitation Invitation { get; set; } = null!;

    private string? Flaw { get; set; }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => TryAsync(async () =>
    {
        Form ??= new();
        if (Proof.Stands(Http))
            key = await Show.RunAsync();
    });

    private Task ProveAsync() => TryAsync(async () =>
    {
        var account = await ReadAccount.RunAsync(Http.RequestAborted);
        var result = await Unlock.RunAsync(Form.Password ?? "", Visitor.Origin(Http, account.SignInName), Http.RequestAborted);
        if (!result.Opened)
        {
            Flaw = Sentences.Of(result.Wait) ?? Sentences.WrongPassword;
            return;
        }

        Proof.Give(Http, SignedIn.In(Http.User)!);
        Navigation.NavigateTo("account/recovery-key");
    });

    private Task ConfirmAsync() => TryAsync(async () =>
    {
        if (!await Confirm.RunAsync(Form.LastGroup ?? "", Http.RequestAborted))
        {
            Flaw = "These are not the last four characters of this key.";
            return;
        }

        RecentProof.Forget(Http);
        Navigation.NavigateTo(Invitation.NextPage(Http));
    });

    private sealed class Fields
    {
        public string? Password { get; set; }

        public string? LastGroup { get; set; }
    }
}
