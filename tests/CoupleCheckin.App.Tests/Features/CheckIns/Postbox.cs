using CoupleCheckin.App.Features.CheckIns;

namespace CoupleCheckin.App.Tests.Features.CheckIns;

/// <summary>Takes letters as a mail server would, and may be down.</summary>
internal sealed class Postbox : IPostbox
{
    public List<string> Letters { get; } = [];

    public bool IsDown { get; set; }

    public bool IsThere => true;

    public Task<bool> SendAsync(string address, CancellationToken cancellationToken)
    {
        if (!IsDown)
            Letters.Add(address);
        return Task.FromResult(!IsDown);
    }
}
