using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.CheckIns;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.App.Tests.Features.CheckIns;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Checklist;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace CoupleCheckin.App.Tests.Features;

/// <summary>
/// security.md 4.6 and check 36: the clock of the server is set back by hours and forward by days while it serves. Nothing is lost, and
/// nobody waits longer than is written. What is said of the brake on guessing stands in <see cref="Accounts.SharedBrakeTests"/>.
/// </summary>
public sealed class ClockTests
{
    private static readonly TimeSpan Back = TimeSpan.FromHours(-5);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(4);

    private readonly JumpingClock clock = new(new(2026, 5, 12, 11, 59, 0, TimeSpan.Zero));

    public static TheoryData<Engine> Here => Engines.Here;

    [Theory]
    [MemberData(nameof(Here))]
    public async Task An_invitation_stands_again_when_the_clock_is_right_again_and_lets_one_in(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine, Jumping);
        var link = (await home.AsAnn.RunAsync((Invite it) => it.RunAsync())).Secret!;

        clock.Set(Ahead);
        Assert.Null(await LookAsync());
        Assert.Equal(AcceptResult.NotFound, await home.AsBo.RunAsync((AcceptInvitation it) => it.RunAsync(link)));
        clock.Set(-Ahead);
        Assert.NotNull(await LookAsync());
        clock.Set(Back);
        Assert.NotNull(await LookAsync());
        Assert.Equal(AcceptResult.Joined, await home.AsBo.RunAsync((AcceptInvitation it) => it.RunAsync(link)));
        Assert.Equal(AcceptResult.NotFound, await home.AsStranger.RunAsync((AcceptInvitation it) => it.RunAsync(link)));

        Task<InvitationView?> LookAsync() => home.AsNobody.RunAsync((LookAtInvitation it) => it.RunAsync(link));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_session_and_an_open_space_outlive_both_and_the_idle_hours_are_measured(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine, Jumping);
        var tickets = home.Services.GetRequiredService<SessionTickets>();
        var keys = home.Services.GetRequiredService<KeyRing>();
        var key = await tickets.StoreAsync(new AuthenticationTicket(SessionTickets.Principal(home.AsAnn.Person, home.AsAnn.Who!.Session, "A browser"), "cookie"));

        foreach (var jump in new[] { Back, Ahead, -Ahead, Back })
        {
            clock.Set(jump);
            Assert.NotNull(await tickets.RetrieveAsync(key));
            Assert.True(await tickets.IsLiveAsync(home.AsAnn.Who));
            Assert.True(keys.Has(home.AsAnn.Who.Session));
            Assert.Equal("Bo", (await home.AsAnn.SeeCoupleAsync()).Partner!.Name);
        }

        clock.Pass(KeyRing.Idle - TimeSpan.FromMinutes(1));
        Assert.True(keys.Has(home.AsAnn.Who.Session));
        clock.Set(Back);
        clock.Pass(TimeSpan.FromMinutes(2));
        Assert.False(keys.Has(home.AsAnn.Who.Session));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_round_goes_on_to_its_reveal_through_jumps_and_every_answer_is_there(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine, Jumping);
        var round = await home.AsAnn.StartAsync();
        clock.Set(Back);
        Assert.Equal(SaveAnswerState.Saved, (await home.AsAnn.AnswerAsync(round, new() { Openly = Zone.WithinBounds, Note = "before" })).State);
        clock.Set(TimeSpan.FromDays(200));
        Assert.Equal("before", Assert.Single((await home.AsAnn.SeeAsync(round))!.Sheet.Placements.Values).Note);
        clock.Set(TimeSpan.FromDays(-200));
        Assert.Equal(SaveAnswerState.Saved, (await home.AsBo.AnswerAsync(round, new() { Openly = Zone.ClearlyObjectionable })).State);
        Assert.Equal(RoundStep.Taken, await home.AsAnn.SealAsync(round));
        clock.Set(Back);
        Assert.Equal(RoundStep.Taken, await home.AsBo.SealAsync(round));
        Assert.Equal(RoundStep.Taken, await home.AsAnn.ReadyAsync(round));
        clock.Set(Back);
        Assert.Equal(RoundStep.Taken, await home.AsBo.ReadyAsync(round));

        Assert.NotNull(await home.AsAnn.CompareAsync(round));
        Assert.NotNull(await home.AsBo.CompareAsync(round));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_letter_that_a_clock_ahead_sent_too_early_keeps_none_of_the_days_until_then_away(Engine engine)
    {
        var postbox = new Counting();
        await using var home = await TwoPartners.PairedAsync(engine, services => Jumping(services.AddSingleton<IPostbox>(postbox)));
        await home.AsAnn.SetRhythmAsync(Pace.Weekly, new(2026, 5, 12), 13 * 60);
        await home.AsAnn.RunAsync((SetLetter it) => it.RunAsync("ann@example.org"));

        clock.Set(TimeSpan.FromDays(28));
        Assert.Equal(1, await RoundAsync());
        clock.Set(TimeSpan.FromDays(-28));
        Assert.Equal(1, await RoundAsync());
        Assert.Equal(0, await RoundAsync());
        clock.Set(Back);
        Assert.Equal(0, await RoundAsync());
        clock.Set(-Back);
        clock.Pass(TimeSpan.FromDays(7));
        Assert.Equal(1, await RoundAsync());

        Task<int> RoundAsync() => home.AsNobody.RunAsync((SendLetters it) => it.RunAsync());
    }

    private void Jumping(IServiceCollection services) => services.AddSingleton<TimeProvider>(clock);

    private sealed class Counting : IPostbox
    {
        public bool IsThere => true;

        public Task<bool> SendAsync(string address, CancellationToken cancellationToken) => Task.FromResult(true);
    }
}
