using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoupleCheckin.App.Storage.Postgres.Migrations
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
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Kind",
                table: "Rounds",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Prompts",
                table: "Rounds",
                type: "text",
                nullable: false,
                defaultValueSql: "''");

            migrationBuilder.CreateTable(
                name: "CheckInDrafts",
                columns: table => new
                {
                    Owner = table.Column<Guid>(type: "uuid", nullable: false),
                    Round = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Blob = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CheckInDrafts", x => new { x.Owner, x.Round });
                });

            migrationBuilder.CreateTable(
                name: "CheckInLots",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Blob = table.Column<byte[]>(type: "bytea", nullable: false)
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
                    Couple = table.Column<Guid>(type: "uuid", nullable: false),
                    Pace = table.Column<int>(type: "integer", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Minute = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                name: "MailReminders",
                columns: table => new
                {
                    Owner = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Blob = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailReminders", x => x.Owner);
                });

            migrationBuilder.CreateTable(
                name: "SharedPlots",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "uuid", nullable: false),
                    Author = table.Column<Guid>(type: "uuid", nullable: false)
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
