using System.Data.Common;
using System.Globalization;

namespace CoupleCheckin.App.Operations;

/// <summary>Questions of the operator's own to a database: of its state, never of what somebody wrote.</summary>
internal static class Raw
{
    /// <summary>The first value of the first row, as text.</summary>
    public static string? Ask(this DbConnection connection, string question)
    {
        using var command = Command(connection, question);
        return command.ExecuteScalar() is { } value and not DBNull ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The first value of each row.</summary>
    public static List<string> List(this DbConnection connection, string question)
    {
        using var command = Command(connection, question);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }

    private static DbCommand Command(DbConnection connection, string question)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The questions are constants of ours, or numbers; names of tables come from the database itself, quoted.
        command.CommandText = question;
#pragma warning restore CA2100
        return command;
    }
}
