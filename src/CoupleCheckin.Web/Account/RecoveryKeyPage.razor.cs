using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Account;

/// <summary>Shows a recovery key to whoever typed their password a moment ago, and puts it in force once its end was typed back.</summary>
public sealed partial class RecoveryKeyPage
{
    private string? key;

    [SupplyParameterFromForm(FormName = "confirm-key")]
    private string? LastGroup { get; set; }

    [Inject]
    private ShowRecoveryKey Show { get; set; } = null!;

    [Inject]
    private ConfirmRecoveryKey Confirm { get; set; } = null!;

    [Inject]
    private RecentProof Proof { get; set; } = null!;

    [Inject]
    private PendingInvitation Invitation { get; set; } = null!;

    private string? Flaw { get; set; }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => TryAsync(async () =>
    {
        if (Proof.Stands(Http))
            key = await Show.RunAsync();
    });

    private Task ConfirmAsync() => TryAsync(async () =>
    {
        if (!await Confirm.RunAsync(LastGroup ?? "", Http.RequestAborted))
        {
            Flaw = "These are not the last four characters of this key.";
            return;
        }

        RecentProof.Forget(Http);
        Navigation.NavigateTo(Invitation.NextPage(Http));
    });
}
