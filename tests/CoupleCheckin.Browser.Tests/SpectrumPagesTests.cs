using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>The pages of the spectrum in every state, looked at as <see cref="PagesTests"/> does.</summary>
public sealed class SpectrumPagesTests(ITestOutputHelper output)
{
    private readonly LookedAt _looked = new(output);

    [Fact]
    public async Task Every_page_of_the_spectrum_can_be_read_by_everybody_and_fits_every_screen()
    {
        var app = await RunningApp.StartNewAsync();
        try
        {
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
            await ann.SignUpAsync(Account.Named("Ann"));
            await ann.KeepRecoveryKeyAsync();

            await OpenAsync(ann, "/spectrum");
            await Expect(ann.Page.Locator(".lane > .rows > button").First).ToBeVisibleAsync();
            await LookAsync(ann, "spectrum");
            await ann.Page.GetByLabel("Kept from the other").CheckAsync();
            await Expect(ann.Page.Locator(".from").First).ToBeVisibleAsync();
            await ann.Page.GetByRole(AriaRole.Button, new() { Name = "Friendly contact with an ex" }).ClickAsync();
            await Expect(ann.Page.Locator("article.open")).ToBeVisibleAsync();
            await LookAsync(ann, "spectrum-kept-open");
            await ann.Page.GetByLabel("Find a behaviour").FillAsync("zzz");
            await Expect(ann.Page.GetByText("Nothing by these words")).ToHaveCountAsync(2);
            await LookWithPicturesAsync(ann, "spectrum-nothing");

            await OpenAsync(ann, "/spectrum/own");
            await ann.Page.GetByLabel("A short name").FillAsync("Cheating with Sam, always on purpose");
            await Expect(ann.Page.GetByText("Only hints.")).ToBeVisibleAsync();
            await ann.Page.Button("Add it to our list").ClickAsync();
            await Expect(ann.Page.GetByText("Choose a topic.")).ToBeVisibleAsync();
            await LookAsync(ann, "own-hints");
            await ann.Page.GetByLabel("A short name").FillAsync("A long phone call in the car before coming in");
            await ann.Page.GetByLabel("What is meant").FillAsync("Someone stays in the car for half an hour or more, talking with a person from work or an old friend.");
            await ann.Page.Button("Friends").ClickAsync();
            await ann.Page.Button("Add it to our list").ClickAsync();
            await Expect(ann.Page.Heading()).ToHaveTextAsync("A long phone call in the car before coming in");
            await LookWithPicturesAsync(ann, "own-behaviour");

            await OpenAsync(ann, "/spectrum/ex.meet-alone");
            await Expect(ann.Page.GetByText("Ask yourself")).ToBeVisibleAsync();
            await LookAsync(ann, "behaviour");
            await OpenAsync(ann, "/spectrum/ctrl.hidden-tracking");
            await Expect(ann.Page.GetByText("no fair agreement exists")).ToBeVisibleAsync();
            await LookWithPicturesAsync(ann, "behaviour-control");
            await OpenAsync(ann, "/spectrum/sex.kiss");
            await Expect(ann.Page.Heading()).ToHaveTextAsync("This topic is off for you");
            await LookWithPicturesAsync(ann, "behaviour-off");
            await OpenAsync(ann, "/spectrum/never.was");
            await Expect(ann.Page.Heading()).ToHaveTextAsync("There is nothing here");
            await LookWithPicturesAsync(ann, "behaviour-not-there");

            await OpenAsync(ann, "/spectrum/where");
            await LookWithPicturesAsync(ann, "where-choose");
            await OpenAsync(ann, "/spectrum/where/ex.meet-alone");
            await Expect(ann.Page.Heading()).ToHaveTextAsync("Whose act is it?");
            await LookAsync(ann, "where-question");
            await ChooseAsync(ann, "Mine", "No", "They would object", "I am not sure", "Most days", "We did not settle it");
            await Expect(ann.Page.Heading()).ToHaveTextAsync("Here is where it would sit");
            await LookAsync(ann, "where-zone");
            await OpenAsync(ann, "/spectrum/where/work.friendly-breaks");
            await ChooseAsync(ann, "Mine", "No", "I do not know", "Friendship", "Once", "We did not settle it");
            await Expect(ann.Page.Heading()).ToHaveTextAsync("It would sit between two zones");
            await LookWithPicturesAsync(ann, "where-between");
            await OpenAsync(ann, "/spectrum/where/ex.meet-alone");
            await ChooseAsync(ann, "Mine", "No", "I am afraid of how they would react");
            await Expect(ann.Page.Heading()).ToHaveTextAsync("This is not about a zone");
            await LookAsync(ann, "where-afraid");
            await OpenAsync(ann, "/spectrum/where/ctrl.hidden-tracking");
            await ChooseAsync(ann, "Mine");
            await Expect(ann.Page.Heading()).ToHaveTextAsync("For you, if you want it to stop");
            await ann.Page.Button("Yes").First.ClickAsync();
            await ann.Page.Button("I would rather not say").Last.ClickAsync();
            await Expect(ann.Page.GetByText("Call a line")).ToBeVisibleAsync();
            await LookAsync(ann, "where-own-control");

            _looked.AssertFine();
            ann.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static Task OpenAsync(Person person, string address) => person.Page.GotoAsync(address);

    private static async Task ChooseAsync(Person person, params string[] choices)
    {
        foreach (var choice in choices)
        {
            var before = await person.Page.Heading().InnerTextAsync();
            await person.Page.Locator(".choices").GetByRole(AriaRole.Button, new() { Name = choice, Exact = true }).ClickAsync();
            await Expect(person.Page.Heading()).Not.ToHaveTextAsync(before);
        }
    }

    /// <summary>Made of the same parts as others: looked at when somebody wants pictures.</summary>
    private Task LookWithPicturesAsync(Person person, string name) => Looks.AreKept ? LookAsync(person, name) : Task.CompletedTask;

    private Task LookAsync(Person person, string name) => _looked.LookAsync(person, name);
}
