using System.Diagnostics;
using CoupleCheckin.App.Catalogue;
using CoupleCheckin.Domain.Behaviours;
using Xunit.Abstractions;

namespace CoupleCheckin.App.Tests.Catalogue;

/// <summary>The catalogue as content.md 8.2 lists it.</summary>
public sealed class CatalogueTableTests(ITestOutputHelper output)
{
    /// <summary>
    /// Key | default | hidden, romantic, known (or covert, defended, agreed; "-" where no such agreement exists) | marks of
    /// the article | facet | "*" inner life, "†" only an explicit agreement, "!" help for whom it is done to and for who does it.
    /// </summary>
    private const string Table = """
        ex.open-friendship | W | G G W | SW4 | E |
        ex.hidden-friendship | G | O O W | X1 | D |
        ex.secret-channel | O | O O G | SO2 | D |
        ex.practical-contact | W | G G W | | E |
        ex.close-follow-engage | G | O O W | SG2 | T |
        ex.meet-alone | G | O O W | | E |
        ex.reminisce-romance | G | O O G | | E |
        ex.first-call-support | G | O O G | | E |
        ex.keepsakes | W | G G W | | S |

        work.friendly-breaks | W | G G W | | E |
        work.travel-with-attractive | W | G G W | | E |
        work.offhours-personal-chat | G | O O W | | T |
        work.closeness-rivals-couple | G | O O G | X3 | E |
        work.unspoken-charge | G | O O G | X3 | E |
        work.spouse-label | G | O O W | | E |
        work.after-hours-alone | G | O O W | | E |
        work.left-out-of-story | G | O O W | | D |

        friend.partner-has-not-met | W | G G W | SW1 | E |
        friend.close-attracted-gender | W | G G W | | E |
        friend.one-to-one-outing | W | G G W | | E |
        friend.crush-continued | G | O O G | | E |
        friend.overnight-stay | G | O O W | | E |
        friend.cuddly-affection | G | O O W | | X |
        friend.couple-rituals | G | O O G | | E |

        social.likes-friends | W | W G W | | T | *
        social.follow-strangers | W | W G W | | S | *
        social.suggestive-likes-known | G | O O G | | T |
        social.flirty-comments | G | O O G | | T |
        social.hide-couple-status | G | O O W | | D |
        social.second-account | G | O O W | X4a | D |
        social.dm-new-attractive | G | O O G | | T |
        social.repeat-lookup-crush | G | G O W | | S | *

        msg.ordinary-private-chat | W | W G W | | T | *
        msg.frequent-intimate | G | O O G | SG1 | T |
        msg.would-not-show | G | O O G | SG3 | D |
        msg.one-person-app | G | O O W | X4b | D |
        msg.deleting-threads | G | O O G | X4c | D |
        msg.disappearing-mode | G | O O W | | D |
        msg.false-contact-name | O | O O G | | D |
        msg.silencing-one-person | G | O O W | | D |
        msg.morning-night-ritual | G | O O G | | E |

        dating.live-profile | O | O O O | SO1 X2 | T | †
        dating.forgotten-account | G | O O W | | T |
        dating.browsing-curiosity | G | O O G | | T |
        dating.matching-for-validation | O | O O O | | T | †
        dating.friend-mode | G | O O W | | T |
        dating.help-a-friend | W | G G W | | T |

        flirt.notice-good-looking | W | W W W | SW3 | S | *
        flirt.enjoy-attention | W | W G W | SW5 | S | *
        flirt.warm-with-everyone | W | W G W | X5 | E | *
        flirt.mutual-more-than-friendly | G | O O G | SG6 | E |
        flirt.performed-attraction | G | O O G | X5 | E |
        flirt.almost-single-claim | G | O O G | SG4 | D |
        flirt.hide-ring | G | O O G | | D |
        flirt.swap-numbers | G | O O G | | T |
        flirt.lingering-touch | G | O O G | | X |

        sex.sexting | O | O O O | SO3 | X | †
        sex.explicit-flirt-messages | O | O O O | SO3 | X | †
        sex.images-to-other | O | O O O | | X | †
        sex.live-cam-interaction | O | O O O | | X | †
        sex.kiss | O | O O O | | X | †
        sex.contact | O | O O O | SA | X | †
        sex.innuendo-one-person | G | O O G | | X |
        sex.strip-club-night | G | O O W | | S |

        emo.advice-trusted-friend | W | W G W | | E | *
        emo.therapist-or-helpline | W | W W W | | E | *
        emo.complain-to-attracted | G | O O G | SG5 | E |
        emo.intimate-first-to-other | O | O O G | SO4 | E |
        emo.mutual-dependency | O | O O G | SO6 | E |
        emo.future-together-talk | O | O O O | | E | †
        emo.unfavourable-compare | G | O O G | | E |
        emo.pass-on-confidences | G | O O G | | D |

        mgt.concealed-meeting | O | O O W | SO5 | D |
        mgt.told-only-after | G | O O W | | D |
        mgt.cover-story | O | O O G | | D |
        mgt.small-gift | W | G G W | | E |
        mgt.romantic-gift | G | O O G | | E |
        mgt.hidden-spend | O | O O G | | D |
        mgt.support-ex-or-crush | G | O O W | | E |
        mgt.person-over-couple | G | O O G | | E |

        solo.celebrity-crush | W | W W W | SW2 | S | *
        solo.passing-fantasy | W | W W W | | S | *
        solo.recurring-fantasy-known | W | W G W | | S | *
        solo.masturbation | W | W W W | | S | *
        solo.pornography | G | G G W | | S | *
        solo.paid-personalised | G | O O G | | X |
        solo.ai-companion | G | O O W | | T |
        solo.keep-ex-images | G | O O G | | S |

        priv.own-passcode | W | W W W | SL | |
        priv.mutual-access | W | G G W | | |
        priv.mutual-location | W | O G W | | |
        ctrl.friendly-question | W | W W W | | |
        ctrl.police-normal | G | O G G | SP | |
        ctrl.repeated-questioning | G | G G G | | |
        ctrl.contact-other-person | G | O G W | | |
        ctrl.secret-phone-check | O | O O G | | |
        ctrl.demand-passcodes | O | O O G | | |
        ctrl.one-sided-location | O | O O G | | | !
        ctrl.hidden-tracking | O | O O - | | | !
        ctrl.proof-on-demand | O | O O G | | |
        ctrl.bait-profile | O | O O - | | |
        ctrl.limit-people | O | O O - | | | !
        ctrl.punish-contact | O | O O - | | | !
        ctrl.threats | O | O O - | | | !
        """;

    private static readonly IReadOnlyList<Behaviour> All = Seeds.Catalogue.All;

    /// <summary>What is checked, tracked, tested, forbidden or punished has a page for the one who does it (content.md 11f, GT5).</summary>
    private static readonly string[] OwnPageOnly = ["ctrl.secret-phone-check", "ctrl.demand-passcodes", "ctrl.proof-on-demand", "ctrl.bait-profile"];

    [Fact]
    public void Every_row_of_the_table_is_there_in_its_order_and_nothing_else() => Assert.Equal(
        Table.Split('\n', StringSplitOptions.RemoveEmptyEntries), All.Select(RowOf));

    [Fact]
    public void The_totals_are_those_of_the_table()
    {
        var fidelity = All.Where(behaviour => behaviour.Topic != Topic.PrivacyAndControl).ToList();

        Assert.Equal(104, All.Count);
        Assert.Equal(16, All.Count - fidelity.Count);
        Assert.Equal(11, fidelity.Select(behaviour => behaviour.Topic).Distinct().Count());
        Assert.Equal(22, fidelity.Count(behaviour => behaviour.DefaultZone == Zone.WithinBounds));
        Assert.Equal(50, fidelity.Count(behaviour => behaviour.DefaultZone == Zone.GrayZone));
        Assert.Equal(16, fidelity.Count(behaviour => behaviour.DefaultZone == Zone.ClearlyObjectionable));
    }

    [Fact]
    public void Every_example_of_the_article_is_covered() => Assert.Equal(
        Enum.GetValues<SeedRef>(), All.SelectMany(behaviour => behaviour.SeedRefs).Distinct().Order());

    [Fact]
    public void A_listed_example_stands_in_the_zone_in_which_the_article_lists_it() => Assert.All(
        All.SelectMany(behaviour => behaviour.SeedRefs, (behaviour, mark) => (behaviour.Key, behaviour.DefaultZone, Mark: mark.ToString())),
        entry => Assert.Equal(
            entry.Mark switch
            {
                ['S', 'W', _] => Zone.WithinBounds,
                ['S', 'G', _] => Zone.GrayZone,
                ['S', 'O', _] => Zone.ClearlyObjectionable,
                _ => entry.DefaultZone,
            },
            entry.DefaultZone));

    [Fact]
    public void Opt_in_are_the_sexual_and_the_solitary_and_no_others() => Assert.All(
        All, behaviour => Assert.Equal(behaviour.Key.Value.StartsWith("sex.", StringComparison.Ordinal) || behaviour.Key.Value.StartsWith("solo.", StringComparison.Ordinal), behaviour.IsOptIn));

    [Fact]
    public void A_lock_holds_what_it_says() => Assert.All(All, behaviour =>
    {
        if (behaviour.Locks.Count == 0)
            return;
        var shifts = Assert.IsType<FidelityShifts>(behaviour.Shifts);
        Assert.Equal(behaviour.DefaultZone, Assert.Single(behaviour.Locks) == BehaviourLock.InnerLife ? shifts.Hidden : shifts.Known);
    });

    [Fact]
    public void Only_the_axis_of_control_leads_to_help_and_its_worst_rows_lead_both_people_there()
    {
        Assert.All(All.Where(behaviour => behaviour.Topic != Topic.PrivacyAndControl), behaviour => Assert.Empty(behaviour.SafetyTags));
        Assert.All(
            All.Where(behaviour => behaviour.SafetyTags.Contains(SafetyTag.Affected)),
            behaviour => Assert.Equal([SafetyTag.Affected, SafetyTag.OwnBehaviour], behaviour.SafetyTags));
        Assert.Equal(
            OwnPageOnly,
            All.Where(behaviour => behaviour.SafetyTags is [SafetyTag.OwnBehaviour]).Select(behaviour => behaviour.Key.Value));
        Assert.All(
            All.Where(behaviour => behaviour.SafetyTags.Contains(SafetyTag.Affected)),
            behaviour => Assert.Contains("help page", behaviour.Concealment, StringComparison.Ordinal));
    }

    /// <summary>Content.md 8.3: the facts, and whether the source itself was read.</summary>
    [Theory]
    [InlineData(129, SourceMark.Read, "ex.open-friendship")]
    [InlineData(130, SourceMark.Reported, "ex.open-friendship", "ex.hidden-friendship")]
    [InlineData(132, SourceMark.Reported, "ex.first-call-support", "dating.live-profile", "dating.browsing-curiosity", "dating.matching-for-validation")]
    [InlineData(133, SourceMark.Read, "ex.first-call-support")]
    [InlineData(131, SourceMark.Reported, "solo.pornography")]
    [InlineData(134, SourceMark.Reported, "work.closeness-rivals-couple")]
    [InlineData(135, SourceMark.Read, "mgt.hidden-spend")]
    public void A_fact_stands_where_it_belongs(int reference, SourceMark mark, params string[] keys)
    {
        Assert.Equal(
            keys,
            All.Where(behaviour => behaviour.Evidence.Any(evidence => evidence.Reference == reference && evidence.Fact is not null)).Select(behaviour => behaviour.Key.Value));
        Assert.All(All.SelectMany(behaviour => behaviour.Evidence).Where(evidence => evidence.Reference == reference), evidence => Assert.Equal(mark, evidence.Mark));
    }

    [Fact]
    public void That_secrecy_feeds_attraction_is_told_once_or_more_in_every_topic() => Assert.Equal(
        All.Select(behaviour => behaviour.Topic).Where(topic => topic != Topic.PrivacyAndControl).Distinct(),
        All.Where(behaviour => behaviour.Evidence.Any(evidence => evidence is { Reference: 128, Mark: SourceMark.Read })).Select(behaviour => behaviour.Topic).Distinct());

    [Fact]
    public void Every_source_is_in_the_list_of_references_and_stands_once_in_a_behaviour() => Assert.All(All, behaviour =>
    {
        Assert.All(behaviour.Evidence, evidence => Assert.InRange(evidence.Reference, 1, 135));
        Assert.Distinct(behaviour.Evidence.Select(evidence => evidence.Reference));
    });

    [Fact]
    public void How_long_loading_takes_is_written_down()
    {
        var watch = Stopwatch.StartNew();
        var catalogue = CatalogueFiles.Load(Seeds.Folder);

        output.WriteLine($"{catalogue.All.Count} behaviours in {watch.ElapsedMilliseconds} ms; 150 ms at start is the aim.");
    }

    private static string RowOf(Behaviour behaviour)
    {
        var shifts = behaviour.Shifts switch
        {
            FidelityShifts { Hidden: var hidden, Romantic: var romantic, Known: var known } => $"{Letter(hidden)} {Letter(romantic)} {Letter(known)}",
            ControlShifts { Covert: var covert, Defended: var defended, Agreed: var agreed } => $"{Letter(covert)} {Letter(defended)} {Letter(agreed)}",
            _ => throw new InvalidOperationException($"{behaviour.Key} has shifts of no axis."),
        };
        var facets = string.Concat(behaviour.Facets.Select(facet => facet switch
        {
            Facet.Sexual => 'X',
            Facet.Technology => 'T',
            Facet.Emotional => 'E',
            Facet.Solitary => 'S',
            _ => 'D',
        }));
        var locks = string.Concat(behaviour.Locks.Select(held => held == BehaviourLock.InnerLife ? '*' : '†'));
        var help = behaviour.SafetyTags.Contains(SafetyTag.Affected) ? "!" : "";
        return $"{behaviour.Key} | {Letter(behaviour.DefaultZone)} | {shifts} | {string.Join(' ', behaviour.SeedRefs)} | {facets} | {locks}{help}"
            .Replace("  ", " ", StringComparison.Ordinal).TrimEnd();
    }

    private static char Letter(Zone? zone) => zone switch
    {
        Zone.WithinBounds => 'W',
        Zone.GrayZone => 'G',
        Zone.ClearlyObjectionable => 'O',
        _ => '-',
    };
}
