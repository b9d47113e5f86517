using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoupleCheckin.App.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    internal partial class Agreement : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ClauseDrafts",
                columns: table => new
                {
                    Owner = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Blob = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClauseDrafts", x => new { x.Owner, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Clauses",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Clauses", x => new { x.Couple, x.Id });
                    table.ForeignKey(
                        name: "FK_Clauses_Couples_Couple",
                        column: x => x.Couple,
                        principalTable: "Couples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CoupleZones",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CoupleZones", x => x.Couple);
                    table.ForeignKey(
                        name: "FK_CoupleZones_Couples_Couple",
                        column: x => x.Couple,
                        principalTable: "Couples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PinnedKeys",
                columns: table => new
                {
                    Owner = table.Column<Guid>(type: "uuid", nullable: false),
                    Couple = table.Column<Guid>(type: "uuid", nullable: false),
                    Blob = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PinnedKeys", x => new { x.Owner, x.Couple });
                });

            migrationBuilder.CreateTable(
                name: "SigningKeys",
                columns: table => new
                {
                    Owner = table.Column<Guid>(type: "uuid", nullable: false),
                    Blob = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SigningKeys", x => x.Owner);
                });

            migrationBuilder.CreateTable(
                name: "Statements",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "uuid", nullable: false),
                    Author = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Words = table.Column<byte[]>(type: "bytea", nullable: false),
                    SaidAt = table.Column<long>(type: "bigint", nullable: false),
                    TakenBackAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Statements", x => new { x.Couple, x.Author, x.Id });
                    table.ForeignKey(
                        name: "FK_Statements_Couples_Couple",
                        column: x => x.Couple,
                        principalTable: "Couples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VerifyingKeys",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "uuid", nullable: false),
                    Author = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VerifyingKeys", x => new { x.Couple, x.Author });
                    table.ForeignKey(
                        name: "FK_VerifyingKeys_Couples_Couple",
                        column: x => x.Couple,
                        principalTable: "Couples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AgreementVersions",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Author = table.Column<Guid>(type: "uuid", nullable: false),
                    Clause = table.Column<Guid>(type: "uuid", nullable: false),
                    ClauseNumber = table.Column<int>(type: "integer", nullable: false),
                    Proposal = table.Column<int>(type: "integer", nullable: false),
                    Form = table.Column<int>(type: "integer", nullable: false),
                    SignedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: true),
                    ReviewOn = table.Column<DateOnly>(type: "date", nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AgreementVersions", x => new { x.Couple, x.Number });
                    table.ForeignKey(
                        name: "FK_AgreementVersions_Clauses_Couple_Clause",
                        columns: x => new { x.Couple, x.Clause },
                        principalTable: "Clauses",
                        principalColumns: new[] { "Couple", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ClauseSignatures",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "uuid", nullable: false),
                    Clause = table.Column<Guid>(type: "uuid", nullable: false),
                    Proposal = table.Column<int>(type: "integer", nullable: false),
                    Author = table.Column<Guid>(type: "uuid", nullable: false),
                    Signature = table.Column<byte[]>(type: "bytea", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClauseSignatures", x => new { x.Couple, x.Clause, x.Proposal, x.Author });
                    table.ForeignKey(
                        name: "FK_ClauseSignatures_Clauses_Couple_Clause",
                        columns: x => new { x.Couple, x.Clause },
                        principalTable: "Clauses",
                        principalColumns: new[] { "Couple", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProposalClosings",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "uuid", nullable: false),
                    Clause = table.Column<Guid>(type: "uuid", nullable: false),
                    Proposal = table.Column<int>(type: "integer", nullable: false),
                    Author = table.Column<Guid>(type: "uuid", nullable: false),
                    How = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<byte[]>(type: "bytea", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProposalClosings", x => new { x.Couple, x.Clause, x.Proposal });
                    table.ForeignKey(
                        name: "FK_ProposalClosings_Clauses_Couple_Clause",
                        columns: x => new { x.Couple, x.Clause },
                        principalTable: "Clauses",
                        principalColumns: new[] { "Couple", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Proposals",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "uuid", nullable: false),
                    Clause = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Author = table.Column<Guid>(type: "uuid", nullable: false),
                    Answers = table.Column<int>(type: "integer", nullable: true),
                    Form = table.Column<int>(type: "integer", nullable: false),
                    Words = table.Column<byte[]>(type: "bytea", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Proposals", x => new { x.Couple, x.Clause, x.Number });
                    table.ForeignKey(
                        name: "FK_Proposals_Clauses_Couple_Clause",
                        columns: x => new { x.Couple, x.Clause },
                        principalTable: "Clauses",
                        principalColumns: new[] { "Couple", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReviewRequests",
                columns: table => new
                {
                    Couple = table.Column<Guid>(type: "uuid", nullable: false),
                    Clause = table.Column<Guid>(type: "uuid", nullable: false),
                    Author = table.Column<Guid>(type: "uuid", nullable: false),
                    OfVersion = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewRequests", x => new { x.Couple, x.Clause, x.Author, x.OfVersion });
                    table.ForeignKey(
                        name: "FK_ReviewRequests_Clauses_Couple_Clause",
                        columns: x => new { x.Couple, x.Clause },
                        principalTable: "Clauses",
                        principalColumns: new[] { "Couple", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AgreementVersions_Couple_Clause",
                table: "AgreementVersions",
                columns: new[] { "Couple", "Clause" });

            foreach (var table in new[] { "Proposals", "ClauseSignatures", "ProposalClosings", "AgreementVersions", "VerifyingKeys" })
                migrationBuilder.Sql($"CREATE TRIGGER \"{table}_for_ever\" BEFORE UPDATE OR DELETE ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION stands_for_ever();");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AgreementVersions");

            migrationBuilder.DropTable(
                name: "ClauseDrafts");

            migrationBuilder.DropTable(
                name: "ClauseSignatures");

            migrationBuilder.DropTable(
                name: "CoupleZones");

            migrationBuilder.DropTable(
                name: "PinnedKeys");

            migrationBuilder.DropTable(
                name: "ProposalClosings");

            migrationBuilder.DropTable(
                name: "Proposals");

            migrationBuilder.DropTable(
                name: "ReviewRequests");

            migrationBuilder.DropTable(
                name: "SigningKeys");

            migrationBuilder.DropTable(
                name: "Statements");

            migrationBuilder.DropTable(
                name: "VerifyingKeys");

            migrationBuilder.DropTable(
                name: "Clauses");
        }
    }
}
