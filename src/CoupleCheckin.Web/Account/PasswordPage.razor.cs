using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.Web.Hosting;
using CoupleCheckin.Web.Shared.Forms;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Account;

/// <summary>Changes the password.</summary>
public sealed partial class PasswordPage
{
    [SupplyParameterFromForm(FormName = "password")]
    private Fields Form { get; set; } = null!;

    [Inject]
    private ReadAccount ReadAccount { get; set; } = null!;

    [Inject]
    private ChangePassword ChangePassword { get; set; } = null!;

    private string? CurrentWrong { get; set; }

    private string? NextWrong { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet() => Form ??= new() { EndOthers = true };

    private Task SubmitAsync() => TryAsync(async () =>
    {
        var account = await ReadAccount.RunAsync(Http.RequestAborted);
        var result = await ChangePassword.RunAsync(Form.Current ?? "", Form.Next ?? "", Form.EndOthers, Visitor.Origin(Http, account.SignInName), Http.RequestAborted);
        if (result.Changed)
        {
            Navigation.NavigateTo("account?done=password");
            return;
        }

        NextWrong = Sentences.Of(result.Flaw);
        CurrentWrong = Sentences.Of(result.Wait) ?? (result.CurrentIsWrong ? Sentences.WrongPassword : Sentences.TypeItAgain);
        NextWrong ??= Sentences.TypeItAgain;
    });

    private sealed class Fields
    {
        public string? Current { get; set; }

        public string? Next { get; set; }

        public bool EndOthers { get; set; }
    }
}
