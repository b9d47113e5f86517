namespace CoupleCheckin.Web.Shared;

/// <summary>Which room a page is in; it shows before the words do (look.md 3).</summary>
public enum Room
{
    /// <summary>The hall: own marker and name, doors and dates, nothing private and nothing sealed.</summary>
    Hall,

    /// <summary>Just me.</summary>
    JustMe,

    /// <summary>Just me, until we both open it.</summary>
    Sealed,

    /// <summary>Us.</summary>
    Us,
}

/// <summary>Says in which room a page is, and whether it is a focused screen without the bar of places.</summary>
/// <param name="room">The room.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InRoomAttribute(Room room) : Attribute
{
    /// <summary>The room.</summary>
    public Room Room { get; } = room;

    /// <summary>Whether the foot of the page carries its own steps in place of the bar.</summary>
    public bool IsFocused { get; set; }

    /// <summary>Which of the places it belongs to.</summary>
    public string Place { get; set; } = "";
}
