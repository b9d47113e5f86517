using System.Text;
using QRCoder;

namespace CoupleCheckin.Web.Features.Couples;

/// <summary>Draws a link as a QR code. It goes into the page as a picture, so that no text becomes markup.</summary>
internal static class QrImage
{
    public static string Of(string link)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(link, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(data);
        return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(svg.GetGraphic(4)));
    }
}
