using System.Runtime.CompilerServices;
using CoupleCheckin.App.Keys;
using Microsoft.Extensions.Time.Testing;

namespace CoupleCheckin.App.Tests.Keys;

public sealed class KeyRingTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly KeyRing _ring;
    private readonly Guid _session = Guid.NewGuid();

    public KeyRingTests() => _ring = new(_time);

    public void Dispose() => _ring.Dispose();

    [Fact]
    public void A_session_finds_its_own_root_and_no_other()
    {
        Put(_session);

        using var found = _ring.Find(_session);

        Assert.Equal(Known.Counting(64, 32), found!.Bytes.ToArray());
        Assert.Null(_ring.Find(Guid.NewGuid()));
        Assert.Null(_ring.Find(Guid.Empty));
    }

    [Fact]
    public void What_is_found_is_a_copy_that_its_finder_may_dispose()
    {
        Put(_session);

        _ring.Find(_session)!.Dispose();

        using var again = _ring.Find(_session);
        Assert.Equal(Known.Counting(64, 32), again!.Bytes.ToArray());
    }

    [Fact]
    public void A_copy_in_use_survives_being_forgotten()
    {
        Put(_session);
        using var inUse = _ring.Find(_session)!;

        _ring.Forget(_session);

        Assert.Equal(Known.Counting(64, 32), inUse.Bytes.ToArray());
    }

    [Fact]
    public void A_forgotten_root_is_gone_and_zeroed()
    {
        var held = Put(_session);
        var other = Guid.NewGuid();
        Put(other);

        _ring.Forget(_session);

        Assert.Equal(new byte[32], held);
        Assert.Null(_ring.Find(_session));
        Assert.False(_ring.Has(_session));
        Assert.True(_ring.Has(other));
    }

    [Fact]
    public void Forgetting_all_zeroes_every_root()
    {
        var held = Enumerable.Range(0, 5).Select(_ => Put(Guid.NewGuid())).ToList();

        _ring.ForgetAll();

        Assert.All(held, bytes => Assert.Equal(new byte[32], bytes));
    }

    [Fact]
    public void A_stopping_server_zeroes_every_root_and_takes_no_more()
    {
        var held = Put(_session);

        _ring.Dispose();

        Assert.Equal(new byte[32], held);
        Assert.Null(_ring.Find(_session));
        Assert.Throws<ObjectDisposedException>(() => Put(_session));
    }

    [Fact]
    public void A_root_put_in_place_of_another_zeroes_the_first()
    {
        var first = Put(_session);

        Put(_session);

        Assert.Equal(new byte[32], first);
        Assert.True(_ring.Has(_session));
    }

    [Fact]
    public void A_root_stays_open_just_short_of_twelve_idle_hours()
    {
        Put(_session);

        _time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));

        Assert.True(_ring.Has(_session));
    }

    [Fact]
    public void A_root_is_gone_and_zeroed_after_twelve_idle_hours_although_nobody_asks()
    {
        var held = Put(_session);

        _time.Advance(TimeSpan.FromHours(12));

        Assert.Equal(new byte[32], held);
        Assert.Null(_ring.Find(_session));
    }

    [Fact]
    public void Use_keeps_a_root_open_and_looking_whether_it_is_open_does_not()
    {
        Put(_session);
        _time.Advance(TimeSpan.FromHours(11));
        _ring.Find(_session)!.Dispose();
        _time.Advance(TimeSpan.FromHours(11));
        Assert.True(_ring.Has(_session));

        _time.Advance(TimeSpan.FromHours(1));

        Assert.False(_ring.Has(_session));
    }

    [Fact]
    public void A_root_that_expired_between_two_sweeps_is_not_found()
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        var held = Put(_session);

        _time.Advance(TimeSpan.FromHours(12));

        Assert.Null(_ring.Find(_session));
        Assert.Equal(new byte[32], held);
    }

    [Fact]
    public async Task Many_sessions_at_once_do_not_disturb_each_other()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), (number, _) =>
        {
            var session = Guid.NewGuid();
            using var root = SecretKey.From(Known.Counting(number, 32));
            _ring.Put(session, root);
            using (var found = _ring.Find(session))
                Assert.Equal(root.Bytes.ToArray(), found!.Bytes.ToArray());
            _ring.Forget(session);
            Assert.Null(_ring.Find(session));
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Puts the known root and returns the very bytes that the ring holds.</summary>
    private byte[] Put(Guid session)
    {
        using var root = Known.Root();
        _ring.Put(session, root);
        return Buffer(Roots(_ring)[session].Root);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_roots")]
    private static extern ref Dictionary<Guid, (SecretKey Root, long UsedAt)> Roots(KeyRing ring);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_bytes")]
    private static extern ref byte[] Buffer(SecretKey key);
}
