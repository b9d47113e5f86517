using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Hosting;

/// <summary>Leaving over the whole app: one form, one password, and what one can do with it.</summary>
public sealed class LeavingTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Whoever_leaves_can_end_all_their_sessions_in_the_same_step()
    {
        var (ann, bo) = await TwoAsync("Parting");
        var page = await ann.PageAsync("/couple/leave");
        Assert.Equal(3, page.QuerySelectorAll(".alone input[type=radio]").Length);
        Assert.Contains("free", page.QuerySelector(".alone")!.ClassList);

        var left = await ann.SendAsync("/couple/leave", page.QuerySelector("form:has([name=Password])")!, new Dictionary<string, string>(StringComparer.Ordinal) { ["Password"] = Uri.EscapeDataString(Person.Password), ["Everywhere"] = "true" });

        Assert.Equal("/account/sign-in?after=everywhere", left.Headers.Location?.OriginalString.Replace("https://notes.example", "", StringComparison.Ordinal));
        Assert.Contains("/account/sign-in", (await ann.GetAsync("/account")).Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Contains("This space is closed", (await bo.PageAsync("/account")).QuerySelector("#main")!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_leaves_stays_signed_in_without_that_and_goes_on_alone()
    {
        var (ann, _) = await TwoAsync("Going");
        var page = await ann.PageAsync("/couple/leave");

        var left = await ann.SendAsync("/couple/leave", page.QuerySelector("form:has([name=Password])")!, new Dictionary<string, string>(StringComparer.Ordinal) { ["Password"] = Uri.EscapeDataString(Person.Password) });

        Assert.EndsWith("/account?done=left", left.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Contains("Invite your partner", (await ann.PageAsync("/account")).QuerySelector("#main")!.Words(), StringComparison.Ordinal);
        Assert.Contains("There is nobody to leave.", (await ann.PageAsync("/couple/leave")).QuerySelector("#main")!.Words(), StringComparison.Ordinal);
    }

    private async Task<(Visit Ann, Visit Bo)> TwoAsync(string name)
    {
        var (ann, whoAnn) = await site.SignUpAsync($"{name}-ann");
        var (bo, whoBo) = await site.SignUpAsync($"{name}-bo");
        var secret = (await site.AsAsync(whoAnn, (Invite it) => it.RunAsync())).Secret;
        Assert.Equal(AcceptResult.Joined, await site.AsAsync(whoBo, (AcceptInvitation it) => it.RunAsync(secret)));
        return (ann, bo);
    }
}
