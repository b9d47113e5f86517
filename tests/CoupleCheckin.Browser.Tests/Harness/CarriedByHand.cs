using System.Text;
using Microsoft.Playwright;

namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>Web sockets whose messages a test carries by hand.</summary>
public static class CarriedByHand
{
    /// <summary>Sends on what came from the other end.</summary>
    public static void PassOn(this IWebSocketRoute end, IWebSocketFrame message)
    {
        if (message.Binary is { } bytes)
        {
            end.Send(bytes);
        }
        else
        {
            end.Send(message.Text!);
        }
    }

    /// <summary>Whether a message of bytes has this word in it.</summary>
    public static bool Says(this IWebSocketFrame message, string word) => message.Binary is { } bytes && bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0;
}
