using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.Web.Hosting;
using CoupleCheckin.Web.Shared.Forms;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Account;

/// <summary>A new password by the recovery key. Known and unknown accounts get the same answer.</summary>
public sealed partial class RecoverPage
{
    [SupplyParameterFromForm(FormName = "recover")]
    private Fields Form { get; set; } = null!;

    [Inject]
    private Recover Recover { get; set; } = null!;

    private string? KeyWrong { get; set; }

    private string? PasswordWrong { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet() => Form ??= new();

    private Task SubmitAsync() => TryAsync(async () =>
    {
        var name = Form.SignInName ?? "";
        var result = await Recover.RunAsync(name, Form.Key ?? "", Form.Password ?? "", Visitor.Origin(Http, name), Http.RequestAborted);
        if (result.Recovered)
        {
            Navigation.NavigateTo("account/sign-in?after=recovered");
            return;
        }

        KeyWrong = result.Flaw != PasswordFlaw.None ? null : Sentences.Of(result.Wait) ?? "Name and key do not fit together. Please check both.";
        PasswordWrong = Sentences.Of(result.Flaw) ?? Sentences.TypeItAgain;
    });

    private sealed class Fields
    {
        public string? SignInName { get; set; }

        public string? Key { get; set; }

        public string? Password { get; set; }
    }
}
