using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.Web.Hosting;
using CoupleCheckin.Web.Shared.Forms;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace CoupleCheckin.Web.Account;

/// <summary>Sign in. Known and unknown accounts get the same answer.</summary>
public sealed partial class SignInPage
{
    /// <summary>Where to go on.</summary>
    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    /// <summary>What happened just before.</summary>
    [SupplyParameterFromQuery]
    public string? After { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in")]
    private Fields Form { get; set; } = null!;

    [Inject]
    private SignIn SignIn { get; set; } = null!;

    [Inject]
    private PendingCode PendingCode { get; set; } = null!;

    [Inject]
    private KnownDevices KnownDevices { get; set; } = null!;

    [Inject]
    private PendingInvitation Invitation { get; set; } = null!;

    private string? PasswordWrong { get; set; }

    private bool IsSignedIn => Http.User.Identity?.IsAuthenticated == true;

    private string? News => After switch
    {
        "recovered" => "Your new password is set. The recovery key is used up and opens nothing any more: sign in, and make a new one under “You”.",
        "late" => "That took a while, or there were several tries. Nothing is lost: please type your password once more.",
        "everywhere" => "You are signed out everywhere.",
        "sign-out" => "You are signed out.",
        _ => null,
    };

    /// <inheritdoc/>
    protected override void OnParametersSet() => Form ??= new();

    private Task SubmitAsync() => TryAsync(async () =>
    {
        var name = Form.SignInName ?? "";
        var result = await SignIn.RunAsync(name, Form.Password ?? "", Visitor.Origin(Http, name), Visitor.Label(Http), Http.RequestAborted);
        if (result.Ticket is { } ticket)
        {
            PendingCode.Keep(Http, ticket);
            Navigation.NavigateTo(CodePage.Address(ReturnUrl));
            return;
        }

        if (result.Principal is null)
        {
            PasswordWrong = Sentences.Of(result.Wait) ?? "Name and password do not fit together. Please check both.";
            return;
        }

        await Http.SignInAsync(IdentityConstants.ApplicationScheme, result.Principal, new() { IsPersistent = true });
        KnownDevices.Remember(Http, name);
        Navigation.NavigateTo(LocalAddress.Or(ReturnUrl, Invitation.NextPage(Http)));
    });

    private sealed class Fields
    {
        public string? SignInName { get; set; }

        public string? Password { get; set; }
    }
}
