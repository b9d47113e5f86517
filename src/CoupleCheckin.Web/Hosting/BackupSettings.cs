namespace CoupleCheckin.Web.Hosting;

/// <summary>Backups by themselves: off until a folder is chosen.</summary>
/// <param name="Folder">Where to.</param>
/// <param name="Every">How often.</param>
/// <param name="Keep">How many are kept.</param>
/// <param name="PassphraseFile">A file with a passphrase that seals them.</param>
internal sealed record BackupSettings(string Folder, TimeSpan Every, int Keep, string? PassphraseFile)
{
    public static BackupSettings? Read(IConfiguration configuration) => configuration["CoupleCheckin:Backup:Folder"] is { Length: > 0 } folder
        ? new(
            Path.GetFullPath(folder),
            TimeSpan.FromHours(configuration.GetValue<int?>("CoupleCheckin:Backup:EveryHours") ?? 24),
            configuration.GetValue<int?>("CoupleCheckin:Backup:Keep") ?? 14,
            configuration["CoupleCheckin:Backup:PassphraseFile"] is { Length: > 0 } file ? Path.GetFullPath(file) : null)
        : null;
}
