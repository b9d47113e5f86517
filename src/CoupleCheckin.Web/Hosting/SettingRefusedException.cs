namespace CoupleCheckin.Web.Hosting;

/// <summary>A setting has a value that cannot be used; the message names it and what it may be.</summary>
internal sealed class SettingRefusedException(string message) : Exception(message);
