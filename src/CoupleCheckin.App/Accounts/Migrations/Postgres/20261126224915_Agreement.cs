using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoupleCheckin.App.Accounts.Migrations.Postgres
{
    /// <inheritdoc />
    internal partial class Agreement : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ReminderAddresses",
                columns: table => new
                {
                    Owner = table.Column<Guid>(type: "uuid", nullable: false),
                    TokenHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReminderAddresses", x => x.Owner);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReminderAddresses_TokenHash",
                table: "ReminderAddresses",
                column: "TokenHash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ReminderAddresses");
        }
    }
}
