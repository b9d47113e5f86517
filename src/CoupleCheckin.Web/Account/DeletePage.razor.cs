using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.Web.Hosting;
using CoupleCheckin.Web.Shared.Forms;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace CoupleCheckin.Web.Account;

/// <summary>Deleting the account: what goes, what stays with whom, what cannot be reached, and one password.</summary>
public sealed partial class DeletePage
{
    private RemainsView? remains;

    [SupplyParameterFromForm(FormName = "delete")]
    private string? Password { get; set; }

    [Inject]
    private ReadWhatRemains ReadWhatRemains { get; set; } = null!;

    [Inject]
    private ReadAccount ReadAccount { get; set; } = null!;

    [Inject]
    private DeleteAccount DeleteAccount { get; set; } = null!;

    [Inject]
    private KnownDevices KnownDevices { get; set; } = null!;

    [Inject]
    private IConfiguration Configuration { get; set; } = null!;

    private string? Flaw { get; set; }

    private string Readers => string.Join(" and ", remains!.Readers);

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => TryAsync(async () => remains = await ReadWhatRemains.RunAsync(Http.RequestAborted));

    private Task SubmitAsync() => TryAsync(async () =>
    {
        var account = await ReadAccount.RunAsync(Http.RequestAborted);
        var result = await DeleteAccount.RunAsync(Password ?? "", Visitor.Origin(Http, account.SignInName), Http.RequestAborted);
        if (!result.Opened)
        {
            Flaw = Sentences.Of(result.Wait) ?? Sentences.WrongPassword;
            return;
        }

        await Http.SignOutAsync(IdentityConstants.ApplicationScheme);
        KnownDevices.Forget(Http, account.SignInName);
        RecentProof.Forget(Http);
        PendingInvitation.Forget(Http);
        Http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        Navigation.NavigateTo("account/deleted");
    });
}
