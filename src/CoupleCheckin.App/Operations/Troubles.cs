using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace CoupleCheckin.App.Operations;

/// <summary>What a machine says when something fails, in words with what to do.</summary>
internal static class Troubles
{
    private const int DiskFullOnUnix = 28;
    private const int ReadOnlyOnUnix = 30;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);

    public static string InWords(Exception failure) => failure switch
    {
        SqliteException { SqliteErrorCode: 13 } => "the disk is full. Free some room, and start again.",
        SqliteException { SqliteErrorCode: 8 } => "the disk or the file can only be read. Give this program the right to write there.",
        SqliteException { SqliteErrorCode: 10 } => "the disk does not read or write as it should. Look at the disk, and take a backup if it goes on.",
        SqliteException { SqliteErrorCode: 5 or 6 } => "another program holds the database. Stop it, and start again.",
        SqliteException { SqliteErrorCode: 11 or 26 } => "the file is no whole database. Put a backup in its place.",
        SqliteException { SqliteErrorCode: 14 } => "the file cannot be opened. Look at the rights of the data directory, and at the room on the disk.",
        IOException { HResult: DiskFullOnUnix or DiskFullOnWindows } => "the disk is full. Free some room, and start again.",
        IOException { HResult: ReadOnlyOnUnix } => "the disk can only be read. Choose a folder that can be written.",
        UnauthorizedAccessException denied => $"this program has not the right to: {denied.Message}",
        _ when failure.InnerException is DbException or IOException => InWords(failure.InnerException),
        _ => failure.Message,
    };
}
