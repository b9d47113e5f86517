using CoupleCheckin.App.Features.CheckIns;
using CoupleCheckin.App.Storage;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CoupleCheckin.Web.Hosting;

/// <summary>A mail server, as a self-hoster can set it (docs/hosting.md).</summary>
/// <param name="Server">Its name.</param>
/// <param name="Port">Its port.</param>
/// <param name="From">The sender.</param>
/// <param name="User">Whom to sign in as; null for nobody.</param>
/// <param name="Password">With which password.</param>
/// <param name="Plain">Whether the connection is left unprotected, for a mail server on the same machine.</param>
internal sealed record MailSettings(string Server, int Port, string From, string? User, string? Password, bool Plain)
{
    /// <summary>The settings; null while no server and no sender is set, and then nothing is ever sent.</summary>
    public static MailSettings? Read(IConfiguration configuration) =>
        configuration["CoupleCheckin:Mail:Server"] is { Length: > 0 } server && configuration["CoupleCheckin:Mail:From"] is { Length: > 0 } from && MailboxAddress.TryParse(from, out _)
            ? new(
                server,
                configuration.GetValue<int?>("CoupleCheckin:Mail:Port") ?? 587,
                from,
                configuration["CoupleCheckin:Mail:User"] is { Length: > 0 } user ? user : null,
                configuration["CoupleCheckin:Mail:Password"],
                configuration.GetValue<bool>("CoupleCheckin:Mail:Plain"))
            : null;

    /// <summary>Nothing of the password.</summary>
    public override string ToString() => "[mail]";
}

/// <summary>Hands letters in at the mail server. Each is the same: no name, no content and no address of the app.</summary>
internal sealed partial class Postbox(MailSettings settings, ILogger<Postbox> log) : IPostbox
{
    private const int TimeoutMilliseconds = 15_000;

    public bool IsThere => true;

    public async Task<bool> SendAsync(string address, CancellationToken cancellationToken)
    {
        if (!MailboxAddress.TryParse(address, out var to))
            return false;
        using var letter = new MimeMessage { Subject = "Notes", Body = new TextPart("plain") { Text = "There is something to look at in your notes today.\n" } };
        letter.From.Add(MailboxAddress.Parse(settings.From));
        letter.To.Add(new MailboxAddress(null, to.Address));
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(TimeoutMilliseconds);
            using var client = new SmtpClient { Timeout = TimeoutMilliseconds };
            var protection = settings.Plain ? SecureSocketOptions.None : settings.Port == 465 ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls;
            await client.ConnectAsync(settings.Server, settings.Port, protection, patience.Token);
            if (settings.User is { } user)
                await client.AuthenticateAsync(user, settings.Password ?? "", patience.Token);
            await client.SendAsync(letter, patience.Token);

            // It is handed in; a server that does not say goodbye changes nothing of that.
            await client.DisconnectAsync(quit: false, CancellationToken.None);
            return true;
        }
        catch (Exception down) when (!cancellationToken.IsCancellationRequested && IsOfTheServer(down))
        {
            // The kind of failure and nothing else: what a mail server answers may hold the address.
            NotSent(log, down.GetType().Name);
            return false;
        }
    }

    private static bool IsOfTheServer(Exception failure) => failure
        is IOException or System.Net.Sockets.SocketException or TimeoutException or OperationCanceledException or MailKit.ProtocolException or MailKit.CommandException
        or AuthenticationException or SslHandshakeException or NotSupportedException or InvalidOperationException;

    [LoggerMessage(LogLevel.Warning, "A letter could not be handed in at the mail server ({Kind}). It is tried again.")]
    private static partial void NotSent(ILogger log, string kind);
}

/// <summary>Sends the letters that are due every few minutes. A failure ends one attempt and nothing else.</summary>
internal sealed partial class LetterCarrier(IServiceScopeFactory scopes, TimeProvider time, ILogger<LetterCarrier> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(Round, time);
        while (await rounds.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<SendLetters>().RunAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested && failure is NotSavedException or System.Data.Common.DbException or InvalidOperationException or TimeoutException)
            {
                NotNow(log, failure.GetType().Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Letters could not be looked through ({Kind}). It is tried again.")]
    private static partial void NotNow(ILogger log, string kind);
}
