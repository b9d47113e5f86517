using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoupleCheckin.App.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    internal partial class SmallThings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // A private row does not tell in which order it was written.
            migrationBuilder.Sql("CREATE TABLE \"ClauseReasons\" (\"Owner\" TEXT NOT NULL, \"Clause\" TEXT NOT NULL, \"Version\" INTEGER NOT NULL, \"Blob\" BLOB NOT NULL, CONSTRAINT \"PK_ClauseReasons\" PRIMARY KEY (\"Owner\", \"Clause\")) WITHOUT ROWID;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ClauseReasons");
        }
    }
}
