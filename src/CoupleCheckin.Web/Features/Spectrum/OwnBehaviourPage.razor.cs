using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.Behaviours;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Spectrum;

/// <summary>Adds a behaviour of the couple's own, or changes its words as long as it has been in no round.</summary>
public sealed partial class OwnBehaviourPage
{
    private string name = "";
    private string description = "";
    private Topic? topic;
    private bool touched;
    private bool asked;

    /// <summary>Which one is reworded; null to add one.</summary>
    [Parameter]
    public string? Key { get; set; }

    /// <summary>Who is here, as the shell read it.</summary>
    [CascadingParameter]
    public CoupleView? Couple { get; set; }

    [Inject]
    private ReadSpectrum ReadSpectrum { get; set; } = null!;

    [Inject]
    private AddOwnBehaviour AddOwnBehaviour { get; set; } = null!;

    [Inject]
    private RewordOwnBehaviour RewordOwnBehaviour { get; set; } = null!;

    private SpectrumView? View { get; set; }

    private OwnBehaviourView? Editing { get; set; }

    private string Other => Couple?.Partner?.Name ?? "Your partner";

    private OwnWords Words => new(name, description, topic ?? default(Topic) - 1);

    /// <summary>What is wrong with the words; said once somebody tried to keep them.</summary>
    private (string Field, string Sentence)? Flaw => asked ? Words.Flaw.Sentence() : null;

    private IReadOnlyList<NeutralityRemark> Remarks => Neutrality.Look(
        Words, [.. new[] { View!.Me.Name, View.Partner?.Name }.OfType<string>()]);

    private IEnumerable<Topic> Topics => Enum.GetValues<Topic>().Where(one =>
        one is not Topic.PrivacyAndControl && (one is not (Topic.Sexual or Topic.Solitary) || View!.Topics.Contains(one)));

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => signal.Kind is SignalKind.OwnBehaviour or SignalKind.Round or SignalKind.Couple or SignalKind.MyChoices;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        View = await ReadSpectrum.RunAsync();
        if (Key is null)
            return;
        Editing = View.Own.FirstOrDefault(own => own.Key.Value == Key && own.IsMine && !View.InRounds.Contains(own.Key));
        if (Editing is { } own && !touched)
            (name, description, topic) = (own.Name, own.Description, own.Topic);
    }

    private void TypeName(string? text) => (name, touched, Trouble) = (text ?? "", true, null);

    private void TypeDescription(string? text) => (description, touched, Trouble) = (text ?? "", true, null);

    private void Choose(Topic one) => (topic, touched) = (one, true);

    private Task SaveAsync() => PressAsync(async () =>
    {
        asked = true;
        if (Words.Flaw is not OwnWordsFlaw.None)
            return;
        var (step, key) = Editing is { } editing
            ? (await RewordOwnBehaviour.RunAsync(editing.Key, Words), (BehaviourKey?)editing.Key)
            : await AddOwnBehaviour.RunAsync(Words) is var added ? (added.Step, added.Key) : default;
        Trouble = step switch
        {
            OwnBehaviourStep.Taken => null,
            OwnBehaviourStep.NameTaken => "One with this name is on your list already. Your words are still here.",
            OwnBehaviourStep.TooMany => $"Your list has room for {OwnBehaviour.MaxCount}. Your words are still here.",
            OwnBehaviourStep.HasBeenInARound => "It has just been put in a round, so its words stand as they are now.",
            OwnBehaviourStep.Retired or null => "It is no longer on the list. Your words are still here.",
            OwnBehaviourStep.SpaceClosed => "This space is closed. Nothing new is added.",
            OwnBehaviourStep.Flawed => "Not saved: there is a character in it that cannot be kept. Your words are still here.",
        };
        if (step == OwnBehaviourStep.Taken)
            Navigation.NavigateTo($"spectrum/{key}");
    }, WordsAreHere);
}
