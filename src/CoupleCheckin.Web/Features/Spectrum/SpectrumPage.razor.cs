using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Spectrum;

/// <summary>The whole catalogue in its three zones, done openly or kept back, with what the two put elsewhere.</summary>
public sealed partial class SpectrumPage
{
    private const string NotStarted = "The round was not started. Nothing is lost; try again in a moment.";

    private static readonly Topic[] OptIn = [Topic.Sexual, Topic.Solitary];

    private readonly Dictionary<BehaviourKey, Action> toggles = [];
    private IReadOnlyList<RoundLine> rounds = [];
    private Picture picture = new([]);
    private string sought = "";
    private Topic? topic;
    private Zone? only;
    private Way way;
    private BehaviourKey? opened;

    /// <summary>Who is here, as the shell read it.</summary>
    [CascadingParameter]
    public CoupleView? Couple { get; set; }

    [Inject]
    private BehaviourCatalogue Catalogue { get; set; } = null!;

    [Inject]
    private ListRounds ListRounds { get; set; } = null!;

    [Inject]
    private StartRound StartRound { get; set; } = null!;

    [Inject]
    private ReadSpectrum ReadSpectrum { get; set; } = null!;

    [Inject]
    private ChooseTopic ChooseTopic { get; set; } = null!;

    private SpectrumView View { get; set; } = null!;

    private IReadOnlyList<PictureEntry> Shown { get; set; } = [];

    private IReadOnlyList<PictureEntry> Fidelity { get; set; } = [];

    private IReadOnlyList<PictureEntry> Control { get; set; } = [];

    private IReadOnlyList<PictureEntry> Unplaced { get; set; } = [];

    private IEnumerable<Topic> Topics => Enum.GetValues<Topic>().Where(one => !OptIn.Contains(one) || View.Topics.Contains(one));

    private RoundLine? Running => rounds.FirstOrDefault(round => round is { RevealedAt: null, IsClosed: false, IsEarlier: false });

    private string FoundSentence => (sought.Length == 0 && topic is null && only is null, Shown.Count) switch
    {
        (true, _) => "",
        (_, 0) => "Nothing by these words",
        (_, 1) => "One behaviour",
        (_, var count) => $"{count} behaviours",
    };

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) =>
        signal.Kind is SignalKind.Round or SignalKind.OwnBehaviour or SignalKind.MyChoices or SignalKind.Couple;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        rounds = await ListRounds.RunAsync();
        View = await ReadSpectrum.RunAsync();
        picture = Picture.Of(Catalogue, View);
        if (topic is { } chosen && OptIn.Contains(chosen) && !View.Topics.Contains(chosen))
            topic = null;
    }

    /// <summary>Chooses what is drawn, before it is drawn.</summary>
    private void Sort()
    {
        var found = picture.Find(topic, sought);
        Unplaced = [.. found.Where(entry => entry.Openly is null)];
        Shown = only is { } zone ? [.. found.Where(entry => entry.In(way) == zone)] : found;
        Fidelity = [.. Shown.Where(entry => entry.Openly is not null && entry.Topic != Topic.PrivacyAndControl)];
        Control = [.. Shown.Where(entry => entry.Openly is not null && entry.Topic == Topic.PrivacyAndControl)];
    }

    private static string Pressed(bool pressed) => pressed ? "true" : "false";

    /// <summary>What stands in a zone; what keeping it back brought here comes first.</summary>
    private IEnumerable<PictureEntry> Lane(IReadOnlyList<PictureEntry> entries, Zone zone) =>
        entries.Where(entry => entry.In(way) == zone).OrderByDescending(entry => way == Way.Kept && entry.Moves);

    /// <summary>One dot for each behaviour in a zone.</summary>
    private string Dots(Zone zone) => new('•', Fidelity.Count(entry => entry.In(way) == zone));

    /// <summary>
    /// The same for each drawing: of a handler that is new each time, Blazor sends a change for every row, seven kilobytes with
    /// each key.
    /// </summary>
    private Action ToggleOf(BehaviourKey key)
    {
        if (!toggles.TryGetValue(key, out var toggle))
            toggles[key] = toggle = () => opened = opened == key ? null : key;
        return toggle;
    }

    private void ShowAll() => (sought, topic, only) = ("", null, null);

    private Task StartAsync() => PressAsync(async () =>
    {
        if (Running is { } running)
            Navigation.NavigateTo($"rounds/{running.Id}");
        else if (await StartRound.RunAsync() is { } round)
            Navigation.NavigateTo($"rounds/{round}");
    }, NotStarted);

    private Task ChooseAsync(Topic one, bool shown) => SwitchAsync(async () =>
    {
        await ChooseTopic.RunAsync(one, shown);
        await LoadAsync();
    });
}
