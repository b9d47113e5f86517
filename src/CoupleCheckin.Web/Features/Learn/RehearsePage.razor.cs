using CoupleCheckin.Domain.Conversations;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Learn;

/// <summary>Going through a script alone, phase by phase, in either role. The address is the state; nothing is kept.</summary>
public sealed partial class RehearsePage
{
    /// <summary>Minutes up to which a quiet line says that they have gone by.</summary>
    private const int LongestTimer = 30;

    private Script? script;

    /// <summary>Which script.</summary>
    [Parameter]
    public string Key { get; set; } = "";

    /// <summary>Whose side: "other", and anything else is whoever brings it.</summary>
    [SupplyParameterFromQuery(Name = "as")]
    public string? Side { get; set; }

    /// <summary>Which phase, from 1.</summary>
    [SupplyParameterFromQuery(Name = "at")]
    public string? Place { get; set; }

    [Inject]
    private ScriptCatalogue Scripts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private IReadOnlyList<Phase> Stages => Scripts.StagesOf(script!);

    private Role Role => Side == "other" ? Role.Other : Role.Opener;

    private int At => int.TryParse(Place, out var at) ? Math.Clamp(at, 1, Stages.Count + 1) : 1;

    /// <summary>Null when the last is behind.</summary>
    private Phase? Phase => Stages.ElementAtOrDefault(At - 1);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        script = Scripts.All.FirstOrDefault(other => other.Key.Value == Key);
        if (script is null)
            Navigation.NotFound();
    }

    private bool Listens(Phase phase) => phase.ToListener is not null && !phase.IsSpokenBy(Role);

    private string Turn(Phase phase) => phase.Speaker switch
    {
        Speaker.Both => "You both speak",
        Speaker.InTurns => "You speak in turns",
        Speaker.Nobody => "Nobody speaks",
        Speaker.Opener or Speaker.Other when phase.IsSpokenBy(Role) => "You speak",
        Speaker.Opener or Speaker.Other => "You listen",
    };
}
