using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Prompts;
using CoupleCheckin.Domain.Repair;
using CoupleCheckin.Domain.Safety;

namespace CoupleCheckin.App.Tests.Catalogue;

/// <summary>How many there are of each kind, and that nothing is left out.</summary>
public sealed class CatalogueKindsTests
{
    private static readonly string[] CommitmentKeys =
    [
        "c.end-contact", "c.limit-contact", "c.volunteer-contact", "c.close-channel", "c.answer-slot", "c.full-account", "c.plans-change", "c.own-need",
        "c.couple-time", "c.weekly-talk", "c.pause-rule", "c.reassure-once", "c.ask-once", "c.no-lever", "c.no-rush", "c.support", "c.privacy-back",
        "c.health", "c.review-agreement",
    ];

    [Fact]
    public void There_are_at_least_110_prompts_and_each_stands_once()
    {
        Assert.True(Kinds.Prompts.All.Count >= 110, $"There are {Kinds.Prompts.All.Count} prompts.");
        Assert.Equal(Kinds.Prompts.All.Count, Kinds.Prompts.All.Select(prompt => prompt.Text).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Every_place_of_the_grid_is_filled()
    {
        Assert.All(Enum.GetValues<Topic>(), topic => Assert.All(Enum.GetValues<FourQuestion>(), question => Assert.NotNull(Kinds.Prompts.At(new(topic, question)))));
        Assert.Equal(48, Kinds.Prompts.Of(PromptFamily.Grid).Count());
        Assert.True(Kinds.Prompts.At(new(Topic.Sexual, FourQuestion.Need))!.IsOptIn);
    }

    [Fact]
    public void Every_family_has_six_prompts_or_more() =>
        Assert.All(Enum.GetValues<PromptFamily>(), family => Assert.True(Kinds.Prompts.Of(family).Count() >= 6, $"{family} has too few."));

    [Fact]
    public void The_check_in_has_prompts_of_several_families_and_none_of_the_deepest()
    {
        var prompts = Kinds.Prompts.All.Where(prompt => prompt.For == PromptUse.CheckIn).ToList();

        Assert.True(prompts.Count >= 12);
        Assert.True(prompts.Select(prompt => prompt.Family).Distinct().Count() >= 5);
        Assert.DoesNotContain(prompts, prompt => prompt.Depth == PromptDepth.Deep);
        Assert.All(prompts, prompt => Assert.True(prompt.BothAnswer));
    }

    [Fact]
    public void All_depths_and_uses_occur()
    {
        Assert.Equal(Enum.GetValues<PromptDepth>(), Kinds.Prompts.All.Select(prompt => prompt.Depth).Distinct().Order());
        Assert.Equal(Enum.GetValues<PromptUse>(), Kinds.Prompts.All.Select(prompt => prompt.For).Distinct().Order());
    }

    [Fact]
    public void What_touches_fear_is_answered_alone() => Assert.All(
        (string[])["grid.privacy-unsure", "grid.privacy-need", "review.free-to-say", "support.alone-with-it", "support.free-choice"],
        key => Assert.Equal(PromptUse.Alone, Kinds.Prompts.Find(new(key))!.For));

    [Fact]
    public void All_nineteen_kinds_of_commitment_are_there() => Assert.Equal(CommitmentKeys, Kinds.Commitments.Types.Select(type => type.Key.Value));

    [Fact]
    public void Who_was_hurt_owns_three_kinds_and_each_is_only_if_they_want_it() => Assert.Equal(
        ["c.ask-once", "c.no-lever", "c.privacy-back"],
        Kinds.Commitments.Types.Where(type => type.Owner == CommitmentOwner.Hurt).Select(type => type.Key.Value));

    [Fact]
    public void Examples_are_said_by_their_owner() => Assert.All(
        Kinds.Commitments.Types.SelectMany(type => type.Examples),
        example => Assert.Matches(@"\b(I|we|We)\b", example));

    [Fact]
    public void The_guard_finds_none_of_our_own_examples() => Assert.All(
        Kinds.Commitments.Types.SelectMany(type => type.Examples.Append(type.Offer)),
        example => Assert.Empty(Kinds.Commitments.DeclinedIn(example)));

    public static TheoryData<string> DeclinedKinds => [.. Kinds.Commitments.Declined.Select(kind => kind.Key.Value)];

    [Theory]
    [MemberData(nameof(DeclinedKinds))]
    public void The_guard_finds_what_it_is_to_find_and_leaves_the_rest_alone(string key)
    {
        var kind = Kinds.Commitments.Declined.Single(declined => declined.Key.Value == key);

        Assert.NotEmpty(kind.Instead);
        Assert.Equal(kind.Pattern is null, kind.DeclinedExamples.Count == 0);
        Assert.All(kind.DeclinedExamples, example => Assert.Contains(kind, Kinds.Commitments.DeclinedIn(example)));
        Assert.All(kind.FineExamples, example => Assert.Empty(Kinds.Commitments.DeclinedIn(example)));
    }

    /// <summary>The list of content.md 11d.</summary>
    [Theory]
    [InlineData("You get my password.")]
    [InlineData("I unlock it with my fingerprint for you.")]
    [InlineData("You can go through my phone.")]
    [InlineData("You read my messages on Sundays.")]
    [InlineData("I forward all messages.")]
    [InlineData("We mirror the phones.")]
    [InlineData("I share my location.")]
    [InlineData("I let you track me.")]
    [InlineData("I switch on find my phone.")]
    [InlineData("I share my screen.")]
    [InlineData("I send photo proof.")]
    [InlineData("A video call on demand.")]
    [InlineData("I keep all receipts.")]
    [InlineData("I check in every hour.")]
    [InlineData("I ask permission first.")]
    [InlineData("I have no friends but yours.")]
    [InlineData("You are not allowed out.")]
    [InlineData("I must delete all my numbers.")]
    [InlineData("I am never alone with her.")]
    [InlineData("Do it, or else.")]
    [InlineData("Stop it or I will tell your boss and post it.")]
    public void The_guard_knows_what_amounts_to_watching(string text) => Assert.NotEmpty(Kinds.Commitments.DeclinedIn(text));

    [Fact]
    public void All_thirteen_gates_are_there_in_order() => Assert.Equal(Enum.GetValues<GateId>(), Kinds.Gates.All.Select(gate => gate.Id));

    [Fact]
    public void The_partner_sees_nothing_new_of_a_gate_and_nothing_is_kept()
    {
        Assert.Equal([GateId.GT2, GateId.GT8, GateId.GT11], Kinds.Gates.All.Where(gate => gate.PartnerSees != GatePartnerSees.Nothing).Select(gate => gate.Id));
        Assert.Equal([GateId.GT11], Kinds.Gates.All.Where(gate => gate.Kept != GateKept.Nothing).Select(gate => gate.Id));
    }

    [Fact]
    public void The_gates_ask_what_they_are_to_ask() => Assert.Equal(
        [0, 4, 1, 1, 0, 2, 0, 1, 1, 0, 0, 1, 5], Kinds.Gates.All.Select(gate => gate.Questions.Count));

    [Fact]
    public void Unsure_and_unanswered_lead_on()
    {
        var gate = Kinds.Gates[GateId.GT1];

        Assert.False(gate.LeadsOn([GateAnswer.No, GateAnswer.No, GateAnswer.No, GateAnswer.No]));
        Assert.True(gate.LeadsOn([GateAnswer.No, GateAnswer.Unsure, GateAnswer.No, GateAnswer.No]));
        Assert.True(gate.LeadsOn([GateAnswer.No, GateAnswer.No, GateAnswer.No]));
        Assert.True(gate.LeadsOn([GateAnswer.No, GateAnswer.No, GateAnswer.No, GateAnswer.Yes]));
        Assert.False(Kinds.Gates[GateId.GT3].LeadsOn([GateAnswer.Yes]));
        Assert.True(Kinds.Gates[GateId.GT3].LeadsOn([GateAnswer.No]));
        Assert.True(Kinds.Gates[GateId.GT4].LeadsOn([]));
    }

    [Fact]
    public void Every_gate_says_what_to_do_next() => Assert.All(Kinds.Gates.All, gate =>
    {
        Assert.NotEmpty(gate.Says);
        Assert.InRange(gate.Steps.Count, 2, 4);
        Assert.NotEmpty(gate.LeadsTo);
    });

    [Theory]
    [InlineData("US", "988")]
    [InlineData("US", "1-800-799-7233")]
    [InlineData("GB", "0808 2000 247")]
    [InlineData("GB", "0808 801 0327")]
    [InlineData("GB", "0808 802 4040")]
    [InlineData("DE", "116 016")]
    [InlineData("EU", "116 016")]
    [InlineData("ES", "016")]
    [InlineData("FR", "3919")]
    [InlineData("FR", "08 019 019 11")]
    [InlineData("NZ", "0800 733 843")]
    [InlineData("NZ", "0508 744 633")]
    [InlineData("AU", "1300 766 491")]
    public void A_help_line_is_shown_with_where_it_stood(string country, string phone)
    {
        var lines = Kinds.Helplines.Of(country).Where(line => line.Phone == phone).ToList();

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.NotNull(line.Source));
        Assert.All(lines, line => Assert.True(line.IsStale(new(2026, 11, 24))));
    }

    /// <summary>Content.md 6.4: the lines that also serve whoever worries about what they do themselves.</summary>
    [Fact]
    public void A_line_that_serves_both_people_stands_on_both_pages()
    {
        Assert.Equal(["AU", "FR", "GB", "NZ"], Kinds.Helplines.All.Where(line => line is { IsShown: true, Topic: HelpTopic.OwnBehaviour }).Select(line => line.Country));
        Assert.Equal(
            [HelpTopic.DomesticAbuse, HelpTopic.OwnBehaviour],
            Kinds.Helplines.Of("NZ").Where(line => line.Phone == "0508 744 633").Select(line => line.Topic));
    }

    [Theory]
    [InlineData("AU", "1800 737 732")]
    [InlineData("IE", "1800 341 900")]
    [InlineData("IT", "1522")]
    [InlineData("IN", "181")]
    public void A_number_from_general_knowledge_waits_for_a_check(string country, string phone)
    {
        Assert.Contains(Kinds.Helplines.All, line => line.Country == country && line.Phone == phone);
        Assert.DoesNotContain(Kinds.Helplines.Of(country), line => line.Phone == phone);
    }

    [Fact]
    public void The_emergency_number_comes_first_and_each_country_has_one()
    {
        Assert.All(Kinds.Helplines.Countries, country => Assert.Equal(HelpTopic.Emergency, Kinds.Helplines.Of(country)[0].Topic));
        Assert.Equal(["AU", "DE", "ES", "EU", "FR", "GB", "NZ", "US"], Kinds.Helplines.Countries);
        Assert.Equal("116 016", Kinds.Helplines.Of("EU")[1].Phone);
        Assert.Equal(new DateOnly(2023, 6, 30), Kinds.Helplines.Of("DE")[1].VerifiedOn!.Value.Latest);
        Assert.False(Kinds.Helplines.Of("DE")[1].IsStale(new(2024, 6, 30)));
        Assert.True(Kinds.Helplines.Of("DE")[1].IsStale(new(2024, 7, 1)));
    }
}
