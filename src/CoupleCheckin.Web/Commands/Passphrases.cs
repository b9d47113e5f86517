using System.Text;
using CoupleCheckin.App.Operations;

namespace CoupleCheckin.Web.Commands;

/// <summary>Where the passphrase of a backup comes from: a file or the keyboard, and never the arguments, which every user of the computer can see.</summary>
internal static class Passphrases
{
    private const int Shortest = 12;

    /// <summary>The first line of a file; null without a file.</summary>
    /// <exception cref="OperationRefusedException">The file is not there, or its passphrase is too short.</exception>
    public static string? Read(string? file)
    {
        if (string.IsNullOrEmpty(file))
            return null;
        try
        {
            return Check(File.ReadLines(file).FirstOrDefault() ?? "");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OperationRefusedException(Refusal.Passphrase, $"The passphrase cannot be read from {file}: {failure.Message}", failure);
        }
    }

    /// <summary>Asks at the keyboard, without showing it; reads a line where there is no keyboard.</summary>
    public static string? Ask(string question)
    {
        if (Console.IsInputRedirected)
            return Console.In.ReadLine();
        Console.Error.Write(question);
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key is not ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key is ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }

    /// <summary>Asks for a new one, twice where it is typed.</summary>
    /// <exception cref="OperationRefusedException">It is too short, or the two are not alike.</exception>
    public static string AskTwice()
    {
        var first = Check(Ask("A passphrase for the backup: ") ?? "");
        return Console.IsInputRedirected || Ask("Once more: ") == first ? first : throw new OperationRefusedException(Refusal.Passphrase, "The two are not alike. No backup was made.");
    }

    private static string Check(string passphrase) => passphrase.Length >= Shortest ? passphrase
        : throw new OperationRefusedException(Refusal.Passphrase, $"A passphrase has at least {Shortest} characters. Without it a sealed backup can never be opened, so write it down where it will be found.");
}
