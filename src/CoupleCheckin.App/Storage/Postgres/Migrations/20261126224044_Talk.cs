using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoupleCheckin.App.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    internal partial class Talk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ConcernDrafts",
                columns: table => new
                {
                    Owner = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Blob = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConcernDrafts", x => new { x.Owner, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "PutAwayHints",
                columns: table => new
                {
                    Owner = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Blob = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PutAwayHints", x => x.Owner);
                });

            migrationBuilder.CreateTable(
                name: "TalkNotes",
                columns: table => new
                {
                    Owner = table.Column<Guid>(type: "uuid", nullable: false),
                    Talk = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Blob = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TalkNotes", x => new { x.Owner, x.Talk });
                });

            migrationBuilder.CreateTable(
                name: "Talks",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Blob = table.Column<byte[]>(type: "bytea", nullable: false)
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
