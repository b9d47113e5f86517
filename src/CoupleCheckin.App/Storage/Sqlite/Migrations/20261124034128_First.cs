using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoupleCheckin.App.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    internal partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The order of insertion is not stored with what belongs to one person: no row ids.
            foreach (var (table, columns, key) in new[]
            {
                ("CoupleKeys", "\"Owner\" TEXT NOT NULL, \"Couple\" TEXT NOT NULL, \"Wrapped\" BLOB NOT NULL", "\"Owner\", \"Couple\""),
                ("DraftSheets", "\"Owner\" TEXT NOT NULL, \"Round\" TEXT NOT NULL, \"Version\" INTEGER NOT NULL, \"Blob\" BLOB NOT NULL", "\"Owner\", \"Round\""),
                ("OpenedSheets", "\"Owner\" TEXT NOT NULL, \"Round\" TEXT NOT NULL, \"Couple\" TEXT NOT NULL, \"Blob\" BLOB NOT NULL", "\"Owner\", \"Round\""),
                ("SealedRecords", "\"Owner\" TEXT NOT NULL, \"Id\" TEXT NOT NULL, \"Version\" INTEGER NOT NULL, \"Blob\" BLOB NOT NULL", "\"Owner\", \"Id\""),
                ("Witnesses", "\"Owner\" TEXT NOT NULL, \"Round\" TEXT NOT NULL, \"Attempt\" INTEGER NOT NULL, \"Blob\" BLOB NOT NULL", "\"Owner\", \"Round\", \"Attempt\""),
            })
            {
                migrationBuilder.Sql($"CREATE TABLE \"{table}\" ({columns}, CONSTRAINT \"PK_{table}\" PRIMARY KEY ({key})) WITHOUT ROWID;");
            }

            migrationBuilder.CreateTable(
                name: "Couples",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Couples", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Invitations",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Author = table.Column<Guid>(type: "TEXT", nullable: false),
                    TokenHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Wrapped = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RevokedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Standing = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Invitations", x => new { x.Couple, x.Author, x.Id });
                    table.ForeignKey(
                        name: "FK_Invitations_Couples_Couple",
                        column: x => x.Couple,
                        principalTable: "Couples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Rounds",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Behaviours = table.Column<string>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Rounds", x => new { x.Couple, x.Id });
                    table.ForeignKey(
                        name: "FK_Rounds_Couples_Couple",
                        column: x => x.Couple,
                        principalTable: "Couples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Seats",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Person = table.Column<Guid>(type: "TEXT", nullable: false),
                    SealedName = table.Column<byte[]>(type: "BLOB", nullable: false),
                    LeftAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Seats", x => new { x.Couple, x.Number });
                    table.CheckConstraint("TwoSeats", "\"Number\" IN (1, 2)");
                    table.ForeignKey(
                        name: "FK_Seats_Couples_Couple",
                        column: x => x.Couple,
                        principalTable: "Couples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Readies",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "TEXT", nullable: false),
                    Round = table.Column<Guid>(type: "TEXT", nullable: false),
                    Author = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Readies", x => new { x.Couple, x.Round, x.Author });
                    table.ForeignKey(
                        name: "FK_Readies_Rounds_Couple_Round",
                        columns: x => new { x.Couple, x.Round },
                        principalTable: "Rounds",
                        principalColumns: new[] { "Couple", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Seals",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "TEXT", nullable: false),
                    Round = table.Column<Guid>(type: "TEXT", nullable: false),
                    Author = table.Column<Guid>(type: "TEXT", nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    Commit = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Seals", x => new { x.Couple, x.Round, x.Author, x.Attempt });
                    table.ForeignKey(
                        name: "FK_Seals_Rounds_Couple_Round",
                        columns: x => new { x.Couple, x.Round },
                        principalTable: "Rounds",
                        principalColumns: new[] { "Couple", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SealsTakenBack",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "TEXT", nullable: false),
                    Round = table.Column<Guid>(type: "TEXT", nullable: false),
                    Author = table.Column<Guid>(type: "TEXT", nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SealsTakenBack", x => new { x.Couple, x.Round, x.Author, x.Attempt });
                    table.ForeignKey(
                        name: "FK_SealsTakenBack_Rounds_Couple_Round",
                        columns: x => new { x.Couple, x.Round },
                        principalTable: "Rounds",
                        principalColumns: new[] { "Couple", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Working",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "TEXT", nullable: false),
                    Round = table.Column<Guid>(type: "TEXT", nullable: false),
                    Author = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Working", x => new { x.Couple, x.Round, x.Author });
                    table.ForeignKey(
                        name: "FK_Working_Rounds_Couple_Round",
                        columns: x => new { x.Couple, x.Round },
                        principalTable: "Rounds",
                        principalColumns: new[] { "Couple", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_TokenHash",
                table: "Invitations",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "OneOpenInvitation",
                table: "Invitations",
                column: "Couple",
                unique: true,
                filter: "\"Standing\"");

            migrationBuilder.CreateIndex(
                name: "IX_Seats_Couple_Person",
                table: "Seats",
                columns: new[] { "Couple", "Person" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "OneOpenSeatPerPerson",
                table: "Seats",
                column: "Person",
                unique: true,
                filter: "\"LeftAt\" IS NULL");

            foreach (var table in new[] { "Seals", "SealsTakenBack", "Readies", "OpenedSheets" })
            {
                migrationBuilder.Sql($"CREATE TRIGGER \"{table}_for_ever_changed\" BEFORE UPDATE ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'This stands for ever.'); END;");
                migrationBuilder.Sql($"CREATE TRIGGER \"{table}_for_ever\" BEFORE DELETE ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'This stands for ever.'); END;");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CoupleKeys");

            migrationBuilder.DropTable(
                name: "DraftSheets");

            migrationBuilder.DropTable(
                name: "Invitations");

            migrationBuilder.DropTable(
                name: "OpenedSheets");

            migrationBuilder.DropTable(
                name: "Readies");

            migrationBuilder.DropTable(
                name: "SealedRecords");

            migrationBuilder.DropTable(
                name: "Seals");

            migrationBuilder.DropTable(
                name: "SealsTakenBack");

            migrationBuilder.DropTable(
                name: "Seats");

            migrationBuilder.DropTable(
                name: "Witnesses");

            migrationBuilder.DropTable(
                name: "Working");

            migrationBuilder.DropTable(
                name: "Rounds");

            migrationBuilder.DropTable(
                name: "Couples");
        }
    }
}
