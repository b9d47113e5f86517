using System.IO.Compression;
using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>What is one's own: taken along, deleted while the partner is in a talk, and signed in to with a passkey.</summary>
[Collection(AppCollection.Name)]
public sealed class MineTests(RunningApp app)
{
    [Fact]
    public async Task One_takes_everything_along_and_deletes_their_account_while_the_other_is_in_the_talk()
    {
        await using var couple = await Couple.PairAsync(app, accounts: (Account.Named("Ann"), Account.Named("Bo")));
        var (ann, bo) = (couple.Ann, couple.Bo);
        await couple.BeginAsync("s.turns");
        var stage = await couple.StageAsync();
        while (await ann.Page.Locator(".turn", new() { HasText = "Both of you" }).IsVisibleAsync())
            stage = await couple.NextAsync(stage);
        await ann.SayAsync("I lie awake when you write at night.");
        await Expect(bo.Page.GetByText("I lie awake when you write at night.")).ToBeVisibleAsync();

        // Ann's other tab stays on Today while she takes her things along and goes.
        var other = await ann.Context.NewPageAsync();
        await other.GotoAsync("/today");
        await Expect(other.GetByText("Who is here")).ToBeVisibleAsync();
        await ann.Page.GotoAsync("/account/export");
        var saved = await ann.Page.RunAndWaitForDownloadAsync(() => ann.Page.Button("Make the file").ClickAsync());
        Assert.Equal("notes.zip", saved.SuggestedFilename);
        await Expect(ann.Page.Locator("[data-progress]")).ToContainTextAsync("Done:");
        await using (var bytes = await saved.CreateReadStreamAsync())
        await using (var archive = await ZipArchive.CreateAsync(bytes, ZipArchiveMode.Read, leaveOpen: true, null))
        {
            using var talks = new StreamReader(await archive.GetEntry("talks.md")!.OpenAsync());
            Assert.Contains("I lie awake when you write at night.", await talks.ReadToEndAsync(), StringComparison.Ordinal);
            Assert.NotNull(archive.GetEntry("agreement, to print.html"));
        }

        await ann.Page.GotoAsync("/account/delete");
        await Expect(ann.Page.GetByRole(AriaRole.Heading, new() { Name = "What stays with Bo" })).ToBeVisibleAsync();
        await ann.Page.GetByLabel("Your password").FillAsync("not this one, surely");
        await ann.Page.Button("Delete my account").ClickAsync();
        await Expect(ann.Page.GetByText("That is not the password.")).ToBeVisibleAsync();
        await ann.Page.GetByLabel("Your password").FillAsync(couple.AnnsAccount.Password);
        await ann.Page.Button("Delete my account").ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("Your account is deleted");
        await Expect(bo.Page.GetByText("This space is closed.").First).ToBeVisibleAsync();
        await bo.Page.GetByText("What was written down").ClickAsync();
        await Expect(bo.Page.GetByText("I lie awake when you write at night.")).ToBeVisibleAsync();
        await Expect(other.GetByText("Who is here")).Not.ToBeVisibleAsync();
        await ann.Page.GotoAsync("/account/sign-in");
        await Steps.FillSignInAsync(ann.Page, couple.AnnsAccount);
        await Expect(ann.Page.GetByText("Name and password do not fit together.")).ToBeVisibleAsync();
        couple.AssertClean();
    }

    [Fact]
    public async Task A_passkey_is_added_named_used_and_removed()
    {
        // A passkey belongs to a name, and an address of numbers is none.
        await using var ann = await Person.ComeAsync(app, "Ann", at: new UriBuilder(app.BaseAddress) { Host = "localhost" }.Uri);
        var account = Account.Named("Ann");
        await using var device = await ann.VirtualDeviceAsync();
        await ann.SignUpAsync(account);
        await ann.Page.GotoAsync("/account/passkeys");
        await ann.Page.GetByLabel("A name for it").FillAsync("My own phone");
        await ann.Page.Button("Add a passkey").ClickAsync();
        await Expect(ann.Page.GetByText("My own phone").First).ToBeVisibleAsync();
        Assert.Equal(1, await device.CountAsync());
        await ann.Page.GetByRole(AriaRole.Link, new() { Name = "Change My own phone" }).ClickAsync();
        await ann.Page.GetByLabel("A new name").FillAsync("The blue phone");
        await ann.Page.Button("Change the name").ClickAsync();
        await Expect(ann.Page.GetByText("The blue phone").First).ToBeVisibleAsync();
        await ann.SignOutAsync();

        // It signs in, and opens nothing: that is the password's part.
        await ann.Page.GotoAsync("/account/sign-in");
        await ann.Page.Link("Sign in with a passkey").ClickAsync();
        await ann.Page.Button("Use a passkey").ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("Your space is locked");
        await ann.Page.GotoAsync("/account");
        await Expect(ann.Page.Heading()).ToHaveTextAsync("Your space is locked");
        await ann.Page.GetByLabel("Your password").FillAsync(account.Password);
        await ann.Page.Button("Open").ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("You");
        await ann.Page.GetByText("Show the days").ClickAsync();
        await Expect(ann.Page.GetByText("Signed in with a passkey")).ToBeVisibleAsync();

        await ann.Page.GotoAsync("/account/passkeys");
        await ann.Page.GetByLabel("Your password").FillAsync(account.Password);
        await ann.Page.Button("Go on").ClickAsync();
        await ann.Page.GetByRole(AriaRole.Link, new() { Name = "Change The blue phone" }).ClickAsync();
        await ann.Page.Button("Remove this passkey").ClickAsync();
        await Expect(ann.Page.GetByText("The ones you have")).Not.ToBeVisibleAsync();
        await ann.SignOutAsync();
        await ann.Page.GotoAsync("/account/sign-in-with-passkey");
        await ann.Page.Button("Use a passkey").ClickAsync();
        await Expect(ann.Page.GetByText("That passkey does not fit an account here")).ToBeVisibleAsync();
        ann.AssertClean();
    }
}

/// <summary>The pages of what is one's own, looked at on every screen.</summary>
[Collection(AppCollection.Name)]
public sealed class MinePagesTests(RunningApp app, ITestOutputHelper output)
{
    [Fact]
    public async Task Every_page_of_what_is_ones_own_can_be_read_by_everybody()
    {
        var look = new LookedAt(output);
        await using var couple = await Couple.PairAsync(app, Device.Laptop, Device.Laptop, accounts: (Account.Named("Ann"), Account.Named("Bo")), annAt: new UriBuilder(app.BaseAddress) { Host = "localhost" }.Uri);
        var ann = couple.Ann;
        await using var device = await ann.VirtualDeviceAsync();
        await ann.SignOutAsync();
        await ann.Page.GotoAsync("/account/sign-in-with-passkey");
        await look.LookAsync(ann, "passkey-sign-in");
        await ann.SignInAsync(couple.AnnsAccount);
        foreach (var (path, name) in new[] { ("/account/export", "export-password"), ("/account/delete", "delete") })
        {
            await ann.Page.GotoAsync(path);
            await look.LookAsync(ann, name);
        }
        await ann.Page.GotoAsync("/account/passkeys");
        await ann.Page.GetByLabel("Your password").FillAsync(couple.AnnsAccount.Password);
        await ann.Page.Button("Go on").ClickAsync();
        await ann.Page.GetByLabel("A name for it").FillAsync("My own phone");
        await ann.Page.Button("Add a passkey").ClickAsync();
        await ann.Page.GetByRole(AriaRole.Link, new() { Name = "Change My own phone" }).ClickAsync();
        await Expect(ann.Page.Button("Remove this passkey")).ToBeVisibleAsync();
        await look.LookAsync(ann, "passkeys");
        await ann.Page.GotoAsync("/account/export");
        await Expect(ann.Page.Button("Make the file")).ToBeVisibleAsync();
        await look.LookAsync(ann, "export");
        await ann.Page.GotoAsync("/account");
        await look.LookAsync(ann, "account-mine");
        await ann.SignOutAsync();
        await ann.Page.GotoAsync("/account/deleted");
        await Expect(ann.Page.Heading()).ToHaveTextAsync("Your account is deleted");
        await look.LookAsync(ann, "deleted");
        look.AssertFine();
        couple.AssertClean();
    }
}

/// <summary>A device with passkeys that the browser believes in.</summary>
internal sealed class VirtualDevice(ICDPSession session, string id) : IAsyncDisposable
{
    public async Task<int> CountAsync() =>
        (await session.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = id }))!.Value.GetProperty("credentials").GetArrayLength();

    public async ValueTask DisposeAsync() => await session.DetachAsync();
}

internal static class VirtualDevices
{
    /// <summary>Gives the person's first tab such a device; its owner always agrees.</summary>
    public static async Task<VirtualDevice> VirtualDeviceAsync(this Person person)
    {
        var session = await person.Context.NewCDPSessionAsync(person.Page);
        await session.SendAsync("WebAuthn.enable");
        var made = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true,
                ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        return new(session, made!.Value.GetProperty("authenticatorId").GetString()!);
    }
}
