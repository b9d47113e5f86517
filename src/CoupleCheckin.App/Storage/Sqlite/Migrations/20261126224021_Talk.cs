using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoupleCheckin.App.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    internal partial class Talk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The order of insertion is not stored with what belongs to one person: no row ids.
            foreach (var (table, columns, key) in new[]
            {
                ("ConcernDrafts", "\"Owner\" TEXT NOT NULL, \"Id\" TEXT NOT NULL, \"Version\" INTEGER NOT NULL, \"Blob\" BLOB NOT NULL", "\"Owner\", \"Id\""),
                ("PutAwayHints", "\"Owner\" TEXT NOT NULL, \"Version\" INTEGER NOT NULL, \"Blob\" BLOB NOT NULL", "\"Owner\""),
                ("TalkNotes", "\"Owner\" TEXT NOT NULL, \"Talk\" TEXT NOT NULL, \"Version\" INTEGER NOT NULL, \"Blob\" BLOB NOT NULL", "\"Owner\", \"Talk\""),
            })
            {
                migrationBuilder.Sql($"CREATE TABLE \"{table}\" ({columns}, CONSTRAINT \"PK_{table}\" PRIMARY KEY ({key})) WITHOUT ROWID;");
            }

            migrationBuilder.CreateTable(
                name: "Talks",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Blob = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Talks", x => new { x.Couple, x.Id });
                    table.ForeignKey(
                        name: "FK_Talks_Couples_Couple",
                        column: x => x.Couple,
                        principalTable: "Couples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ConcernDrafts");

            migrationBuilder.DropTable(
                name: "PutAwayHints");

            migrationBuilder.DropTable(
                name: "TalkNotes");

            migrationBuilder.DropTable(
                name: "Talks");
        }
    }
}
