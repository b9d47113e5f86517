using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>Two people who never saw the app before go the whole way, each at their own browser.</summary>
public abstract class WholeWay(RunningApp app, ITestOutputHelper output)
{
    [Theory]
    [InlineData(Device.Phone, Device.Laptop)]
    [InlineData(Device.Laptop, Device.Phone)]
    public async Task Two_people_sign_up_pair_answer_alone_and_open_it_together(Device anns, Device bos)
    {
        await using var ann = await Person.ComeAsync(app, "Ann", anns);
        await using var bo = await Person.ComeAsync(app, "Bo", bos);
        var (annsAccount, bosAccount) = (Account.New("ann"), Account.New("bo"));
        var annsNote = Canaries.Make("annsnote");
        var bosNote = Canaries.Make("bosnote");
        var documents = new List<Task<string>>();
        foreach (var person in new[] { ann, bo })
        {
            person.Context.Response += (_, response) =>
            {
                if (response.Request.ResourceType == "document" && response.Status == 200)
                {
                    documents.Add(response.TextIfThereAsync());
                }
            };
        }

        // Ann, from the first page on, and with her recovery key written down.
        await ann.Page.GotoAsync("/");
        await ann.Page.Link("Create an account").ClickAsync();
        await Steps.FillSignUpAsync(ann.Page, annsAccount);
        await Expect(ann.Page.Heading()).ToHaveTextAsync("Your recovery key");
        var key = await ann.KeepRecoveryKeyAsync();
        await Expect(ann.Page.WhoIsHere(annsAccount.Called)).ToBeVisibleAsync();
        var link = await ann.InviteAsync();
        await ann.Page.Link("Go on").ClickAsync();
        await Expect(ann.Page.GetByText("Your invitation stands until")).ToBeVisibleAsync();

        // Bo opens the link before he has an account, and comes back to it.
        await bo.Page.GotoAsync(link);
        await Expect(bo.Page.Heading()).ToHaveTextAsync($"{annsAccount.Called} invites you");
        Assert.DoesNotContain("#", bo.Page.Url, StringComparison.Ordinal);
        await bo.Page.Link("Create an account").ClickAsync();
        await Steps.FillSignUpAsync(bo.Page, bosAccount);
        await bo.KeepRecoveryKeyAsync();
        await bo.Page.SayItIsSafeAsync();
        await bo.Page.Button($"Join {annsAccount.Called}").ClickAsync();
        await Expect(bo.Page.WhoIsHere(annsAccount.Called)).ToBeVisibleAsync();

        // Ann sees him come, and he sees her round, without a reload.
        await Expect(ann.Page.WhoIsHere(bosAccount.Called)).ToBeVisibleAsync();
        var round = await ann.StartRoundAsync();
        await bo.Page.GetByRole(AriaRole.Link, new() { Name = "The starter set" }).ClickAsync();
        await Task.WhenAll(
            ann.AnswerAllAsync(card => card == 0 ? new(Place.Gray, Place.Objectionable, annsNote) : new((Place)(card % 3))),
            bo.AnswerAllAsync(card => card == 0 ? new(Place.Within, Place.Objectionable, bosNote, IsHardLimit: true) : new((Place)(card % 2), Place.Objectionable)));

        await ann.SealAsync();
        Assert.DoesNotContain(annsNote, await Steps.EverythingInAsync(bo.Page), StringComparison.Ordinal);
        await bo.SealAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("You have both sealed");
        await ann.PressReadyAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("You are ready to see");
        await Expect(bo.Page.Heading()).ToHaveTextAsync("You have both sealed");
        Assert.DoesNotContain(bosNote, await Steps.EverythingInAsync(ann.Page), StringComparison.Ordinal);
        await bo.PressReadyAsync();

        foreach (var person in new[] { ann, bo })
        {
            await person.SeesComparisonAsync();
            await Expect(person.Page.GetByText(annsNote)).ToBeVisibleAsync();
            await Expect(person.Page.GetByText(bosNote)).ToBeVisibleAsync();
            await Expect(person.Page).ToHaveURLAsync(new Uri(app.BaseAddress, $"{round}/comparison").ToString());
            await Expect(person.Page).ToHaveTitleAsync("Notes");
        }

        // The written page is only a frame: what a person wrote reaches the screen through the circuit alone.
        var html = string.Join('\n', await Task.WhenAll(documents));
        new Canaries(annsNote, bosNote, annsAccount.Password, bosAccount.Password).SweepText(html, "the pages as sent").AssertNone();
        Assert.NotEmpty(key);
        output.WriteLine($"{documents.Count} pages were sent.");
        ann.AssertClean();
        bo.AssertClean();
    }
}

[Collection(AppCollection.Name)]
public sealed class WholeWayTests(RunningApp app, ITestOutputHelper output) : WholeWay(app, output);

[Collection(AppOnPostgresCollection.Name)]
public sealed class WholeWayOnPostgresTests(RunningAppOnPostgres app, ITestOutputHelper output) : WholeWay(app, output);
