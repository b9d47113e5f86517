using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.Domain.Tests.Behaviours;

public sealed class NeutralityTests
{
    private static readonly string[] Names = ["Ann", "Bo"];

    [Theory]
    [InlineData("Cheating by text", NeutralityKind.Verdict, "Cheating")]
    [InlineData("Micro-cheating at work", NeutralityKind.Verdict, "Micro-cheating")]
    [InlineData("Being disloyal on a trip", NeutralityKind.Verdict, "disloyal")]
    [InlineData("Inappropriate jokes with a colleague", NeutralityKind.Blame, "Inappropriate")]
    [InlineData("Posting too much", NeutralityKind.Blame, "too much")]
    [InlineData("Dancing with someone to make me jealous", NeutralityKind.Motive, "to make me jealous")]
    [InlineData("Liking a photo to provoke", NeutralityKind.Motive, "to provoke")]
    [InlineData("No more drinks after work", NeutralityKind.Rule, "No more")]
    [InlineData("One shouldn’t meet an old flame", NeutralityKind.Rule, "shouldn’t")]
    [InlineData("Always texting at dinner", NeutralityKind.Always, "Always")]
    [InlineData("A long lunch with Bo", NeutralityKind.Name, "Bo")]
    [InlineData("Phone calls with Sam after ten", NeutralityKind.Name, "Sam")]
    [InlineData("When you stay late", NeutralityKind.You, "you")]
    public void It_remarks_on_what_one_of_the_two_might_hear_as_a_judgement(string name, NeutralityKind kind, string found) =>
        Assert.Contains(new NeutralityRemark(kind, found), Look(name));

    [Theory]
    [InlineData("Dinner alone with a former flatmate")]
    [InlineData("Flirting by message with a stranger")]
    [InlineData("Texting a friend late at night")]
    [InlineData("Going to a show without the partner")]
    [InlineData("A game night where Annabel's cards are used")]
    [InlineData("Bowling on Thursdays with a team")]
    [InlineData("Chatting on Instagram")]
    [InlineData("Messaging, with photos, on WhatsApp")]
    [InlineData("Being on one’s phone in bed")]
    [InlineData("Writing poems")]
    [InlineData("Ein Kaffee mit der Kollegin")]
    [InlineData("一緒に映画を見る")]
    public void It_leaves_an_observable_act_alone(string name) => Assert.Empty(Look(name));

    [Fact]
    public void It_reads_the_description_too_and_remarks_once_of_each_kind()
    {
        var remarks = Neutrality.Look(new("Cheating, always cheating", "You cheat and Ann sees it. You never say so.", Topic.Friends), Names);
        Assert.Equal(remarks.Select(remark => remark.Kind).Distinct(), remarks.Select(remark => remark.Kind));
        Assert.Equal([NeutralityKind.Verdict, NeutralityKind.Always, NeutralityKind.Name, NeutralityKind.You], remarks.Select(remark => remark.Kind));
    }

    [Fact]
    public void Very_long_words_and_broken_ones_are_looked_at_too()
    {
        Assert.Empty(Look(new string('x', 200_000)));
        Assert.Empty(Look("half \ud800 of it"));
        Assert.Empty(Look(""));
    }

    private static IReadOnlyList<NeutralityRemark> Look(string name) => Neutrality.Look(new(name, "", Topic.Friends), Names);
}
