using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.Domain.Tests.Couples;

public sealed class InvitationTests
{
    private static readonly DateTimeOffset Written = new(2030, 5, 12, 18, 0, 0, TimeSpan.Zero);
    private readonly Invitation invitation = Invitation.Write(
        CoupleId.New(), InvitationId.New(), PersonId.New(), [1, 2, 3], [4, 5, 6], Written + Invitation.Lifetime);

    [Fact]
    public void An_invitation_is_open_for_48_hours()
    {
        Assert.True(invitation.IsOpen(Written));
        Assert.True(invitation.IsOpen(Written.AddHours(48).AddTicks(-1)));
        Assert.False(invitation.IsOpen(Written.AddHours(48)));
        Assert.False(invitation.Use(Written.AddHours(48)));
        Assert.Null(invitation.UsedAt);
    }

    [Fact]
    public void An_invitation_is_used_once()
    {
        Assert.True(invitation.Use(Written.AddHours(1)));
        Assert.False(invitation.Use(Written.AddHours(2)));

        Assert.Equal(Written.AddHours(1), invitation.UsedAt);
        Assert.False(invitation.IsOpen(Written.AddHours(1)));
    }

    [Fact]
    public void The_wrapped_key_is_forgotten_when_the_invitation_is_used()
    {
        invitation.Use(Written);

        Assert.Empty(invitation.Wrapped);
        Assert.False(invitation.Standing);
        Assert.Equal(1, invitation.Version);
    }

    [Fact]
    public void An_invitation_that_was_taken_back_lets_nobody_in()
    {
        invitation.Revoke(Written.AddHours(1));

        Assert.False(invitation.Use(Written.AddHours(2)));
        Assert.Equal(Written.AddHours(1), invitation.RevokedAt);
        Assert.Empty(invitation.Wrapped);
        Assert.False(invitation.Standing);
    }

    [Fact]
    public void Taking_back_a_used_invitation_changes_nothing()
    {
        invitation.Use(Written);
        invitation.Revoke(Written.AddHours(1));

        Assert.Null(invitation.RevokedAt);
        Assert.Equal(1, invitation.Version);
    }

    [Fact]
    public void Taking_back_twice_changes_nothing()
    {
        invitation.Revoke(Written.AddHours(1));
        invitation.Revoke(Written.AddHours(2));

        Assert.Equal(Written.AddHours(1), invitation.RevokedAt);
        Assert.Equal(1, invitation.Version);
    }

    [Fact]
    public void Taking_back_an_expired_invitation_makes_room_for_the_next_one()
    {
        invitation.Revoke(Written.AddHours(50));

        Assert.False(invitation.Standing);
        Assert.Empty(invitation.Wrapped);
    }
}
