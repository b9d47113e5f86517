using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CoupleCheckin.Web.Features.Checklist;

/// <summary>One behaviour to answer: two taps are enough, the rest helps to talk.</summary>
public sealed partial class AnswerCard
{
    private static readonly Pick<Sureness>.Choice[] Surenesses = [.. Enum.GetValues<Sureness>().Select(sureness => new Pick<Sureness>.Choice(sureness, Text(sureness.Name()), null))];
    private static readonly Pick<Weight>.Choice[] Weights = [.. Enum.GetValues<Weight>().Select(weight => new Pick<Weight>.Choice(weight, Text(weight.Name()), null))];

    private ElementReference heading;

    /// <summary>The behaviour.</summary>
    [Parameter, EditorRequired]
    public RoundCard Card { get; set; } = null!;

    /// <summary>Which card this is, from 1.</summary>
    [Parameter, EditorRequired]
    public int Number { get; set; }

    /// <summary>How many cards there are.</summary>
    [Parameter, EditorRequired]
    public int Of { get; set; }

    /// <summary>What the partner is called; null while there is none.</summary>
    [Parameter]
    public string? Partner { get; set; }

    /// <summary>Whether it is kept for oneself and never opened.</summary>
    [Parameter]
    public bool IsOnlyForMe { get; set; }

    /// <summary>The answer.</summary>
    [Parameter, EditorRequired]
    public AnswerDraft Answer { get; set; } = null!;

    /// <summary>To another card: one on, or one back.</summary>
    [Parameter]
    public EventCallback<int> OnMove { get; set; }

    /// <summary>Enough for now.</summary>
    [Parameter]
    public EventCallback OnStop { get; set; }

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    private Placement Now => Answer.Answer;

    private string Other => Partner ?? "Your partner";

    private string NoteLabel => IsOnlyForMe ? "A note that only you read" : $"A note {Partner ?? "your partner"} reads at the reveal";

    private string LimitHelp => IsOnlyForMe ? "It is your own line. You need not explain it to anyone." : "It stands on top at the reveal and is never averaged.";

    private string GuessQuestion => $"A guess: where does {Partner ?? "your partner"} put it, done openly?";

    private bool IsRefused => Answer.State is KeptState.NotSaved or KeptState.TooLong or KeptState.Unreadable;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await heading.FocusAsync(preventScroll: false);
    }

    private static RenderFragment Text(string words) => builder => builder.AddContent(0, words);

    private Task ChangeAsync(Placement answer) => Answer.ChangeAsync(answer);

    private Task ToggleAsync(Condition condition) => ChangeAsync(Now with
    {
        DependsOn = Now.DependsOn.SymmetricExcept([condition]),
    });

    private Task TypeAsync(string? note) => Answer.TypeAsync(Now with { Note = note ?? "" });

    private async Task BlankAsync()
    {
        if (!Now.Equals(Placement.Blank))
        {
            var (draft, before) = (Answer, Now);
            await ChangeAsync(Placement.Blank);
            Snackbar.Add($"Left blank: {Card.Name}", Severity.Normal, bar =>
            {
                bar.Action = "Undo";
                bar.HideIcon = true;
                bar.OnClick = _ => draft.ChangeAsync(before);
            });
        }

        await OnMove.InvokeAsync(1);
    }

    private Task KeysAsync() => Dialogs.ShowAsync<KeysDialog>("Keys", new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true });
}
