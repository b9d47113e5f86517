using System.Globalization;
using CoupleCheckin.Domain.Catalogue;

namespace CoupleCheckin.App.Catalogue;

/// <summary>Reads which catalogue this is.</summary>
internal static class CatalogueVersionFile
{
    /// <summary>Reads the number and the day of the last review.</summary>
    /// <param name="seedsFolder">The folder of all seed files.</param>
    /// <exception cref="CatalogueException">The file is missing or not right; the message says on which line, and why.</exception>
    public static CatalogueVersion Load(string seedsFolder)
    {
        var file = SeedFile.Read(seedsFolder, "catalogue.yaml");
        var fields = file.Fields(file.Root, "the catalogue", ["version", "reviewedOn"], []);
        return new(
            file.Number(fields["version"], "\"version\"", 1, 1_000_000),
            DateOnly.TryParseExact(file.Word(fields["reviewedOn"], "a date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? date
                : throw file.Fault(fields["reviewedOn"], "a date is written like 2026-03-14."));
    }
}
