using CoupleCheckin.Browser.Tests.Harness;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>Two people write their agreement, each at their own browser: words, other words, two signatures, a version, a sheet of paper.</summary>
[Collection(SecondAppCollection.Name)]
public sealed class AgreementTests(RunningApp app, ITestOutputHelper output)
{
    [Fact]
    public async Task Two_people_go_from_words_to_a_sheet_of_paper()
    {
        var looked = new LookedAt(output);
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        await using var bo = await Person.ComeAsync(app, "Bo");
        await ann.SignUpAsync(Account.Named("Ann"));
        await ann.KeepRecoveryKeyAsync();
        await ann.Page.GotoAsync("/agreement");
        await Expect(ann.Page.GetByText("An agreement is for two")).ToBeVisibleAsync();
        await looked.LookAsync(ann, "agreement-alone");
        var link = await ann.InviteAsync();
        await bo.Page.GotoAsync(link);
        await bo.SignUpAsync(Account.Named("Bo"));
        await bo.KeepRecoveryKeyAsync();
        await bo.Page.SayItIsSafeAsync();
        await bo.Page.Button("Join Ann").ClickAsync();
        await Expect(bo.Page.WhoIsHere("Ann")).ToBeVisibleAsync();
        await bo.Page.GotoAsync("/agreement");
        await Expect(bo.Page.GetByText("Nothing is written down yet")).ToBeVisibleAsync();
        await looked.LookAsync(bo, "agreement-empty");

        // Ann writes; a rule over the other is offered in other words; her draft is hers alone.
        await ann.Page.GotoAsync("/agreement/new");
        await ann.Page.GetByLabel("Our line").FillAsync("You may not meet an ex alone.");
        await Expect(ann.Page.GetByText("easier to hear")).ToBeVisibleAsync();
        await looked.LookAsync(ann, "builder-rewording");
        await ann.Page.GetByLabel("Our line").FillAsync("We can each meet an ex one to one. We say so afterwards, and where.");
        await ann.Page.Button("Propose to Bo").ClickAsync();
        await Expect(ann.Page.GetByText("Choose how much the two of you tell each other.")).ToBeVisibleAsync();
        await ann.Page.GetByLabel("Tell afterwards").CheckAsync();
        await Expect(ann.Page.Saved()).ToBeVisibleAsync();
        await ann.Page.GetByText("Say more:").ClickAsync();
        await ann.Page.GetByLabel("What is fine", new() { Exact = true }).FillAsync("A coffee, a walk, a birthday.");
        await ann.Page.Locator("h1").ClickAsync();
        await Expect(ann.Page.Saved()).ToBeVisibleAsync();
        await looked.LookAsync(ann, "builder");
        Assert.DoesNotContain("one to one", await Steps.EverythingInAsync(bo.Page), StringComparison.Ordinal);
        await ann.Page.Button("Propose to Bo").ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("A new clause");
        await looked.LookAsync(ann, "clause-proposed");

        // Bo sees it come, without a reload, and answers with his own words.
        await Expect(bo.Page.GetByText("Ann has signed")).ToBeVisibleAsync();
        await bo.Page.Link("Answer with my own").ClickAsync();
        await Expect(bo.Page.Heading()).ToHaveTextAsync("Answer Ann with your own words");
        await bo.Page.GetByLabel("Our line").FillAsync("We can each meet an ex one to one. We say so the day before, and where, and it is fine to ask how it was.");
        await bo.Page.GetByLabel("Tell before").CheckAsync();
        await bo.Page.Button("Propose to Ann").ClickAsync();
        await Expect(bo.Page.Heading()).ToHaveTextAsync("A new clause");

        // Ann sees word by word what is other, and signs.
        await Expect(ann.Page.Locator("ins").Filter(new() { HasText = "the day before" })).ToBeVisibleAsync();
        await Expect(ann.Page.Locator("del").Filter(new() { HasText = "afterwards" })).ToBeVisibleAsync();
        await looked.LookAsync(ann, "clause-counter");
        var decline = ann.Page.Button("Decline, with a reason");
        await decline.ScrollIntoViewIfNeededAsync();
        var scrolled = await ann.Page.EvaluateAsync<double>("() => scrollY");
        await decline.ClickAsync();
        await Expect(ann.Page.Locator("main section:not(:has(h1)) :focus")).ToHaveCountAsync(1);
        Assert.Equal(scrolled, await ann.Page.EvaluateAsync<double>("() => scrollY"));
        await looked.LookAsync(ann, "clause-declining");
        await ann.Page.Button("Not now").ClickAsync();
        await Expect(ann.Page.Locator("main section:not(:has(h1)) :focus")).ToHaveCountAsync(1);
        await ann.Page.Button("Sign these words").ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("Clause 1");
        await Expect(bo.Page.GetByText("Both signatures were checked just now")).ToBeVisibleAsync();
        await looked.LookAsync(bo, "clause-signed");

        // A trial that reaches far: note and question, alone.
        await bo.Page.GotoAsync("/agreement/new");
        await bo.Page.GetByLabel("Our line").FillAsync("We check each other's phones on Sundays.");
        await bo.Page.GetByLabel("Tell afterwards").CheckAsync();
        await bo.Page.GetByLabel("On trial").CheckAsync();
        await bo.Page.GetByLabel("Until", new() { Exact = false }).FillAsync(await bo.Page.EvaluateAsync<string>("() => new Date(Date.now() + 14 * 864e5).toISOString().slice(0, 10)"));
        await bo.Page.Button("Propose to Ann").ClickAsync();
        await Expect(bo.Page.Button("I am giving in")).ToBeVisibleAsync();
        await looked.LookAsync(bo, "builder-asks");
        await bo.Page.Button("I am giving in").ClickAsync();
        await Expect(bo.Page.GetByText("It stays your draft. Ann sees nothing of it")).ToBeVisibleAsync();

        // The agreement, its version, its paper.
        await ann.Page.GotoAsync("/agreement");
        await Expect(ann.Page.GetByText("Version 1, in force since")).ToBeVisibleAsync();
        Assert.DoesNotContain("phones on Sundays", await Steps.EverythingInAsync(ann.Page), StringComparison.Ordinal);
        await looked.LookAsync(ann, "agreement-one");
        await ann.Page.GotoAsync("/agreement/reminders");
        await ann.Page.Button("Make my address").ClickAsync();
        await looked.LookAsync(ann, "reminders");
        await ann.Page.GotoAsync("/agreement/print");
        await Expect(ann.Page.GetByText("It is no contract")).ToBeVisibleAsync();
        await looked.LookAsync(ann, "agreement-print");

        // Ten clauses of one sentence, with their levels and dates, are one sheet of A4.
        await ann.Page.EvaluateAsync("""
            () => {
              const first = document.querySelector('.clause');
              first.querySelectorAll('.part').forEach(part => part.remove());
              for (let number = 2; number <= 10; number++) {
                const next = first.cloneNode(true);
                next.querySelector('.no').textContent = number;
                document.querySelector('.clause:last-of-type').after(next);
              }
            }
            """);
        var paper = await ann.Page.PdfAsync(new() { PreferCSSPageSize = true, Path = Looks.AreKept ? Path.Combine(Repository.Artifacts, "screens", "agreement-print.pdf") : null });
        if (Looks.AreKept)
        {
            await ann.Page.SetViewportSizeAsync(643, 986);
            await ann.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
            await ann.ScreenshotAsync("agreement-paper");
        }
        Assert.Equal(1, System.Text.Encoding.Latin1.GetString(paper).Split("/Type /Page\n").Length - 1);
        looked.AssertFine();
        ann.AssertClean();
        bo.AssertClean();
    }

    [Fact]
    public async Task Words_are_written_proposed_and_signed_without_a_mouse()
    {
        await using var two = await Couple.PairAsync(app, Device.Laptop, Device.Laptop);
        var (ann, bo) = (two.Ann, two.Bo);
        await bo.Page.GoByKeysAsync(bo.Page.Link("Agreement"));
        await ann.Page.GoByKeysAsync(ann.Page.Link("Agreement"));
        await ann.Page.GoByKeysAsync(ann.Page.Link("Write a clause"));
        await Expect(ann.Page.Heading()).ToHaveTextAsync("Write a clause");
        await ann.Page.GetByLabel("Our line").FocusAsync();
        await ann.Page.Keyboard.TypeAsync("We introduce the people who matter.");
        await ann.Page.GetByLabel("No need to tell").FocusAsync();
        await ann.Page.Keyboard.PressAsync("Space");
        await Expect(ann.Page.GetByLabel("No need to tell")).ToBeCheckedAsync();
        await ann.Page.Locator(".steps .fill").PressAsync("Enter");
        await Expect(ann.Page.Heading()).ToHaveTextAsync("A new clause");
        await bo.Page.GoByKeysAsync(bo.Page.Button("Sign these words"));
        await Expect(ann.Page.Heading()).ToHaveTextAsync("Clause 1");
        await Expect(bo.Page.GetByText("Version 1, in force since")).ToBeVisibleAsync();
        two.AssertClean();
    }
}
