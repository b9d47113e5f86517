using CoupleCheckin.App.Tests.Databases;

namespace CoupleCheckin.App.Tests.Privacy;

public sealed class PrivacyMatrixTests
{
    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Everybody_can_do_with_every_stored_thing_exactly_what_its_marker_says(Engine engine)
    {
        await using var world = await World.NewAsync(engine, revealed: false, closed: false);
        var cells = await PrivacyMatrix.TryAsync(engine);

        var wrong = from type in world.Types
                    from who in Watcher.All
                    let expected = PrivacyMatrix.Expected(type, who)
                    let found = cells[(type.ClrType.Name, who)]
                    where found != expected
                    select $"{type.ClrType.Name}, {who.Name}: expected {expected} (adds: {expected.AddForOwner}), found {found} (adds: {found.AddForOwner})";

        Assert.Equal(world.Types.Count * Watcher.All.Count, cells.Count);
        Assert.Equal("", string.Join('\n', wrong));
    }
}
