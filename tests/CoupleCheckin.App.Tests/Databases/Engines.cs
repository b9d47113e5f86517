namespace CoupleCheckin.App.Tests.Databases;

/// <summary>A database that the app can live on.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>The databases that a storage test runs on here.</summary>
public static class Engines
{
    /// <summary>
    /// SQLite always, PostgreSQL where there is one. That it is missing is said, and in CI punished, by
    /// <see cref="PostgresServerTests.PostgreSQL_is_tested_here"/>.
    /// </summary>
    public static TheoryData<Engine> Here { get; } =
        PostgresServer.IsAvailable ? [Engine.Sqlite, Engine.Postgres] : [Engine.Sqlite];
}
