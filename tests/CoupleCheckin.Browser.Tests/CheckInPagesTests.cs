using CoupleCheckin.Browser.Tests.Harness;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>Every page of a check-in, looked at on every screen.</summary>
[Collection(AppCollection.Name)]
public sealed class CheckInPagesTests(RunningApp app, ITestOutputHelper output)
{
    [Fact]
    public async Task Every_page_of_a_check_in_can_be_read_by_everybody()
    {
        var look = new LookedAt(output);
        await using var couple = await Couple.PairAsync(app, anns: Device.Laptop, bos: Device.Laptop, accounts: (Account.Named("Ann"), Account.Named("Bo")));
        var (ann, bo) = (couple.Ann, couple.Bo);
        await ann.Page.GotoAsync("/checkin");
        await ann.Page.Button("Begin a check-in").WaitForAsync();
        await ann.Page.GetByText("Choose a rhythm").ClickAsync();
        await ann.Page.Button("Keep this rhythm").ClickAsync();
        await Expect(ann.Page.GetByText("Next:")).ToBeVisibleAsync();
        await LookIfKeptAsync(look, ann, "checkins-empty");
        await ann.Page.GotoAsync("/checkin/cards");
        await ann.Page.Button("Draw a card").ClickAsync();
        await ann.Page.Button("Another card").ClickAsync();
        await look.LookAsync(ann, "cards");
        await bo.Page.GotoAsync("/checkin/letter");
        await Expect(bo.Page.GetByText("No letters are sent from here")).ToBeVisibleAsync();
        await LookIfKeptAsync(look, bo, "letter");

        for (var time = 0; time < 2; time++)
        {
            await ann.Page.GotoAsync("/checkin");
            await ann.Page.Button("Begin a check-in").ClickAsync();
            await ann.Page.SayFreeToAnswerAsync();
            await ann.Page.Choice("How at ease", 2 + time).CheckAsync();
            await ann.Page.Locator("#answer").FillAsync("Wednesday, doing the dishes. You sang the wrong words on purpose and I laughed for the first time in days.");
            await Expect(ann.Page.Saved()).ToBeVisibleAsync();
            if (time == 1)
                await look.LookAsync(ann, "checkin-question");
            await ann.Page.Button("Look it over and seal").ClickAsync();
            await LookIfKeptAsync(look, ann, $"checkin-over-{time}");
            await ann.Page.Button("Seal my answers").ClickAsync();
            await Expect(ann.Page.Heading()).ToHaveTextAsync("Your answers are sealed");
            await bo.Page.GotoAsync("/today");
            await Expect(bo.Page.GetByText("Answer alone.")).ToBeVisibleAsync();
            await LookIfKeptAsync(look, bo, $"checkin-today-{time}");
            await bo.Page.GetByText("This week’s check-in").ClickAsync();
            await bo.Page.SayFreeToAnswerAsync();
            await bo.Page.Choice("How at ease", 4 - time).CheckAsync();
            await bo.Page.Button("Look it over and seal").ClickAsync();
            await bo.Page.Button("Seal my answers").ClickAsync();
            await Expect(bo.Page.Heading()).ToHaveTextAsync("You have both sealed");
            if (time == 0)
                await look.LookAsync(bo, "checkin-sealed");
            await bo.Page.Button("Ready to see").ClickAsync();
            await ann.Page.Button("Ready to see").ClickAsync();
            await Expect(ann.Page.GetByText("For next time")).ToBeVisibleAsync();
            await ann.Page.GetByLabel("Something I will do").FillAsync("Find an evening for dinner, phones in the drawer.");
            await ann.Page.Button("Take it along").ClickAsync();
            await Expect(ann.Page.Button("Let go").First).ToBeVisibleAsync();
            if (time == 1)
                await look.LookAsync(ann, "checkin-opened");
            await ann.Page.Button("Close for today").ClickAsync();
            await Expect(ann.Page.Heading()).ToHaveTextAsync("Check-ins");
        }

        foreach (var person in new[] { ann, bo })
        {
            await person.Page.GotoAsync("/checkin");
            await person.Page.GetByLabel("I would like one picture of both").CheckAsync();
        }
        await Expect(bo.Page.GetByText("How at ease we both were")).ToBeVisibleAsync();
        await look.LookAsync(bo, "checkins");
        look.AssertFine();
        couple.AssertClean();
    }

    /// <summary>Looks of which others of the same kind are looked at every time.</summary>
    private static Task LookIfKeptAsync(LookedAt look, Person person, string name) => Looks.AreKept ? look.LookAsync(person, name) : Task.CompletedTask;
}
