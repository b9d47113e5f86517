using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CoupleCheckin.App.Tests.Databases;

/// <summary>Statements past the app: what somebody could do who has the database itself.</summary>
internal static class Sql
{
    /// <summary>Runs one statement.</summary>
    public static async Task<int> RunAsync(this DbConnection connection, string statement, params (string Name, object Value)[] values)
    {
        await using var command = Command(connection, statement, values);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first value of the first row, as text.</summary>
    public static async Task<string> AskAsync(this DbConnection connection, string question)
    {
        await using var command = Command(connection, question);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>Writes a row just as it is.</summary>
    public static async Task InsertAsync(this DbConnection connection, IEntityType type, object row)
    {
        var columns = type.GetProperties().Select(property => (Name: property.GetColumnName(), Value: Stored(property, row))).ToList();
        var names = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
        var places = string.Join(", ", columns.Select(column => $"@{column.Name}"));
        await connection.RunAsync($"INSERT INTO \"{type.GetTableName()}\" ({names}) VALUES ({places})", [.. columns]);
    }

    /// <summary>Everything that stands in these tables, as text that differs when anything differs.</summary>
    public static async Task<string> SnapshotAsync(this DbConnection connection, IEnumerable<string> tables)
    {
        var everything = new StringBuilder();
        foreach (var table in tables.Order(StringComparer.Ordinal))
        {
            await using var command = Command(connection, $"SELECT * FROM \"{table}\"");
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<string>();
            while (await reader.ReadAsync())
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(at => Text(reader.GetValue(at)))));
            everything.Append(CultureInfo.InvariantCulture, $"{table}: {string.Join('\n', rows.Order(StringComparer.Ordinal))}\n");
        }

        return everything.ToString();
    }

    private static DbCommand Command(DbConnection connection, string statement, params (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the tests' own; names of tables cannot be parameters.
        command.CommandText = statement;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@{name}", value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static object Stored(IProperty property, object row)
    {
        var value = property.GetGetter().GetClrValue(row);
        return (property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;
    }

    private static string Text(object value) =>
        value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
