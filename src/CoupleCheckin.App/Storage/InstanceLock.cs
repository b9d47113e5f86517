using CoupleCheckin.App.Operations;

namespace CoupleCheckin.App.Storage;

/// <summary>One program for one data directory: a file that the system keeps locked while the program lives, and not longer.</summary>
internal static class InstanceLock
{
    /// <summary>Makes the directory when it is not there, and takes the lock.</summary>
    /// <exception cref="DatabaseRefusedException">Another program has it, or the directory cannot be used.</exception>
    public static FileStream Take(string directory)
    {
        try
        {
            Database.MakePrivate(directory);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseRefusedException($"The data directory {directory} cannot be made: {Troubles.InWords(failure)}", failure);
        }

        try
        {
            return new(Path.Combine(directory, "instance.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (IsHeld(directory))
        {
            throw new DatabaseRefusedException($"Another program is using the data directory {directory}. Stop it first, or choose another directory.", failure) { IsInUse = true };
        }
        catch (IOException failure)
        {
            throw new DatabaseRefusedException($"The data directory {directory} cannot be written: {Troubles.InWords(failure)}", failure);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new DatabaseRefusedException($"This program may not write into the data directory {directory}. Give it the right to, or choose another directory.", denied);
        }
    }

    /// <summary>Whether a running program holds it.</summary>
    public static bool IsHeld(string directory)
    {
        var file = Path.Combine(directory, "instance.lock");
        if (!File.Exists(file))
            return false;
        try
        {
            using var probe = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
