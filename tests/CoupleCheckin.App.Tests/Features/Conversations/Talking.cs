using System.Collections.Immutable;
using CoupleCheckin.App.Features.Concerns;
using CoupleCheckin.App.Features.Conversations;
using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CoupleCheckin.App.Tests.Features.Conversations;

/// <summary>What somebody does with a concern and in a talk, as one would say it.</summary>
internal static class Talking
{
    /// <summary>A concern as Ann writes it, with a time tomorrow.</summary>
    public static Concern AConcern(TwoPartners home, bool mayReadBefore = false, Lane lane = Lane.Specific) => new()
    {
        Lane = lane,
        Topic = Topic.Messaging,
        Saw = "On Tuesday you wrote until eleven.",
        Felt = "I felt left out.",
        HowWrong = "It may be the project.",
        Times = [home.Clock.GetUtcNow().AddDays(1)],
        MayReadBefore = mayReadBefore,
    };

    public static Task<SaveConcernResult> WriteAsync(this TwoPartners.Somebody who, ConcernId id, Concern after, Concern? before = null) =>
        who.RunAsync((SaveConcern it) => it.RunAsync(id, before ?? Concern.Empty, after));

    public static Task<SendConcernResult> SendAsync(this TwoPartners.Somebody who, ConcernId id) => who.RunAsync((SendConcern it) => it.RunAsync(id));

    /// <summary>Writes a concern and invites with it.</summary>
    public static async Task<TalkId> RaiseAsync(this TwoPartners.Somebody who, Concern concern)
    {
        var id = ConcernId.New();
        Assert.Equal(ConcernFlaw.None, (await who.WriteAsync(id, concern)).Flaw);
        var sent = await who.SendAsync(id);
        Assert.Equal(SendConcernState.Sent, sent.State);
        return sent.Talk!.Value;
    }

    public static Task<StartTalkResult> StartTalkAsync(this TwoPartners.Somebody who, string script = "s.turns", bool onThisDevice = false) =>
        who.RunAsync((StartTalk it) => it.RunAsync(new(script), onThisDevice));

    public static Task<TalkView?> OpenTalkAsync(this TwoPartners.Somebody who, TalkId talk) => who.RunAsync((OpenTalk it) => it.RunAsync(talk));

    public static Task<TalksView> TalksAsync(this TwoPartners.Somebody who) => who.RunAsync((ListTalks it) => it.RunAsync());

    public static Task<TalkStep?> DoAsync(this TwoPartners.Somebody who, TalkId talk, TalkAct act) => who.RunAsync((TakeTalkStep it) => it.RunAsync(talk, act));

    /// <summary>Ready to move on from wherever the talk is.</summary>
    public static async Task<TalkStep?> ReadyAsync(this TwoPartners.Somebody who, TalkId talk) =>
        await who.DoAsync(talk, new TalkAct.PressReady((await who.OpenTalkAsync(talk))!.Talk.At));

    public static async Task<Guid> SayAsync(this TwoPartners.Somebody who, TalkId talk, string text)
    {
        var id = Guid.NewGuid();
        Assert.Equal(TalkStep.Taken, await who.DoAsync(talk, new TalkAct.Say(id, (await who.OpenTalkAsync(talk))!.Talk.At, text)));
        return id;
    }

    /// <summary>Both are ready, so that the next stage begins.</summary>
    public static async Task MoveOnAsync(this TwoPartners home, TalkId talk)
    {
        Assert.Equal(TalkStep.Taken, await home.AsAnn.ReadyAsync(talk));
        Assert.Equal(TalkStep.Taken, await home.AsBo.ReadyAsync(talk));
    }

    /// <summary>The keys of all scripts.</summary>
    public static IReadOnlyList<string> Scripts(this TwoPartners home) => [.. home.Services.GetRequiredService<ScriptCatalogue>().All.Select(script => script.Key.Value)];

    /// <summary>Stops the server and starts it anew; both enter their passwords again.</summary>
    public static async Task RestartAndUnlockAsync(this TwoPartners home)
    {
        var people = new[] { home.AsAnn, home.AsBo };
        var roots = people.Select(person => person.Root()).ToImmutableList();
        await home.RestartAsync();
        foreach (var (person, root) in people.Zip(roots))
        {
            home.Services.GetRequiredService<KeyRing>().Put(person.Who!.Session, root);
            root.Dispose();
        }
    }
}
