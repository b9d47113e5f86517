using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.Web.Hosting;
using CoupleCheckin.Web.Shared.Forms;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Account;

/// <summary>One password prompt after a restart of the server or twelve idle hours, then on to the page where one was.</summary>
public sealed partial class UnlockPage
{
    /// <summary>Where to go on.</summary>
    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    /// <summary>What happened just before.</summary>
    [SupplyParameterFromQuery]
    public string? After { get; set; }

    [SupplyParameterFromForm(FormName = "unlock")]
    private string? Password { get; set; }

    [Inject]
    private ReadAccount ReadAccount { get; set; } = null!;

    [Inject]
    private Unlock Unlock { get; set; } = null!;

    [Inject]
    private LiveSessions Sessions { get; set; } = null!;

    private string? Flaw { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (HttpMethods.IsGet(Http.Request.Method) && SignedIn.In(Http.User) is { } who && Sessions.IsOpen(who))
            GoOn();
    }

    private Task SubmitAsync() => TryAsync(async () =>
    {
        var account = await ReadAccount.RunAsync(Http.RequestAborted);
        var result = await Unlock.RunAsync(Password ?? "", Visitor.Origin(Http, account.SignInName), Http.RequestAborted);
        if (result.Opened)
            GoOn();
        else
            Flaw = Sentences.Of(result.Wait) ?? Sentences.WrongPassword;
    });

    private void GoOn() => Navigation.NavigateTo(LocalAddress.Or(ReturnUrl, "today"));
}
