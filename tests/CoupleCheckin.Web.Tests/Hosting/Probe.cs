using Microsoft.AspNetCore.Routing;

namespace CoupleCheckin.Web.Tests.Hosting;

/// <summary>Each page's address, with its places filled in.</summary>
internal static class Probe
{
    public static string Address(RouteEndpoint page, Guid id) =>
        "/" + string.Join('/', page.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart => id.ToString(),
            _ => throw new NotSupportedException(page.RoutePattern.RawText),
        }))));
}
