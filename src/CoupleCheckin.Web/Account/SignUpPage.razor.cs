using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.Web.Hosting;
using CoupleCheckin.Web.Shared.Forms;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace CoupleCheckin.Web.Account;

/// <summary>Sign up: an account, its keys and a space for one.</summary>
public sealed partial class SignUpPage
{
    private SignUpFlaws? flaws;

    [SupplyParameterFromForm(FormName = "sign-up")]
    private Fields Form { get; set; } = null!;

    [Inject]
    private SignUp SignUp { get; set; } = null!;

    [Inject]
    private KnownDevices KnownDevices { get; set; } = null!;

    [Inject]
    private RecentProof RecentProof { get; set; } = null!;

    private bool IsSignedIn => Http.User.Identity?.IsAuthenticated == true;

    private string? NameWrong => flaws?.SignInName switch
    {
        SignInNameFlaw.Unreadable => "3 to 64 characters that can be seen, without a space.",
        SignInNameFlaw.Taken => "This name is in use here. Please choose another one.",
        _ => null,
    };

    private string? CalledWrong => flaws?.Name == true ? "1 to 40 characters that can be seen, on one line." : null;

    private string? PasswordWrong => (flaws, Trouble) switch
    {
        ({ Password: not PasswordFlaw.None }, _) => Sentences.Of(flaws.Password),
        ({ None: false }, _) or (_, not null) => Sentences.TypeItAgain,
        _ => null,
    };

    private string? AdultWrong => flaws?.NotAdult == true ? "This app is for adults only." : null;

    /// <inheritdoc/>
    protected override void OnParametersSet() => Form ??= new();

    private Task SubmitAsync() => TryAsync(async () =>
    {
        var form = new SignUpForm(Form.SignInName ?? "", Form.Password ?? "", Form.Name ?? "", Form.IsAdult);
        var result = await SignUp.RunAsync(form, Visitor.Label(Http), Http.RequestAborted);
        flaws = result.Flaws;
        if (result.Principal is null)
            return;
        await Http.SignInAsync(IdentityConstants.ApplicationScheme, result.Principal, new() { IsPersistent = true });
        KnownDevices.Remember(Http, form.SignInName);
        RecentProof.Give(Http, SignedIn.In(result.Principal)!);
        Navigation.NavigateTo("account/recovery-key");
    });

    private sealed class Fields
    {
        public string? SignInName { get; set; }

        public string? Name { get; set; }

        public string? Password { get; set; }

        public bool IsAdult { get; set; }
    }
}
