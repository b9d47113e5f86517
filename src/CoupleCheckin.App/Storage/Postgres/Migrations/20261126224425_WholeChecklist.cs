using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoupleCheckin.App.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    internal partial class WholeChecklist : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "OwnChoice",
                table: "Rounds",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Pass",
                table: "Rounds",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Revisions",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "uuid", nullable: false),
                    Author = table.Column<Guid>(type: "uuid", nullable: false),
                    Behaviour = table.Column<string>(type: "text", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Blob = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Revisions", x => new { x.Couple, x.Author, x.Behaviour, x.Number });
                    table.ForeignKey(
                        name: "FK_Revisions_Couples_Couple",
                        column: x => x.Couple,
                        principalTable: "Couples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TalkedAbout",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "uuid", nullable: false),
                    Round = table.Column<Guid>(type: "uuid", nullable: false),
                    Behaviour = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TalkedAbout", x => new { x.Couple, x.Round, x.Behaviour });
                    table.ForeignKey(
                        name: "FK_TalkedAbout_Rounds_Couple_Round",
                        columns: x => new { x.Couple, x.Round },
                        principalTable: "Rounds",
                        principalColumns: new[] { "Couple", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            foreach (var table in new[] { "Revisions", "TalkedAbout" })
                migrationBuilder.Sql($"CREATE TRIGGER \"{table}_for_ever\" BEFORE UPDATE OR DELETE ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION stands_for_ever();");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Revisions");

            migrationBuilder.DropTable(
                name: "TalkedAbout");

            migrationBuilder.DropColumn(
                name: "OwnChoice",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "Pass",
                table: "Rounds");
        }
    }
}
