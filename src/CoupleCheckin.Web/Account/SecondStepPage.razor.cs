using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.Web.Hosting;
using CoupleCheckin.Web.Shared.Forms;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Account;

/// <summary>One's own second step: switched on behind the password, and changed or switched off behind password and code.</summary>
public sealed partial class SecondStepPage
{
    private SecondStepView? step;
    private AuthenticatorKeyView? key;
    private IReadOnlyList<string>? codes;

    /// <summary>What to do: "codes" for new spare codes, "keep" to write them down, "off" to switch it off.</summary>
    [SupplyParameterFromQuery]
    public string? Do { get; set; }

    /// <summary>That spare codes were kept just before.</summary>
    [SupplyParameterFromQuery]
    public string? Kept { get; set; }

    [SupplyParameterFromForm(FormName = "prove-both")]
    private Fields Form { get; set; } = null!;

    [Inject]
    private ReadSecondStep ReadSecondStep { get; set; } = null!;

    [Inject]
    private ShowAuthenticatorKey ShowKey { get; set; } = null!;

    [Inject]
    private ShowSpareCodes ShowCodes { get; set; } = null!;

    [Inject]
    private MakeSpareCodes MakeSpareCodes { get; set; } = null!;

    [Inject]
    private SwitchSecondStepOff SwitchOff { get; set; } = null!;

    [Inject]
    private ReadAccount ReadAccount { get; set; } = null!;

    [Inject]
    private RecentProof Proof { get; set; } = null!;

    private string? PasswordWrong { get; set; }

    private string? CodeWrong { get; set; }

    private string Left => step!.SpareCodesLeft switch
    {
        0 => "You have none. With them you sign in when your phone is not at hand",
        1 => "One is left. It signs you in once when your phone is not at hand",
        var many => $"{many} are left. Each signs you in once when your phone is not at hand",
    };

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => TryAsync(async () =>
    {
        Form ??= new();
        step = await ReadSecondStep.RunAsync(Http.RequestAborted);
        if (!Proof.Stands(Http))
            return;
        if (!step.IsOn)
            key = await ShowKey.RunAsync();
        else if (Do == "keep")
            codes = await ShowCodes.RunAsync();
    });

    private Task SubmitAsync() => TryAsync(async () =>
    {
        var account = await ReadAccount.RunAsync(Http.RequestAborted);
        var origin = Visitor.Origin(Http, account.SignInName);
        var result = Do == "codes"
            ? await MakeSpareCodes.RunAsync(Form.Password ?? "", Form.Code, Form.EndOthers, origin, Http.RequestAborted)
            : await SwitchOff.RunAsync(Form.Password ?? "", Form.Code, origin, Http.RequestAborted);
        if (!result.Given)
        {
            (PasswordWrong, CodeWrong) = Sentences.Of(result);
            return;
        }

        if (Do == "codes")
            Proof.Give(Http, SignedIn.In(Http.User)!);
        Navigation.NavigateTo(Do == "codes" ? "account/second-step?do=keep" : "account?done=second-step-off");
    });

    private sealed class Fields
    {
        public string? Password { get; set; }

        public string? Code { get; set; }

        public bool EndOthers { get; set; }
    }
}
