using CoupleCheckin.App.Storage;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Shared.Forms;

/// <summary>A static page, or a part of one, with a plain form. What was typed stays in the form whatever happens.</summary>
public abstract class FormPage : ComponentBase
{
    /// <summary>The request.</summary>
    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    /// <summary>Leads on.</summary>
    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>What keeps the whole form from being done, in a sentence.</summary>
    protected string? Trouble { get; set; }

    /// <summary>Does what the form asks for, and answers what any form can meet: a busy database, and a space that is not open.</summary>
    protected async Task TryAsync(Func<Task> step)
    {
        ArgumentNullException.ThrowIfNull(step);
        try
        {
            await step();
        }
        catch (Exception failure) when (NotSavedException.Covers(failure))
        {
            Trouble = "Not saved. Nothing is lost; try again in a moment.";
        }
        catch (SpaceNotOpenException closed)
        {
            var page = closed.State == SpaceState.Locked ? "unlock" : "sign-in";
            Navigation.NavigateTo($"account/{page}?returnUrl={Uri.EscapeDataString(Http.Request.Path + Http.Request.QueryString)}");
        }
    }
}
