using System.Security.Claims;
using Bunit;
using CoupleCheckin.Web.Hosting;
using CoupleCheckin.Web.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace CoupleCheckin.Web.Tests.Shared;

public sealed class OneMemberTests : OnScreenOfTwo
{
    private SignedInHere Here => Tab.Services.GetRequiredService<SignedInHere>();

    private IRenderedComponent<OneMember> Show() => Tab.Render<OneMember>(guard => guard.AddChildContent("<p id='page'>Canary of Ann</p>"));

    private static void IsCleared(IRenderedComponent<OneMember> guard)
    {
        guard.WaitForAssertion(() => Assert.Equal("This page was someone else’s", guard.Find("h1").Words()));
        Assert.DoesNotContain("Canary", guard.Markup, StringComparison.Ordinal);
        Assert.Empty(guard.FindAll("#page"));
        Assert.Equal(["today", "exit"], guard.FindAll("a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void A_page_is_shown_to_whoever_opened_it()
    {
        var guard = Show();
        Assert.Equal("Canary of Ann", guard.Find("#page").Words());
        Tab.Browser.SignIn(Ann.Principal);
        Assert.Equal("Canary of Ann", guard.Find("#page").Words());
    }

    [Fact]
    public void When_somebody_else_signs_in_nothing_of_the_page_is_left()
    {
        var guard = Show();
        Tab.Browser.SignIn(Bo.Principal);
        IsCleared(guard);
    }

    [Fact]
    public void When_the_session_is_over_nothing_of_the_page_is_left()
    {
        var guard = Show();
        Tab.Browser.SignIn(new ClaimsPrincipal(new ClaimsIdentity()));
        IsCleared(guard);
    }

    [Fact]
    public void A_page_once_cleared_does_not_come_back_with_its_owner()
    {
        var guard = Show();
        Tab.Browser.SignIn(Bo.Principal);
        Tab.Browser.SignIn(Ann.Principal);
        IsCleared(guard);
    }

    [Fact]
    public async Task A_connection_that_comes_back_with_another_cookie_clears_the_page_and_nobody_is_signed_in_there()
    {
        await Here.OnCircuitOpenedAsync(null!, default);
        var guard = Show();
        Assert.NotNull(await Here.FindAsync());
        Tab.Browser.SignInQuietly(Bo.Principal);
        Assert.Null(await Here.FindAsync());
        await Here.OnConnectionUpAsync(null!, default);
        IsCleared(guard);
    }

    [Fact]
    public async Task A_press_in_a_tab_whose_cookie_changed_clears_the_page_before_it_does_anything()
    {
        await Here.OnCircuitOpenedAsync(null!, default);
        var guard = Show();
        Tab.Browser.SignInQuietly(Bo.Principal);
        var wasClearedFirst = false;
        await Here.CreateInboundActivityHandler(_ =>
        {
            wasClearedFirst = guard.FindAll("#page").Count == 0;
            return Task.CompletedTask;
        })(null!);
        Assert.True(wasClearedFirst);
        IsCleared(guard);
    }
}
