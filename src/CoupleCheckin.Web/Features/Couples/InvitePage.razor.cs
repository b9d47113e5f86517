using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.Web.Hosting;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Couples;

/// <summary>Invites the partner: a private pause first, then a link and its QR code, shown once.</summary>
public sealed partial class InvitePage
{
    private CoupleView? couple;
    private string? link;
    private bool nobody;
    private DateTimeOffset expiresAt;

    [Inject]
    private ReadCouple ReadCouple { get; set; } = null!;

    [Inject]
    private Invite Invite { get; set; } = null!;

    [Inject]
    private Domain.Safety.SafetyGates Gates { get; set; } = null!;

    [Inject]
    private PersonClock Clock { get; set; } = null!;

    [Inject]
    private IConfiguration Configuration { get; set; } = null!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => TryAsync(async () => couple = await ReadCouple.RunAsync(Http.RequestAborted));

    private Task SubmitAsync() => TryAsync(async () =>
    {
        var result = await Invite.RunAsync(Http.RequestAborted);
        nobody = result.Secret is null;
        expiresAt = result.ExpiresAt;
        link = nobody ? null : $"{HostSettings.Beginning(Configuration, Http.Request)}/join#{result.Secret}";
    });
}
