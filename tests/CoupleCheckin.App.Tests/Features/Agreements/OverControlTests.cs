using CoupleCheckin.App.Catalogue;
using CoupleCheckin.App.Tests.Catalogue;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.App.Tests.Features.Agreements;

/// <summary>The guard with the patterns that the app ships.</summary>
public sealed class OverControlTests
{
    private static readonly OverControl Guard = new(CommitmentFiles.Load(Seeds.Folder), Seeds.Catalogue);

    [Theory]
    [InlineData("We know each other's passwords and use them when we like.", Reach.Watching)]
    [InlineData("We each keep our phone unlocked at home.", Reach.Watching)]
    [InlineData("You can go through my phone on Sundays.", Reach.Watching)]
    [InlineData("We check each other's phones every Sunday.", Reach.Watching)]
    [InlineData("We have access to each other’s accounts.", Reach.Watching)]
    [InlineData("Either of us may read all the messages of the other.", Reach.Watching)]
    [InlineData("We share our location when we go out.", Reach.Watching)]
    [InlineData("I will not switch off my location.", Reach.Watching)]
    [InlineData("We send each other a photo of where we are.", Reach.Watching)]
    [InlineData("We check in every hour on a night out.", Reach.Watching)]
    [InlineData("I ask your permission before I meet anybody.", Reach.OwnLife)]
    [InlineData("We have no friends whom the other does not know.", Reach.OwnLife)]
    [InlineData("You stop seeing your sister.", Reach.OwnLife)]
    [InlineData("We are never alone with a colleague.", Reach.OwnLife)]
    [InlineData("You never find a celebrity attractive.", Reach.OwnLife)]
    [InlineData("We do not fantasise about other people.", Reach.OwnLife)]
    [InlineData("We keep to this or I will leave.", Reach.Threat)]
    public void Words_that_watch_forbid_or_threaten_are_found(string line, Reach reach) =>
        Assert.Contains(reach, Guard.In(Line(line))!.Reaches);

    [Theory]
    [InlineData("We can each meet an ex one to one. We say so afterwards, and where.")]
    [InlineData("Friendships are ours to keep, with whomever. We introduce the people who matter.")]
    [InlineData("No dating profiles, not even for fun. Old accounts get deleted, not parked.")]
    [InlineData("If a chat gets flirty, we tell each other within two days, and we say it without being asked.")]
    [InlineData("Reacting to an ex’s photos: we left this open.")]
    [InlineData("We never check each other's phones.")]
    [InlineData("We don't ask for each other's passwords.")]
    [InlineData("Neither of us will read the other's messages.")]
    [InlineData("No tracking and no screenshots.")]
    [InlineData("We each keep our own passwords.")]
    [InlineData("We do not track each other.")]
    [InlineData("We can see any of our friends when we like.")]
    [InlineData("It is fine to go out with all friends from work.")]
    [InlineData("We say before we make plans for the weekend.")]
    [InlineData("We do not act on a crush.")]
    [InlineData("We introduce our friends to each other.")]
    [InlineData("We find a nice location for our holidays.")]
    [InlineData("We tell each other when an ex writes.")]
    public void Words_that_leave_each_their_own_life_are_let_pass(string line) => Assert.Null(Guard.In(Line(line)));

    [Fact]
    public void What_stands_under_not_fine_is_kept_away_and_not_asked_for() =>
        Assert.Null(Guard.In(Line("Our phones are our own.") with { NotFine = "Going through each other's phones. Asking for a password." }));

    [Fact]
    public void Every_part_of_a_clause_is_looked_at() =>
        Assert.All(
            new Func<Terms, Terms>[]
            {
                terms => terms with { Fine = Watching }, terms => terms with { Examples = Watching }, terms => terms with { Exceptions = Watching },
                terms => terms with { IfItSlips = Watching }, terms => terms with { NotFine = "Seeing my friends without you. Any friends at all." },
            },
            with => Assert.NotNull(Guard.In(with(Line("We trust each other.")))));

    [Fact]
    public void A_limit_on_what_many_couples_have_within_bounds_is_found_by_its_behaviour()
    {
        var within = Seeds.Catalogue.Find(new BehaviourKey("solo.celebrity-crush"))!;
        Assert.Equal(Zone.WithinBounds, within.DefaultZone);

        Assert.Equal([Reach.OwnLife], Guard.In(Line("We stop following stars.") with { Behaviour = within.Key })!.Reaches);
        Assert.Equal([Reach.OwnLife], Guard.In(Line("Following stars.") with { Behaviour = within.Key, Openness = Openness.DecideTogether })!.Reaches);
        Assert.Null(Guard.In(Line("No need to tell about a star we like.") with { Behaviour = within.Key }));
        Assert.Null(Guard.In(Line("We stop following stars.")));
    }

    [Fact]
    public void What_lies_further_out_may_be_limited()
    {
        var gray = Seeds.Catalogue.Starter.Select(Seeds.Catalogue.Find).First(behaviour => behaviour!.DefaultZone != Zone.WithinBounds)!;

        Assert.Null(Guard.In(Line("We do not do this.") with { Behaviour = gray.Key }));
    }

    [Fact]
    public void Something_that_watches_needs_an_end_and_is_for_both()
    {
        var finding = Guard.In(Line(Watching));

        Assert.Equal(TermsFlaw.WatchingNeedsAnEnd, OverControl.FlawOf(Line(Watching), finding));
        Assert.Equal(TermsFlaw.WatchingNeedsBoth, OverControl.FlawOf(Line(Watching) with { Form = TermsForm.Trial, For = ForWhom.SecondSeat }, finding));
        Assert.Equal(TermsFlaw.None, OverControl.FlawOf(Line(Watching) with { Form = TermsForm.Trial }, finding));
        Assert.Equal(TermsFlaw.None, OverControl.FlawOf(Line("We trust each other."), finding: null));
    }

    [Fact]
    public void Something_else_is_offered_instead() =>
        Assert.NotEmpty(Guard.In(Line(Watching))!.Instead);

    [Fact]
    public void A_request_is_looked_at_too()
    {
        Assert.NotNull(Guard.In(StatementKind.Request, "Please give me your password."));
        Assert.Null(Guard.In(StatementKind.Request, "Please ask me before you worry alone."));
    }

    [Fact]
    public void Going_away_oneself_is_a_boundary_and_telling_others_is_a_threat()
    {
        Assert.Null(Guard.In(StatementKind.Boundary, "If you shout, I will leave the room."));
        Assert.Null(Guard.In(StatementKind.Boundary, "I go home when a party turns into flirting."));
        Assert.NotNull(Guard.In(StatementKind.Boundary, "If you write to her again, I will tell your mother."));
        Assert.NotNull(Guard.In(StatementKind.Boundary, "You come home by ten, or else."));
    }

    private const string Watching = "We read each other's messages: you may read my messages.";

    private static Terms Line(string line) => new() { Line = line, Openness = Openness.TellAfterwards };
}
