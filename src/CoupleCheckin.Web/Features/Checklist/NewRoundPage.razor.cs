using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Checklist;

/// <summary>Choosing what a round is about.</summary>
public sealed partial class NewRoundPage
{
    private readonly HashSet<Topic> chosen = [];
    private RoundChoices? choices;
    private What what;
    private bool together;

    /// <summary>What is chosen at the top.</summary>
    private enum What
    {
        Starter,
        Topics,
        One,
    }

    /// <summary>A behaviour to ask alone, by its key.</summary>
    [Parameter, SupplyParameterFromQuery]
    public string? Behaviour { get; set; }

    [Inject]
    private ReadChoices ReadChoices { get; set; } = null!;

    [Inject]
    private StartRound StartRound { get; set; } = null!;

    [Inject]
    private StartTopics StartTopics { get; set; } = null!;

    [Inject]
    private StartAgain StartAgain { get; set; } = null!;

    [Inject]
    private ChooseTopic ChooseTopic { get; set; } = null!;

    [Inject]
    private PersonClock Clock { get; set; } = null!;

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => signal.Kind is SignalKind.Round or SignalKind.Couple or SignalKind.MyChoices or SignalKind.OwnBehaviour;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        var first = choices is null;
        choices = await ReadChoices.RunAsync();
        if (first)
            what = One is not null ? What.One : choices.HasOpenedAny ? What.Topics : What.Starter;
    }

    private RoundCard? One => choices!.Cards.FirstOrDefault(card => card.Key.Value == Behaviour);

    private string Sentence(TopicChoice topic) => topic switch
    {
        { IsOpen: true } => "Being answered; you go on with it",
        { OpenedAt: { } at } => $"{topic.Count} situations. Opened on {Clock.Date(at)}",
        _ => $"{topic.Count} situations",
    };

    private static string Sentence(OwnChoiceTopic own) => own switch
    {
        { IsChosen: false } => "You do not see it in rounds.",
        { Open: null } => "It comes along, as a part of its own, with the next thing that one of you starts.",
        _ => "It is there for you, as a part of its own.",
    };

    private void Choose(Topic topic, bool isChosen)
    {
        if (isChosen)
            chosen.Add(topic);
        else
            chosen.Remove(topic);
    }

    private void ToggleAll()
    {
        if (chosen.Count == choices!.Topics.Count)
            chosen.Clear();
        else
            chosen.UnionWith(choices.Topics.Select(topic => topic.Topic));
    }

    private Task StartAsync()
    {
        if (what == What.Topics && chosen.Count == 0)
        {
            Trouble = "Choose a topic first.";
            return Task.CompletedTask;
        }

        return StepAsync(() => what switch
        {
            What.Topics => StartTopics.RunAsync([.. chosen], together),
            What.One => StartRound.RunAsync([One!.Key]),
            _ => StartRound.RunAsync(),
        });
    }

    private Task AgainAsync(RoundId before) => StepAsync(() => StartAgain.RunAsync(before));

    private Task ChooseAsync(Topic topic, bool shown) => SwitchAsync(async () =>
    {
        await ChooseTopic.RunAsync(topic, shown);
        await LoadAsync();
    });

    private Task StepAsync(Func<Task<RoundId?>> start) => PressAsync(async () =>
    {
        if (await start() is { } round)
            Navigation.NavigateTo($"rounds/{round}");
        else
            await LoadAsync();
    }, "Nothing was started. Nothing is lost; try again in a moment.");
}
