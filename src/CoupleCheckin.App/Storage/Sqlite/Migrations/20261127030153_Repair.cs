using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoupleCheckin.App.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    internal partial class Repair : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The order of insertion is not stored with what belongs to one person: no row ids.
            foreach (var (table, columns, key) in new[]
            {
                ("OpenedPulses", "\"Owner\" TEXT NOT NULL, \"Round\" TEXT NOT NULL, \"Couple\" TEXT NOT NULL, \"Blob\" BLOB NOT NULL", "\"Owner\", \"Round\""),
                ("PulseDrafts", "\"Owner\" TEXT NOT NULL, \"Pulse\" TEXT NOT NULL, \"Version\" INTEGER NOT NULL, \"Blob\" BLOB NOT NULL", "\"Owner\", \"Pulse\""),
                ("RepairDrafts", "\"Owner\" TEXT NOT NULL, \"Version\" INTEGER NOT NULL, \"Blob\" BLOB NOT NULL", "\"Owner\""),
            })
            {
                migrationBuilder.Sql($"CREATE TABLE \"{table}\" ({columns}, CONSTRAINT \"PK_{table}\" PRIMARY KEY ({key})) WITHOUT ROWID;");
            }

            migrationBuilder.CreateTable(
                name: "PulseReadies",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "TEXT", nullable: false),
                    Round = table.Column<Guid>(type: "TEXT", nullable: false),
                    Author = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PulseReadies", x => new { x.Couple, x.Round, x.Author });
                    table.ForeignKey(
                        name: "FK_PulseReadies_Couples_Couple",
                        column: x => x.Couple,
                        principalTable: "Couples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Repairs",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Blob = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Repairs", x => new { x.Couple, x.Id });
                    table.ForeignKey(
                        name: "FK_Repairs_Couples_Couple",
                        column: x => x.Couple,
                        principalTable: "Couples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            foreach (var table in new[] { "OpenedPulses", "PulseReadies" })
            {
                migrationBuilder.Sql($"CREATE TRIGGER \"{table}_for_ever_changed\" BEFORE UPDATE ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'This stands for ever.'); END;");
                migrationBuilder.Sql($"CREATE TRIGGER \"{table}_for_ever\" BEFORE DELETE ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'This stands for ever.'); END;");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OpenedPulses");

            migrationBuilder.DropTable(
                name: "PulseDrafts");

            migrationBuilder.DropTable(
                name: "PulseReadies");

            migrationBuilder.DropTable(
                name: "RepairDrafts");

            migrationBuilder.DropTable(
                name: "Repairs");
        }
    }
}
