using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Couples;
using FsCheck.Xunit;

namespace CoupleCheckin.Domain.Tests.Behaviours;

public sealed class OwnBehaviourTests
{
    private static readonly DateTimeOffset Now = new(2030, 5, 12, 18, 0, 0, TimeSpan.Zero);

    public enum Act
    {
        Reword,
        StartARound,
        Retire,
    }

    [Property(MaxTest = 500)]
    public void Words_never_change_once_it_has_been_in_a_round_or_is_off_the_list(Act[] acts)
    {
        var own = New();
        var inARound = false;
        foreach (var act in acts ?? [])
        {
            var (before, wasRetired) = (own.SealedWords, own.RetiredAt is not null);
            var step = act switch
            {
                Act.Reword => own.Reword(inARound, (_, wording) => [(byte)wording]),
                Act.Retire => own.Retire(Now),
                _ => (OwnBehaviourStep?)null,
            };
            Assert.Equal(step == OwnBehaviourStep.Taken && act == Act.Reword, !ReferenceEquals(before, own.SealedWords));
            Assert.False(step == OwnBehaviourStep.Taken && (wasRetired || (act == Act.Reword && inARound)));
            inARound |= act == Act.StartARound;
        }
    }

    [Fact]
    public void Its_key_fits_wherever_a_key_fits_and_names_it_again()
    {
        var own = New();
        Assert.Equal(own.Key, new BehaviourKey(own.Key.Value));
        Assert.Equal(own.Id, OwnBehaviourId.Of(own.Key));
        Assert.StartsWith("own.", own.Key.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ex.meet-alone")]
    [InlineData("own.meet-alone")]
    [InlineData("own.0123456789abcdef0123456789abcde")]
    [InlineData("owner.0123456789abcdef0123456789abcdef")]
    public void Another_key_names_no_own_behaviour(string key) => Assert.Null(OwnBehaviourId.Of(new(key)));

    [Fact]
    public void No_key_at_all_names_none() => Assert.Null(OwnBehaviourId.Of(default));

    [Theory]
    [InlineData("", "", OwnWordsFlaw.NameMissing)]
    [InlineData(" \u200b ", "", OwnWordsFlaw.NameUnreadable)]
    [InlineData("two\nlines", "", OwnWordsFlaw.NameUnreadable)]
    [InlineData("Fine", "two\nlines", OwnWordsFlaw.DescriptionUnreadable)]
    [InlineData("Fine", "", OwnWordsFlaw.None)]
    public void Words_say_what_keeps_them_from_being_kept(string name, string description, OwnWordsFlaw flaw) =>
        Assert.Equal(flaw, new OwnWords(name, description, Topic.Friends).Flaw);

    [Fact]
    public void Words_that_are_too_long_say_so()
    {
        Assert.Equal(OwnWordsFlaw.None, new OwnWords(new('x', 80), new('x', 300), Topic.Friends).Flaw);
        Assert.Equal(OwnWordsFlaw.NameTooLong, new OwnWords(new('x', 81), "", Topic.Friends).Flaw);
        Assert.Equal(OwnWordsFlaw.DescriptionTooLong, new OwnWords("Fine", new('x', 301), Topic.Friends).Flaw);
        Assert.Equal("[own words]", new OwnWords("Fine", "", Topic.Friends).ToString());
    }

    private static OwnBehaviour New() => OwnBehaviour.Add(CoupleId.New(), PersonId.New(), (_, wording) => [(byte)wording], Now);
}
