using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>What is not there and what is not yours look the same.</summary>
[Collection(SecondAppCollection.Name)]
public sealed class NotFoundTests(RunningApp app)
{
    [Fact]
    public async Task An_invitation_that_is_used_taken_back_replaced_or_made_up_leads_to_the_same_page()
    {
        await using var couple = await Couple.PairAsync(app);
        await using var third = await Person.ComeAsync(app, "A third", Device.Laptop);
        await using var stranger = await Person.ComeAsync(app, "A stranger", Device.Laptop);
        await stranger.SignUpAsync(Account.New("cy"));

        // Used: made anew for a couple of its own, and accepted.
        await using var inviter = await Person.ComeAsync(app, "An inviter");
        await inviter.SignUpAsync(Account.New("di"));
        var replaced = await inviter.InviteAsync();
        var takenBack = await inviter.InviteAsync();
        await inviter.Page.Button("Take it back").ClickAsync();
        await Expect(inviter.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("taken back");
        var used = await inviter.InviteAsync();
        await stranger.AcceptAsync(used);
        var madeUp = new Uri(app.BaseAddress, $"join#{new string('x', new Uri(used).Fragment.Length - 1)}").ToString();

        var texts = new List<string>();
        await third.SignUpAsync(Account.New("eve"));
        foreach (var link in new[] { replaced, takenBack, used, madeUp, new Uri(app.BaseAddress, "join#1").ToString() })
        {
            await third.Page.GotoAsync("about:blank");
            await third.Page.GotoAsync(link);
            await Expect(third.Page.Heading()).ToHaveTextAsync("This link leads nowhere");
            await Expect(third.Page).ToHaveURLAsync(new Uri(app.BaseAddress, "join").ToString());
            texts.Add(await third.Page.Locator("main").InnerTextAsync());
        }
        Assert.Single(texts.Distinct(StringComparer.Ordinal));
        third.AssertClean();
        stranger.AssertClean();
        couple.AssertClean();
    }

    [Fact]
    public async Task Of_two_people_with_the_same_link_one_joins_and_the_other_finds_nothing()
    {
        await using var ann = await Person.ComeAsync(app, "Ann");
        await using var bo = await Person.ComeAsync(app, "Bo");
        await using var cy = await Person.ComeAsync(app, "Cy");
        await Task.WhenAll(ann.SignUpAsync(Account.New("ann")), bo.SignUpAsync(Account.New("bo")), cy.SignUpAsync(Account.New("cy")));
        var link = await ann.InviteAsync();
        await Task.WhenAll(bo.Page.GotoAsync(link), cy.Page.GotoAsync(link));
        foreach (var person in new[] { bo, cy })
        {
            await Expect(person.Page.Heading()).ToContainTextAsync("invites you");
            await person.Page.SayItIsSafeAsync();
        }
        var join = new[] { bo, cy }.Select(person => person.Page.GetByRole(AriaRole.Button, new() { Name = "Join " })).ToList();
        await Task.WhenAll(join[0].ClickAsync(), join[1].ClickAsync());

        var nowhere = 0;
        foreach (var person in new[] { bo, cy })
        {
            await Expect(person.Page.GetByText("Who is here").Or(person.Page.GetByText("This link leads nowhere"))).ToBeVisibleAsync();
            nowhere += await person.Page.GetByText("This link leads nowhere").CountAsync();
        }
        Assert.Equal(1, nowhere);
        await ann.Page.GotoAsync("/today");
        await Expect(ann.Page.Locator(".who")).ToHaveCountAsync(2);
        foreach (var person in new[] { ann, bo, cy })
        {
            person.AssertClean();
        }
    }

    [Fact]
    public async Task Someone_elses_round_looks_like_one_that_never_was()
    {
        await using var couple = await Couple.PairAsync(app);
        await using var stranger = await Person.ComeAsync(app, "A stranger", Device.Laptop);
        await stranger.SignUpAsync(Account.New("cy"));
        var open = await couple.OpenRoundAsync(_ => new(), _ => new());
        var running = await couple.Ann.StartRoundAsync();

        foreach (var page in new[] { "", "/comparison" })
        {
            var texts = new List<string>();
            foreach (var round in new[] { open, running, $"/rounds/{Guid.NewGuid()}", $"/rounds/{Guid.Empty}" })
            {
                await stranger.Page.GotoAsync(round + page);
                await Expect(stranger.Page.Heading()).ToHaveTextAsync("There is nothing here");
                texts.Add(await stranger.Page.Locator("main").InnerTextAsync());
            }
            Assert.Single(texts.Distinct(StringComparer.Ordinal));
        }
        stranger.AssertClean();

        // An address that was never one says the same.
        stranger.Allow("status of 404");
        await stranger.Page.GotoAsync("/rounds/17");
        await Expect(stranger.Page.Heading()).ToHaveTextAsync("There is nothing here");
        await stranger.Page.GotoAsync("/nowhere");
        await Expect(stranger.Page.Heading()).ToHaveTextAsync("There is nothing here");
        stranger.AssertClean();
        couple.AssertClean();
    }
}
