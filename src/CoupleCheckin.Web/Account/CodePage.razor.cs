using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.Web.Hosting;
using CoupleCheckin.Web.Shared.Forms;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace CoupleCheckin.Web.Account;

/// <summary>The second step at signing in: a code of the authenticator app, or a spare code. Nobody is signed in before it.</summary>
public sealed partial class CodePage
{
    /// <summary>Where to go on.</summary>
    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    /// <summary>With what: a code unless it says "spare".</summary>
    [SupplyParameterFromQuery]
    public string? With { get; set; }

    [SupplyParameterFromForm(FormName = "code")]
    private string? Code { get; set; }

    [Inject]
    private IsCodeWaitedFor IsCodeWaitedFor { get; set; } = null!;

    [Inject]
    private TakeSecondStep TakeSecondStep { get; set; } = null!;

    [Inject]
    private PendingCode PendingCode { get; set; } = null!;

    [Inject]
    private KnownDevices KnownDevices { get; set; } = null!;

    [Inject]
    private PendingInvitation Invitation { get; set; } = null!;

    private string? Flaw { get; set; }

    private bool IsSignedIn => Http.User.Identity?.IsAuthenticated == true;

    private bool IsSpare => With == "spare";

    /// <summary>This page, with where to go on.</summary>
    internal static string Address(string? returnUrl, bool spare = false)
    {
        string?[] parts = [spare ? "with=spare" : null, LocalAddress.Read(returnUrl) is { } next ? $"returnUrl={Uri.EscapeDataString(next)}" : null];
        var query = string.Join('&', parts.OfType<string>());
        return query.Length == 0 ? "account/sign-in/code" : $"account/sign-in/code?{query}";
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (HttpMethods.IsGet(Http.Request.Method) && !IsSignedIn && !await IsCodeWaitedFor.RunAsync(PendingCode.Find(Http)))
            BeginAgain();
    }

    private Task SubmitAsync() => TryAsync(async () =>
    {
        var result = await TakeSecondStep.RunAsync(PendingCode.Find(Http), Code, Visitor.Label(Http), Http.RequestAborted);
        if (result.IsOver)
        {
            BeginAgain();
            return;
        }

        if (result.Principal is null)
        {
            Flaw = Sentences.Of(result.Wait) ?? (IsSpare ? "That is not one of your spare codes, or it was used already." : Sentences.WrongCode);
            return;
        }

        await Http.SignInAsync(IdentityConstants.ApplicationScheme, result.Principal, new() { IsPersistent = true });
        PendingCode.Forget(Http);
        KnownDevices.Remember(Http, result.SignInName!);
        Navigation.NavigateTo(LocalAddress.Or(ReturnUrl, Invitation.NextPage(Http)));
    });

    private void BeginAgain()
    {
        PendingCode.Forget(Http);
        var next = LocalAddress.Read(ReturnUrl) is { } address ? $"&returnUrl={Uri.EscapeDataString(address)}" : "";
        Navigation.NavigateTo($"account/sign-in?after=late{next}");
    }
}
