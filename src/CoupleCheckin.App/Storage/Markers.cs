using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>The three kinds of privacy.</summary>
internal enum Marker
{
    /// <summary>Private to its owner.</summary>
    Private,

    /// <summary>Sealed until revealed.</summary>
    Sealed,

    /// <summary>Shared by the couple.</summary>
    Shared,
}

/// <summary>Reads the privacy marker of a stored type.</summary>
internal static class Markers
{
    /// <summary>The one marker of a type.</summary>
    /// <exception cref="InvalidOperationException">The type has none, or more than one: nobody knows whose it is.</exception>
    public static Marker Of(Type type)
    {
        Marker[] markers =
        [
            .. type.IsAssignableTo(typeof(IPrivate)) ? [Marker.Private] : Array.Empty<Marker>(),
            .. type.IsAssignableTo(typeof(ISealed)) ? [Marker.Sealed] : Array.Empty<Marker>(),
            .. type.IsAssignableTo(typeof(IShared)) ? [Marker.Shared] : Array.Empty<Marker>(),
        ];
        return markers.Length == 1
            ? markers[0]
            : throw new InvalidOperationException($"{type.Name} has {markers.Length} privacy markers; a stored type has exactly one.");
    }
}
