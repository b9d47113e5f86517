using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.Web.Hosting;
using CoupleCheckin.Web.Shared.Forms;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace CoupleCheckin.Web.Features.Couples;

/// <summary>Leaving: what happens to what, and one password.</summary>
public sealed partial class LeavePage
{
    private CoupleView? couple;

    [SupplyParameterFromForm(FormName = "leave")]
    private string? Password { get; set; }

    [SupplyParameterFromForm(FormName = "leave")]
    private bool Everywhere { get; set; }

    [Inject]
    private Domain.Safety.SafetyGates Gates { get; set; } = null!;

    [Inject]
    private ReadCouple ReadCouple { get; set; } = null!;

    [Inject]
    private ReadAccount ReadAccount { get; set; } = null!;

    [Inject]
    private SignOutEverywhere SignOutEverywhere { get; set; } = null!;

    [Inject]
    private LeaveCouple LeaveCouple { get; set; } = null!;

    [Inject]
    private IConfiguration Configuration { get; set; } = null!;

    private string? Flaw { get; set; }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => TryAsync(async () => couple = await ReadCouple.RunAsync(Http.RequestAborted));

    private Task SubmitAsync() => TryAsync(async () =>
    {
        var account = await ReadAccount.RunAsync(Http.RequestAborted);
        var result = await LeaveCouple.RunAsync(Password ?? "", Visitor.Origin(Http, account.SignInName), Http.RequestAborted);
        if (result.Opened)
            Navigation.NavigateTo(Everywhere ? await SignOutAsync(account.SignInName) : "account?done=left");
        else
            Flaw = Sentences.Of(result.Wait) ?? Sentences.WrongPassword;
    });

    /// <summary>Ends all sessions of whoever left, this one among them; where to go then.</summary>
    private async Task<string> SignOutAsync(string name)
    {
        await SignOutEverywhere.RunAsync(Password ?? "", Visitor.Origin(Http, name), Http.RequestAborted);
        await Http.SignOutAsync(IdentityConstants.ApplicationScheme);
        return "account/sign-in?after=everywhere";
    }
}
