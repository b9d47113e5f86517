using System.Reflection;
using Bunit;
using CoupleCheckin.Web.Features.Checklist;
using CoupleCheckin.Web.Features.Spectrum;
using CoupleCheckin.Web.Features.Today;
using CoupleCheckin.Web.Layout;
using CoupleCheckin.Web.Shared;
using CoupleCheckin.Web.Tests.Harness;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Tests.Shared;

public sealed class RoomTests : OnScreenOfTwo
{
    public static TheoryData<Type> SpacePages =>
    [
        .. typeof(Screens).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(RouteAttribute)) && type.GetCustomAttribute<ExcludeFromInteractiveRoutingAttribute>() is null),
    ];

    private IRenderedComponent<MainLayout> Show(Type page) => Tab.Render<MainLayout>(layout => layout
        .AddCascadingValue(new RouteData(page, new Dictionary<string, object?>()))
        .Add(p => p.Body, "<h1>The page</h1>"));

    [Theory]
    [MemberData(nameof(SpacePages))]
    public void Every_page_of_the_space_is_for_people_who_are_signed_in_and_says_in_which_room_it_is(Type page)
    {
        Assert.NotNull(page.GetCustomAttribute<AuthorizeAttribute>());
        Assert.NotNull(page.GetCustomAttribute<InRoomAttribute>());
        Assert.Equal(typeof(MainLayout), page.GetCustomAttribute<LayoutAttribute>()?.LayoutType);
    }

    [Theory]
    [InlineData(typeof(TodayPage), "us", "A Ann")]
    [InlineData(typeof(SpectrumPage), "us", "A B Us Ann and Bo")]
    [InlineData(typeof(ComparisonPage), "us", "A B Us Ann and Bo")]
    [InlineData(typeof(RoundPage), "sealed focus", "Just me until we both open it")]
    public void The_room_shows_in_the_bar_before_the_words_do(Type page, string shell, string sign)
    {
        var layout = Show(page);
        layout.WaitForAssertion(() => Assert.Equal(sign, layout.Find(".sign").Words()));
        Assert.Equal($"shell {shell}", layout.Find(".shell").ClassName!.Trim());
        Assert.Equal("The page", layout.Find("main#main h1").Words());
    }

    [Fact]
    public void A_focused_screen_has_no_bar_of_places() => Assert.Empty(Show(typeof(RoundPage)).FindAll("nav.places"));

    [Theory]
    [InlineData(typeof(TodayPage), "Today")]
    [InlineData(typeof(ComparisonPage), "Spectrum")]
    public void Any_other_screen_says_where_one_is(Type page, string place) => Assert.Equal(place, Show(page).Find("nav.places [aria-current=page]").Words());

    [Theory]
    [MemberData(nameof(SpacePages))]
    public void Every_page_has_the_way_out_at_its_top_and_the_skip_link_before_everything(Type page)
    {
        var layout = Show(page);
        var exit = layout.Find("header.room a.exit");
        Assert.Equal(("exit", "Leave"), (exit.GetAttribute("href"), exit.Words()));
        var links = layout.FindAll(".shell a");
        Assert.EndsWith("#main", links[0].GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("skip", links[0].ClassList);
    }

    [Fact]
    public void What_no_page_expected_is_a_calm_sentence_and_tells_nothing_of_the_fault()
    {
        var layout = Tab.Render<MainLayout>(page => page
            .AddCascadingValue(new RouteData(typeof(TodayPage), new Dictionary<string, object?>()))
            .Add(p => p.Body, (RenderFragment)(_ => throw new InvalidOperationException("Canary of the machine"))));
        Assert.Equal("That did not work", layout.Find("main h1").Words());
        Assert.DoesNotContain("Canary", layout.Markup, StringComparison.Ordinal);
        Assert.NotNull(layout.Find("a.exit"));
    }

    [Fact]
    public void Without_a_connection_there_is_one_bar_of_our_own()
    {
        var bar = Tab.Render<NoConnection>().Find("#no-connection");
        Assert.Equal("No connection. What you typed is kept. Try now", bar.Words());
        Assert.Equal("status", bar.GetAttribute("role"));
    }
}
