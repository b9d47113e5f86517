using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.Web.Hosting;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Couples;

/// <summary>
/// Where an invitation leads. The secret comes from behind the hash sign, posted by a small script or pasted by hand, and is
/// kept for an hour in a sealed cookie, so that one can sign up or sign in meanwhile.
/// </summary>
public sealed partial class JoinPage
{
    /// <summary>A link of ours has some hundred characters; what is longer is none.</summary>
    private const int LongestLink = 500;

    private InvitationView? invitation;
    private (string Title, string Sentence)? refusal;

    [SupplyParameterFromForm(FormName = "look")]
    private string? Link { get; set; }

    [SupplyParameterFromForm(FormName = "accept")]
    private string? Answer { get; set; }

    [Inject]
    private LookAtInvitation Look { get; set; } = null!;

    [Inject]
    private AcceptInvitation Accept { get; set; } = null!;

    [Inject]
    private PendingInvitation Pending { get; set; } = null!;

    [Inject]
    private Domain.Safety.SafetyGates Gates { get; set; } = null!;

    [Inject]
    private PersonClock Clock { get; set; } = null!;

    private string? Flaw { get; set; }

    private bool IsSignedIn => Http.User.Identity?.IsAuthenticated == true;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (Pending.Find(Http) is not { } secret)
            return;
        invitation = await Look.RunAsync(secret, Http.RequestAborted);
        if (invitation is null && HttpMethods.IsGet(Http.Request.Method))
            LeadNowhere();
    }

    private async Task LookAsync()
    {
        var typed = Link?.Trim() ?? "";
        if (typed.Length == 0)
        {
            (Flaw, invitation) = ("Please paste the link here.", null);
            return;
        }

        var secret = typed[(typed.LastIndexOf('#') + 1)..];
        if (typed.Length > LongestLink || await Look.RunAsync(secret, Http.RequestAborted) is null)
        {
            LeadNowhere();
            return;
        }

        Pending.Keep(Http, secret);
        Navigation.NavigateTo("join");
    }

    private Task AcceptAsync() => TryAsync(async () =>
    {
        if (!string.Equals(Answer, "join", StringComparison.Ordinal))
        {
            PendingInvitation.Forget(Http);
            Navigation.NavigateTo("today");
            return;
        }

        switch (await Accept.RunAsync(Pending.Find(Http), Http.RequestAborted))
        {
            case AcceptResult.Joined:
                PendingInvitation.Forget(Http);
                Navigation.NavigateTo("today");
                break;
            case AcceptResult.OwnInvitation:
                Refuse("This is your own invitation", "Give its link to your partner. You can take it back under “You”.");
                break;
            case AcceptResult.AlreadyPaired:
                Refuse("You are two already", "There are two seats in a couple here, never three. Leaving comes first; you find that under “You”.");
                break;
            case AcceptResult.NotFound:
                LeadNowhere();
                break;
        }
    });

    private void LeadNowhere() => Refuse("This link leads nowhere", "It may be used, taken back or too old, or never have been a link at all. Your partner can make a new one.");

    private void Refuse(string title, string sentence)
    {
        PendingInvitation.Forget(Http);
        invitation = null;
        refusal = (title, sentence);
    }
}
