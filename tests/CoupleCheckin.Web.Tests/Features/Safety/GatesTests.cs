using Bunit;
using CoupleCheckin.App.Features;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.Safety;
using CoupleCheckin.Web.Features.Safety;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Features.Safety;

/// <summary>The safety gates on the screen, with Ann in front of it: asked alone, kept nowhere.</summary>
public sealed class GatesTests : OnScreenOfTwo
{
    /// <summary>What is read first is learned from a file of some megabytes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private SafetyGates Gates => House.Shared<SafetyGates>();

    [Fact]
    public async Task Once_a_month_there_is_a_quiet_row_and_it_leads_to_one_question()
    {
        var today = Tab.Render<StillFreeRow>();
        Assert.Equal("still-free", today.Find("a").GetAttribute("href"));
        await today.Button("Not now").ClickAsync(new());
        Assert.Empty(today.FindAll("section"));
        House.Time.Advance(TimeSpan.FromDays(5));
        Assert.Empty(Tab.Render<StillFreeRow>().FindAll("section"));
    }

    [Fact]
    public async Task Not_free_to_speak_leads_to_help_and_room_and_tells_nobody()
    {
        var heard = new List<Signal>();
        using var bo = await Bo.Do<Listen>().RunAsync(heard.Add);
        var page = Tab.Render<StillFreePage>();
        Assert.Equal(Gates[GateId.GT7].Title, page.Find("h1").Words());

        await page.FindAll("input")[1].ChangeAsync(new());

        Assert.Contains(Gates[GateId.GT7].WhatFollows, page.Words(), StringComparison.Ordinal);
        Assert.Equal(["still-free?from=start", "today", "help"], page.FindAll("a").Select(link => link.GetAttribute("href")));
        Assert.Empty(heard);
    }

    [Fact]
    public async Task Free_to_speak_leads_back_and_the_next_time_nothing_is_remembered()
    {
        var page = Tab.Render<StillFreePage>();
        await page.FindAll("input")[0].ChangeAsync(new());
        await page.Button("Back to today").ClickAsync(new());
        Assert.EndsWith("/today", Tab.Navigation.Uri, StringComparison.Ordinal);
        Assert.Empty(Tab.Render<StillFreePage>().FindAll("input:checked"));
    }

    [Fact]
    public void On_a_page_without_a_circuit_the_choices_stand_in_no_form_and_leaving_is_never_in_the_way()
    {
        foreach (var (id, isFree) in new[] { (GateId.GT1, false), (GateId.GT8, true) })
        {
            var gate = Tab.Render<AskedAlone>(with => with.Add(it => it.Gate, Gates[id]).Add(it => it.IsFree, isFree));
            Assert.Equal(Gates[id].Questions.Count * 3, gate.FindAll("input[type=radio]").Count);
            Assert.Empty(gate.FindAll("form, [onclick], [checked]"));
            Assert.All(gate.FindAll("input"), input => Assert.Equal("off", input.GetAttribute("autocomplete")));

            // Unsure leads on as the plain answer does.
            Assert.Equal(Gates[id].Questions.Count * 2, gate.FindAll("[data-leads]").Count);
            Assert.Equal(Enumerable.Range(0, Gates[id].Questions.Count).Select(at => $"{at}"), gate.FindAll("[data-plain]").Select(input => input.GetAttribute("data-plain")));
            Assert.Equal(isFree, gate.FindAll(".alone.free").Count == 1);
            Assert.Equal(isFree, gate.FindAll(".alone-still").Count == 0);
        }
    }

    [Fact]
    public void A_text_that_speaks_of_fear_has_help_beside_it_when_the_keys_rest()
    {
        var signs = Tab.Render<Signs>(with => with.Add(it => it.Text, "I am scared of what you might do."));
        Assert.Empty(signs.FindAll("section"));
        House.Time.Advance(TimeSpan.FromSeconds(2));
        signs.WaitForAssertion(() => Assert.Equal(Gates[GateId.GT4].Title, signs.Find("h2").Words()), Patience);

        signs.Render(with => with.Add(it => it.Text, "We went for a walk."));
        House.Time.Advance(TimeSpan.FromSeconds(2));
        signs.WaitForAssertion(() => Assert.Empty(signs.FindAll("section")), Patience);
    }
}
