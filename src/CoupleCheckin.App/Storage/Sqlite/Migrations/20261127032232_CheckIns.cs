using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoupleCheckin.App.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    internal partial class CheckIns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "FinishedAt",
                table: "Rounds",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Kind",
                table: "Rounds",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Prompts",
                table: "Rounds",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "''");

            // The order of insertion is not stored with what belongs to one person: no row ids.
            migrationBuilder.Sql("CREATE TABLE \"CheckInDrafts\" (\"Owner\" TEXT NOT NULL, \"Round\" TEXT NOT NULL, \"Version\" INTEGER NOT NULL, \"Blob\" BLOB NOT NULL, CONSTRAINT \"PK_CheckInDrafts\" PRIMARY KEY (\"Owner\", \"Round\")) WITHOUT ROWID;");
            migrationBuilder.Sql("CREATE TABLE \"MailReminders\" (\"Owner\" TEXT NOT NULL, \"Version\" INTEGER NOT NULL, \"Blob\" BLOB NOT NULL, CONSTRAINT \"PK_MailReminders\" PRIMARY KEY (\"Owner\")) WITHOUT ROWID;");

            migrationBuilder.CreateTable(
                name: "CheckInLots",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Blob = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CheckInLots", x => x.Couple);
                    table.ForeignKey(
                        name: "FK_CheckInLots_Couples_Couple",
                        column: x => x.Couple,
                        principalTable: "Couples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CheckInRhythms",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "TEXT", nullable: false),
                    Pace = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Minute = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CheckInRhythms", x => x.Couple);
                    table.ForeignKey(
                        name: "FK_CheckInRhythms_Couples_Couple",
                        column: x => x.Couple,
                        principalTable: "Couples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SharedPlots",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "TEXT", nullable: false),
                    Author = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SharedPlots", x => new { x.Couple, x.Author });
                    table.ForeignKey(
                        name: "FK_SharedPlots_Couples_Couple",
                        column: x => x.Couple,
                        principalTable: "Couples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Rounds_Couple_Kind_StartedAt",
                table: "Rounds",
                columns: new[] { "Couple", "Kind", "StartedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CheckInDrafts");

            migrationBuilder.DropTable(
                name: "CheckInLots");

            migrationBuilder.DropTable(
                name: "CheckInRhythms");

            migrationBuilder.DropTable(
                name: "MailReminders");

            migrationBuilder.DropTable(
                name: "SharedPlots");

            migrationBuilder.DropIndex(
                name: "IX_Rounds_Couple_Kind_StartedAt",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "FinishedAt",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "Prompts",
                table: "Rounds");
        }
    }
}
