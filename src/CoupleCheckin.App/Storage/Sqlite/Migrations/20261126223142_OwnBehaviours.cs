using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoupleCheckin.App.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    internal partial class OwnBehaviours : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "OwnBehaviours",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "TEXT", nullable: false),
                    Author = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Wording = table.Column<int>(type: "INTEGER", nullable: false),
                    SealedWords = table.Column<byte[]>(type: "BLOB", nullable: false),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RetiredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OwnBehaviours", x => new { x.Couple, x.Author, x.Id });
                    table.ForeignKey(
                        name: "FK_OwnBehaviours_Couples_Couple",
                        column: x => x.Couple,
                        principalTable: "Couples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            // The order of insertion is not stored with what belongs to one person: no row ids.
            migrationBuilder.Sql("CREATE TABLE \"OwnChoices\" (\"Owner\" TEXT NOT NULL, \"Version\" INTEGER NOT NULL, \"Blob\" BLOB NOT NULL, CONSTRAINT \"PK_OwnChoices\" PRIMARY KEY (\"Owner\")) WITHOUT ROWID;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OwnBehaviours");

            migrationBuilder.DropTable(
                name: "OwnChoices");
        }
    }
}
