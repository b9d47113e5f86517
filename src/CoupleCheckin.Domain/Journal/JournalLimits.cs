namespace CoupleCheckin.Domain.Journal;

/// <summary>How much a journal may take up. What is in it nobody here can read, so that its size is all that can be limited.</summary>
public static class JournalLimits
{
    /// <summary>The longest sealed record, in bytes: an entry of some 400,000 letters in any script.</summary>
    public const int LongestRecord = 2 * 1024 * 1024;

    /// <summary>What all records of one person may take up together, in bytes, where the host says nothing else.</summary>
    public const long MostBytes = 256L * 1024 * 1024;

    /// <summary>The most records of one person.</summary>
    public const int MostRecords = 100_000;
}
