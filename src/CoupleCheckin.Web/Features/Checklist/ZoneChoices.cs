using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Checklist;

/// <summary>The three zones to choose from.</summary>
internal static class ZoneChoices
{
    /// <summary>With their whole words, for the question that counts.</summary>
    public static readonly Pick<Zone>.Choice[] Big = [.. Words.Zones.Select(zone => new Pick<Zone>.Choice(zone, Content(zone, isBig: true), $"tint {zone.Letter()}"))];

    /// <summary>In one word each.</summary>
    public static readonly Pick<Zone>.Choice[] Small = [.. Words.Zones.Select(zone => new Pick<Zone>.Choice(zone, Content(zone, isBig: false), $"tint {zone.Letter()}"))];

    private static RenderFragment Content(Zone zone, bool isBig) => builder =>
    {
        builder.OpenComponent<ZoneGlyph>(0);
        builder.AddAttribute(1, nameof(ZoneGlyph.Zone), zone);
        builder.AddAttribute(2, nameof(ZoneGlyph.IsBig), isBig);
        builder.CloseComponent();
        builder.AddContent(3, isBig ? zone.Name() : zone.ShortName());
    };
}
