using System.Runtime.CompilerServices;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Shared;

/// <summary>
/// A page of the couple's space. It is drawn empty first; what is in the space is read by the circuit, read again when something
/// of it changes, and never part of an HTML response.
/// </summary>
public abstract class SpacePage : ComponentBase, IDisposable
{
    private bool isGone;
    private Task last = Task.CompletedTask;
    private Task reading = Task.CompletedTask;

    /// <summary>Where to go.</summary>
    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Hearing Hearing { get; set; } = null!;

    private const string NothingIsLost = "Not saved. Nothing is lost; try again in a moment.";

    /// <summary>What is said of words that were not saved.</summary>
    protected const string WordsAreHere = "Not saved. Your words are still here; try again in a moment.";

    /// <summary>Whether there is something to show.</summary>
    protected bool IsLoaded { get; private set; }

    /// <summary>Whether a press is under way.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>What kept the last press from being done, in a sentence; null when nothing did.</summary>
    protected string? Trouble { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        isGone = true;
        Hearing.Heard -= OnHeard;
        OnGone();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task LoadAsync();

    /// <summary>Whether a signal concerns this page.</summary>
    protected abstract bool Concerns(Signal signal);

    /// <summary>The page is left.</summary>
    protected virtual void OnGone()
    {
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
            return;
        Hearing.Heard += OnHeard;
        await ReadAgainAsync();
    }

    /// <summary>Reads the page anew, after whatever is being read: what was read last is what is shown.</summary>
    protected Task ReadAgainAsync() => reading = ReadAfterAsync(reading);

    /// <summary>Does something in the space; when the space is not open, the sign-in or the password prompt takes over.</summary>
    protected async Task InSpaceAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (SpaceNotOpenException notOpen)
        {
            if (isGone)
                return;
            var here = Uri.EscapeDataString("/" + Navigation.ToBaseRelativePath(Navigation.Uri));
            Navigation.NavigateTo(notOpen.State == SpaceState.Locked ? $"account/unlock?returnUrl={here}" : $"account/sign-in?returnUrl={here}", forceLoad: true);
        }
    }

    /// <summary>Does what a press asks for, and says what kept it from being done. A second press meanwhile does nothing.</summary>
    /// <param name="act">Does it.</param>
    /// <param name="notSaved">What is said when the database is not able to.</param>
    protected Task PressAsync(Func<Task> act, string notSaved = NothingIsLost) => IsBusy ? Task.CompletedTask : last = DoAsync(act, notSaved);

    /// <summary>
    /// Does what a switch asks for, after whatever is under way. Set again meanwhile it is set again afterwards, so that it is kept as
    /// the screen shows it; the browser has moved it before anybody asks.
    /// </summary>
    /// <param name="act">Does it.</param>
    protected Task SwitchAsync(Func<Task> act) => last = DoAfterAsync(last, act);

    private async Task ReadAfterAsync(Task before)
    {
        await AfterAsync(before);
        if (!isGone)
            await InSpaceAsync(async () =>
            {
                await LoadAsync();
                IsLoaded = true;
            });
    }

    private async Task DoAfterAsync(Task before, Func<Task> act)
    {
        await AfterAsync(before);
        await DoAsync(act, NothingIsLost);
    }

    private static ConfiguredTaskAwaitable AfterAsync(Task before) =>
        before.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);

    private Task DoAsync(Func<Task> act, string notSaved) => InSpaceAsync(async () =>
    {
        (IsBusy, Trouble) = (true, null);
        try
        {
            await act();
        }
        catch (Exception failure) when (NotSavedException.Covers(failure))
        {
            Trouble = notSaved;
        }
        catch (SealMismatchException)
        {
            Trouble = "What is stored does not match what was sealed. Somebody may have changed the files. Nothing was opened.";
        }
        finally
        {
            IsBusy = false;
        }
    });

    private void OnHeard(Signal signal)
    {
        if (Concerns(signal))
            _ = InvokeAsync(async () =>
            {
                if (isGone)
                    return;
                await ReadAgainAsync();
                StateHasChanged();
            });
    }
}
