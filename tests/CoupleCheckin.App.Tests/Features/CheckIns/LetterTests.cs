using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Features.CheckIns;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.CheckIns;
using Microsoft.Extensions.DependencyInjection;

namespace CoupleCheckin.App.Tests.Features.CheckIns;

public sealed class LetterTests
{
    private readonly Postbox postbox = new();

    public static TheoryData<Engine> Here => Engines.Here;

    private Task<TwoPartners> HomeAsync(Engine engine) => TwoPartners.PairedAsync(engine, services => services.AddSingleton<IPostbox>(postbox));

    private static Task<int> RoundAsync(TwoPartners home) => home.AsNobody.RunAsync((SendLetters it) => it.RunAsync());

    private static Task<bool> WantAsync(TwoPartners.Somebody who, string? address) => who.RunAsync((SetLetter it) => it.RunAsync(address));

    [Theory]
    [MemberData(nameof(Here))]
    public async Task One_letter_comes_on_the_day_to_whoever_asked_for_it_and_to_nobody_else(Engine engine)
    {
        await using var home = await HomeAsync(engine);
        await home.AsBo.RunAsync((SetZone it) => it.RunAsync("Europe/Zurich"));
        await home.AsBo.SetRhythmAsync(Pace.Weekly, new(2026, 5, 12), 19 * 60);
        Assert.Equal(0, await RoundAsync(home));
        Assert.True(await WantAsync(home.AsAnn, " ann@example.org "));
        Assert.Equal(0, await RoundAsync(home));
        home.Pass(TimeSpan.FromHours(3));
        Assert.Equal(1, await RoundAsync(home));
        Assert.Equal(0, await RoundAsync(home));
        Assert.Equal(["ann@example.org"], postbox.Letters);
        home.Pass(TimeSpan.FromDays(7));
        Assert.Equal(1, await RoundAsync(home));
        Assert.True(await WantAsync(home.AsAnn, null));
        home.Pass(TimeSpan.FromDays(7));
        Assert.Equal(0, await RoundAsync(home));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task While_the_mail_server_is_down_it_is_tried_again_and_what_is_long_past_is_left_out(Engine engine)
    {
        await using var home = await HomeAsync(engine);
        await home.AsAnn.SetRhythmAsync(Pace.Weekly, new(2026, 5, 12), 14 * 60);
        await WantAsync(home.AsAnn, "ann@example.org");
        postbox.IsDown = true;
        Assert.Equal(0, await RoundAsync(home));
        home.Pass(TimeSpan.FromHours(5));
        Assert.Equal(0, await RoundAsync(home));
        postbox.IsDown = false;
        Assert.Equal(1, await RoundAsync(home));
        postbox.IsDown = true;
        home.Pass(TimeSpan.FromDays(7));
        Assert.Equal(0, await RoundAsync(home));
        postbox.IsDown = false;
        home.Pass(TimeSpan.FromDays(1));
        Assert.Equal(0, await RoundAsync(home));
        Assert.Single(postbox.Letters);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task An_address_is_its_owners_alone_and_not_readable_in_the_files(Engine engine)
    {
        await using var home = await HomeAsync(engine);
        foreach (var no in new[] { "", "ann", "ann@", "@example.org", "ann@example.org,bo@example.org", "ann@example.org\r\nBcc: bo@example.org", "Ann <ann@example.org>", $"{new string('a', 250)}@example.org" })
            Assert.False(await WantAsync(home.AsAnn, no), no);
        Assert.True(await WantAsync(home.AsAnn, "ann@example.org"));
        Assert.Equal("ann@example.org", (await home.AsAnn.RunAsync((ReadLetter it) => it.RunAsync())).Address);
        Assert.Null((await home.AsBo.RunAsync((ReadLetter it) => it.RunAsync())).Address);
        Assert.DoesNotContain("ann@", System.Text.Encoding.UTF8.GetString((byte[])(await home.PeekAsync("SELECT \"Blob\" FROM \"MailReminders\"")).Single()), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Without_a_mail_server_nothing_is_asked_for_and_nothing_sent(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        Assert.False((await home.AsAnn.RunAsync((ReadLetter it) => it.RunAsync())).IsPossible);
        Assert.False(await WantAsync(home.AsAnn, "ann@example.org"));
        Assert.Equal(0, await RoundAsync(home));
    }
}
