using Bunit;
using CoupleCheckin.Domain.Privacy;
using CoupleCheckin.Web.Shared;
using CoupleCheckin.Web.Tests.Harness;
using MudBlazor;

namespace CoupleCheckin.Web.Tests.Shared;

public sealed class SeeChipTests : OnScreen
{
    private IRenderedComponent<SeeChip> Show(Audience audience, string? partner = "Bo") => Tab.Render<SeeChip>(chip => chip
        .Add(p => p.Audience, audience).Add(p => p.Sentence, "Who sees it").Add(p => p.Subject, "Your answers").Add(p => p.Partner, partner));

    public static TheoryData<Audience, string, string> Faces => new()
    {
        { Audience.OnlyMe, "see only", Icons.Material.Outlined.Lock },
        { Audience.BothOnceRevealed, "see later", Icons.Material.Outlined.Mail },
        { Audience.Both, "see", Icons.Material.Outlined.Group },
    };

    [Theory]
    [MemberData(nameof(Faces))]
    public void Who_sees_it_has_one_face_for_each_audience(Audience audience, string look, string icon)
    {
        var chip = Show(audience);
        var button = chip.Find("button");
        Assert.Equal(look, button.ClassName!.Trim());
        Assert.Equal("Who sees it", button.Words());
        Assert.Equal("dialog", button.GetAttribute("aria-haspopup"));
        Assert.Equal(icon, chip.FindComponent<MudIcon>().Instance.Icon);
    }

    [Theory]
    [InlineData(Audience.OnlyMe, "Nothing of it.")]
    [InlineData(Audience.BothOnceRevealed, "One of three words: not started, working, sealed. Your answers only when you have both sealed and both pressed ready.")]
    [InlineData(Audience.Both, "All of it, as you do.")]
    public async Task A_press_opens_three_lines_you_the_partner_and_the_server(Audience audience, string partnersLine)
    {
        var dialogs = Tab.ShowDialogs();
        await Show(audience).Find("button").ClickAsync(new());

        Assert.Equal(["You", "Bo", "Server"], dialogs.FindAll("dl.who-sees dt").Select(term => term.Words()));
        Assert.Equal(["All of it, always.", partnersLine, "Run by Grandma Moss. The files hold no readable answer."], dialogs.FindAll("dl.who-sees dd").Select(line => line.Words()));
        Assert.Equal("Your answers", dialogs.Find(".mud-dialog-title").Words());
        Assert.Equal("help/who-can-read-what", dialogs.Find("a").GetAttribute("href"));

        await dialogs.Button("Close").ClickAsync(new());
        Assert.Empty(dialogs.FindAll(".mud-dialog"));
    }

    [Fact]
    public async Task A_partner_who_is_not_there_yet_is_called_your_partner()
    {
        var dialogs = Tab.ShowDialogs();
        await Show(Audience.Both, partner: null).Find("button").ClickAsync(new());
        Assert.Equal("Your partner", dialogs.FindAll("dl.who-sees dt")[1].Words());
    }
}
