using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Catalogue;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Checklist;

public sealed class AnswerTests
{
    private static readonly BehaviourKey First = Seeds.Catalogue.Starter[0];

    public static TheoryData<Engine> Here => Engines.Here;

    private static async Task<Placement> KeptAsync(TwoPartners.Somebody who, RoundId round) => (await who.SeeAsync(round))!.Sheet[First];

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Pressing_start_twice_or_both_at_once_makes_one_round(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);

        var rounds = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => (number % 2 == 0 ? home.AsAnn : home.AsBo).StartAsync()));

        Assert.Single(rounds.Distinct());
        Assert.Equal(rounds[0], await home.AsAnn.StartAsync());
        Assert.Equal(rounds[0], Assert.Single(await home.AsBo.ListAsync()).Id);
        Assert.Equal(Seeds.Catalogue.Starter, (await home.AsBo.SeeAsync(rounds[0]))!.Cards.Select(card => card.Key));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task After_a_round_was_opened_or_closed_the_next_start_makes_a_new_one(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var revealed = await home.RevealedRoundAsync();
        home.Pass(TimeSpan.FromHours(1));
        var closed = await home.AsAnn.StartAsync();
        Assert.Equal(RoundStep.Taken, await home.AsBo.CloseAsync(closed));
        home.Pass(TimeSpan.FromHours(1));

        var fresh = await home.AsBo.StartAsync();

        var lines = await home.AsAnn.ListAsync();
        Assert.Equal([fresh, closed, revealed], lines.Select(line => line.Id));
        Assert.Equal([false, true, false], lines.Select(line => line.IsClosed));
        Assert.Equal([false, false, true], lines.Select(line => line.RevealedAt is not null));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Every_part_of_an_answer_is_kept_as_it_was_given(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        var answer = new Placement
        {
            Openly = Zone.GrayZone, KeptFromMe = Zone.ClearlyObjectionable, Sureness = Sureness.Leaning, Matters = Weight.Deeply,
            DependsOn = [Condition.Drinking, Condition.WhoItIs], HardLimit = true, Guess = Zone.WithinBounds, Note = "As it is.",
        };

        var result = await home.AsAnn.AnswerAsync(round, answer);

        Assert.Equal(new SaveAnswerResult(SaveAnswerState.Saved, answer), result);
        Assert.Equal(answer, await KeptAsync(home.AsAnn, round));
        Assert.Equal(Placement.Blank, await KeptAsync(home.AsBo, round));
    }

    public static IEnumerable<string> Notes =>
    [
        "👩‍👩‍👧‍👦 family, 🏳️‍🌈 flag, é as two characters, a\u200Db, Å vs Å vs Å",
        "שלום \u202Eright to left\u202C مرحبا",
        "<script>alert('x')</script> & \"quotes\" \\ backslash {{ }} %s ${jndi}",
        "tab\tline\nline\r\nend ",
        "   leading and trailing   ",
        "\uFFFD\uFFFE\uFFFF\u2028\u2029\u00A0\u00AD\uFEFF",
        new string('é', Placement.MaxNoteLength),
        string.Concat(Enumerable.Repeat("💞", Placement.MaxNoteLength / 2)),
    ];

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_note_comes_back_exactly_as_it_was_typed_and_so_it_does_at_the_reveal(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        var notes = Notes.ToList();
        for (var which = 0; which < notes.Count; which++)
        {
            Assert.Equal(SaveAnswerState.Saved, (await home.AsAnn.AnswerAsync(round, new() { Note = notes[which] }, which)).State);
            Assert.Equal(notes[which], (await home.AsAnn.SeeAsync(round))!.Sheet[Seeds.Catalogue.Starter[which]].Note);
        }

        foreach (var who in new[] { home.AsAnn, home.AsBo })
            await who.SealAsync(round);
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            await who.ReadyAsync(round);

        var rows = (await home.AsBo.CompareAsync(round))!.Comparison!.Rest.ToDictionary(row => row.Behaviour, row => row.Partners.Note);
        Assert.Equal(notes, Seeds.Catalogue.Starter.Take(notes.Count).Select(behaviour => rows[behaviour]));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_note_that_cannot_be_kept_is_refused_and_what_stood_there_stays(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        await home.AsAnn.AnswerAsync(round, new() { Note = "kept" });
        (string Note, SaveAnswerState State)[] refused =
        [
            (new('x', Placement.MaxNoteLength + 1), SaveAnswerState.NoteTooLong),
            (new('x', 200_000), SaveAnswerState.NoteTooLong),
            ("\0", SaveAnswerState.NoteUnreadable),
            ("half a pair \uD83D", SaveAnswerState.NoteUnreadable),
            ("\uDE00\uD83D", SaveAnswerState.NoteUnreadable),
            ("escape \u001B[31m", SaveAnswerState.NoteUnreadable),
        ];
        foreach (var (note, state) in refused)
            Assert.Equal(state, (await home.AsAnn.AnswerAsync(round, new() { Note = note }, before: new() { Note = "kept" })).State);

        Assert.Equal("kept", (await KeptAsync(home.AsAnn, round)).Note);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Two_tabs_that_change_different_parts_of_an_answer_both_keep_their_change(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        var both = new Placement { Openly = Zone.GrayZone, Note = "first", DependsOn = [Condition.Drinking, Condition.HowOften] };
        await home.AsAnn.AnswerAsync(round, both);

        await home.AsAnn.AnswerAsync(round, both with { Openly = Zone.WithinBounds, DependsOn = [Condition.Drinking] }, before: both);
        await home.AsAnn.AnswerAsync(round, both with { Matters = Weight.ALot, DependsOn = [.. both.DependsOn, Condition.WhoItIs] }, before: both);
        var last = await home.AsAnn.AnswerAsync(round, both with { Note = "second", HardLimit = true }, before: both);

        var expected = new Placement { Openly = Zone.WithinBounds, Matters = Weight.ALot, DependsOn = [Condition.WhoItIs, Condition.Drinking], Note = "second", HardLimit = true };
        Assert.Equal(expected, last.Kept);
        Assert.Equal(expected, await KeptAsync(home.AsAnn, round));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Two_tabs_that_write_different_notes_keep_both(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        await home.AsAnn.AnswerAsync(round, new() { Note = "from the phone" });

        var result = await home.AsAnn.AnswerAsync(round, new() { Note = "from the laptop" });

        Assert.Equal("from the phone\n\nfrom the laptop", result.Kept.Note);
        Assert.Equal(result.Kept, await KeptAsync(home.AsAnn, round));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Two_notes_that_do_not_fit_together_are_refused_and_none_is_lost(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        var (phone, laptop) = (new string('p', 1_200), new string('l', 1_200));
        await home.AsAnn.AnswerAsync(round, new() { Note = phone });

        var result = await home.AsAnn.AnswerAsync(round, new() { Note = laptop });

        Assert.Equal(SaveAnswerState.NoteTooLong, result.State);
        Assert.Equal(phone, (await KeptAsync(home.AsAnn, round)).Note);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Answers_from_many_tabs_at_once_are_all_kept(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();

        var results = await Task.WhenAll(Seeds.Catalogue.Starter.Select((_, which) => home.AsAnn.AnswerAsync(round, new() { Note = $"note {which}" }, which)));

        Assert.All(results, result => Assert.Equal(SaveAnswerState.Saved, result.State));
        var sheet = (await home.AsAnn.SeeAsync(round))!.Sheet;
        Assert.Equal(Seeds.Catalogue.Starter.Select((_, which) => $"note {which}"), Seeds.Catalogue.Starter.Select(behaviour => sheet[behaviour].Note));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_sealed_sheet_takes_no_answer_until_it_is_taken_back(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        await home.AsAnn.AnswerAsync(round, new() { Note = "sealed" });
        await home.AsAnn.SealAsync(round);

        var refused = await home.AsAnn.AnswerAsync(round, new() { Note = "later" }, before: new() { Note = "sealed" });
        await home.AsAnn.TakeBackAsync(round);
        var taken = await home.AsAnn.AnswerAsync(round, new() { Note = "later" }, before: new() { Note = "sealed" });

        Assert.Equal((SaveAnswerState.NotOpen, SaveAnswerState.Saved), (refused.State, taken.State));
        Assert.Equal("sealed", refused.Kept.Note);
        Assert.Equal("later", (await KeptAsync(home.AsAnn, round)).Note);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task An_answer_saved_while_the_sheet_is_sealed_in_another_tab_is_in_the_seal_or_refused(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        for (var time = 0; time < 10; time++)
        {
            var round = await home.AsAnn.StartAsync();
            var saving = home.AsAnn.AnswerAsync(round, new() { Note = "just in time" });
            var sealing = home.AsAnn.SealAsync(round);
            await Task.WhenAll(saving, sealing);
            await home.AsBo.SealAsync(round);

            Assert.Equal(RoundStep.Taken, await home.AsAnn.ReadyAsync(round));
            Assert.Equal(RoundStep.Taken, await home.AsBo.ReadyAsync(round));
            var row = (await home.AsBo.CompareAsync(round))!.Comparison!.Rest.Single(row => row.Behaviour == First);
            Assert.Equal((await saving).State == SaveAnswerState.Saved ? "just in time" : "", row.Partners.Note);
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_round_or_behaviour_of_others_is_as_one_that_never_was(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var foreign = await home.SealedRoundAsync();
        foreach (var round in new[] { foreign, RoundId.New(), new RoundId(Guid.Empty) })
        {
            var who = home.AsStranger;
            Assert.Equal(new SaveAnswerResult(SaveAnswerState.NotFound, Placement.Blank), await who.AnswerAsync(round, new() { Note = "x" }));
            Assert.Null(await who.SeeAsync(round));
            Assert.Null(await who.CompareAsync(round));
            Assert.Null(await who.SealAsync(round));
            Assert.Null(await who.ReadyAsync(round));
            Assert.Null(await who.TakeBackAsync(round));
            Assert.Null(await who.CloseAsync(round));
            await who.RunAsync((ShowWorking it) => it.RunAsync(round, shown: true));
        }

        Assert.Empty(await home.AsStranger.ListAsync());
        Assert.Equal(SaveAnswerState.NotFound, (await home.AsAnn.RunAsync((SaveAnswer it) => it.RunAsync(foreign, new("ex.no-such-thing"), Placement.Blank, new() { Note = "x" }))).State);
        Assert.Equal(0, await home.CountAsync("DraftSheets", "\"Owner\" = @p0", home.AsStranger.Person.Value));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task An_answer_that_does_not_exist_is_never_written(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        await home.AsAnn.AnswerAsync(round, new() { Note = "kept" });

        foreach (var answer in new Placement[] { new() { Openly = (Zone)99 }, new() { Matters = (Weight)(-1) }, new() { DependsOn = [(Condition)77] }, new() { Sureness = (Sureness)0 } })
            await Assert.ThrowsAnyAsync<ArgumentException>(() => home.AsAnn.AnswerAsync(round, answer));

        Assert.Equal("kept", (await KeptAsync(home.AsAnn, round)).Note);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task The_partner_sees_one_of_three_words(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        var seen = new List<SheetState?> { await WordAsync() };
        await home.AsAnn.AnswerAsync(round, new() { Openly = Zone.GrayZone });
        seen.Add(await WordAsync());
        await home.AsAnn.SealAsync(round);
        seen.Add(await WordAsync());
        await home.AsAnn.TakeBackAsync(round);
        seen.Add(await WordAsync());

        Assert.Equal([SheetState.NotStarted, SheetState.Working, SheetState.Sealed, SheetState.Working], seen);

        async Task<SheetState?> WordAsync()
        {
            var word = (await home.AsBo.ListAsync()).Single().Partners;
            Assert.Equal(word, (await home.AsBo.SeeAsync(round))!.Partners);
            return word;
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Working_is_hidden_from_the_partner_when_it_is_switched_off_before_or_after_the_first_answer(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        await ShowAsync(home.AsAnn, shown: false);
        await home.AsAnn.AnswerAsync(round, new() { Openly = Zone.GrayZone });
        Assert.Equal((SheetState.NotStarted, SheetState.Working), await WordsAsync());
        Assert.False((await home.AsAnn.SeeAsync(round))!.ShowsWorking);

        await ShowAsync(home.AsAnn, shown: true);
        Assert.Equal((SheetState.Working, SheetState.Working), await WordsAsync());

        await ShowAsync(home.AsAnn, shown: false);
        Assert.Equal((SheetState.NotStarted, SheetState.Working), await WordsAsync());
        await home.AsAnn.SealAsync(round);
        Assert.Equal((SheetState.Sealed, SheetState.Sealed), await WordsAsync());
        Assert.Equal(Zone.GrayZone, (await KeptAsync(home.AsAnn, round)).Openly);

        Task ShowAsync(TwoPartners.Somebody who, bool shown) => who.RunAsync((ShowWorking it) => it.RunAsync(round, shown));

        async Task<(SheetState ToBo, SheetState ToAnn)> WordsAsync() => ((await home.AsBo.SeeAsync(round))!.Partners, (await home.AsAnn.SeeAsync(round))!.Mine);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Fifty_private_actions_change_not_one_byte_of_what_the_partner_sees(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        await home.AsAnn.AnswerAsync(round, new() { Note = "before" });
        await home.AsBo.AnswerAsync(round, new() { Openly = Zone.WithinBounds });
        var before = await BosViewsAsync();
        var signals = new List<App.Signals.Signal>();
        using var listening = await home.AsBo.RunAsync((App.Features.Listen it) => it.RunAsync(signals.Add));

        var last = new Placement { Note = "before" };
        for (var action = 0; action < 50; action++)
        {
            home.Pass(TimeSpan.FromMinutes(7));
            var next = new Placement { Note = $"canary {action}", Matters = (Weight)(action % 5), HardLimit = action % 2 == 0 };
            var which = action % 5 == 0 ? 0 : action % Seeds.Catalogue.Starter.Count;
            _ = (action % 7) switch
            {
                5 => await home.AsAnn.SeeAsync(round),
                6 => (await home.AsAnn.ListAsync()).Count > 0 ? null : throw new InvalidOperationException(),
                _ => (object?)await home.AsAnn.AnswerAsync(round, next, which, last),
            };
            last = next;
        }

        Assert.Equal(before, await BosViewsAsync());
        Assert.Empty(signals);

        async Task<string> BosViewsAsync() => Views.AsJson(await home.AsBo.SeeAsync(round), await home.AsBo.ListAsync(), await home.AsBo.SeeCoupleAsync(), await home.AsBo.CompareAsync(round));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Fifty_private_actions_before_any_answer_is_shown_change_nothing_either(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsBo.StartAsync();
        var before = Views.AsJson(await home.AsBo.SeeAsync(round), await home.AsBo.ListAsync());
        var signals = new List<App.Signals.Signal>();
        using var listening = await home.AsBo.RunAsync((App.Features.Listen it) => it.RunAsync(signals.Add));

        await home.AsAnn.RunAsync((ShowWorking it) => it.RunAsync(round, shown: true));
        for (var action = 0; action < 16; action++)
        {
            await home.AsAnn.RunAsync((ShowWorking it) => it.RunAsync(round, shown: false));
            await home.AsAnn.AnswerAsync(round, new() { Note = $"canary {action}" }, action % 3);
            await home.AsAnn.StartAsync();
        }

        Assert.Equal(before, Views.AsJson(await home.AsBo.SeeAsync(round), await home.AsBo.ListAsync()));
        Assert.Empty(signals);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_round_begun_alone_goes_on_with_the_partner(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var round = await home.AsAnn.StartAsync();
        await home.AsAnn.AnswerAsync(round, new() { Note = "alone" });
        Assert.Equal(RoundStep.Taken, await home.AsAnn.SealAsync(round));
        Assert.Equal(RoundStep.NotBothSealed, await home.AsAnn.ReadyAsync(round));
        var alone = (await home.AsAnn.SeeAsync(round))!;
        Assert.Equal((null, SheetState.NotStarted, false), (alone.Partner, alone.Partners, alone.CanPressReady));
        Assert.Null((await home.AsAnn.ListAsync()).Single().Partners);
        var bosOwn = await home.AsBo.StartAsync();
        await home.AsBo.AnswerAsync(bosOwn, new() { Note = "Bo alone" });

        await home.PairAsync();

        Assert.Equal(SheetState.Sealed, (await home.AsBo.SeeAsync(round))!.Partners);
        Assert.Null(await home.AsAnn.SeeAsync(bosOwn));
        var kept = (await home.AsBo.SeeAsync(bosOwn))!;
        Assert.True(kept.IsClosed);
        Assert.Equal("Bo alone", kept.Sheet[First].Note);
        await home.AsBo.SealAsync(round);
        await home.AsBo.ReadyAsync(round);
        await home.AsAnn.ReadyAsync(round);
        Assert.Equal("alone", (await home.AsBo.CompareAsync(round))!.Comparison!.Rest.Single(row => row.Behaviour == First).Partners.Note);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_is_answered_stands_in_the_database_only_sealed(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        await home.AsAnn.AnswerAsync(round, new() { Note = "canary-note" });

        var blob = (byte[])(await home.PeekAsync("SELECT \"Blob\" FROM \"DraftSheets\"")).Single();

        Assert.DoesNotContain("canary", System.Text.Encoding.UTF8.GetString(blob), StringComparison.Ordinal);
        using var bos = home.AsBo.Root();
        Assert.Throws<SealBrokenException>(() => SealedBlob.Open(bos, new(StoreKind.DraftSheet, home.AsAnn.Person, round.Value, default, 1, 1), blob));
        using var anns = home.AsAnn.Root();
        Assert.Contains("canary-note", System.Text.Encoding.UTF8.GetString(SealedBlob.Open(anns, new(StoreKind.DraftSheet, home.AsAnn.Person, round.Value, default, 1, 1), blob)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Nobody_and_whoever_is_locked_reach_no_round(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        foreach (var (who, state) in new[] { (home.AsNobody, SpaceState.SignedOut), (home.AsAnn.ElsewhereLocked(), SpaceState.Locked) })
        {
            foreach (var reach in new Func<Task>[]
            {
                who.StartAsync, who.ListAsync, () => who.SeeAsync(round), () => who.CompareAsync(round), () => who.SealAsync(round), () => who.TakeBackAsync(round),
                () => who.ReadyAsync(round), () => who.CloseAsync(round), () => who.AnswerAsync(round, new() { Note = "x" }),
                () => who.RunAsync((ShowWorking it) => it.RunAsync(round, shown: false)),
            })
            {
                Assert.Equal(state, (await Assert.ThrowsAsync<SpaceNotOpenException>(reach)).State);
            }
        }

        Assert.Equal(SheetState.NotStarted, (await home.AsAnn.SeeAsync(round))!.Mine);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_couple_that_was_left_shows_no_partner_word_and_starts_nothing(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.SealedRoundAsync();
        await home.AsAnn.GetPasswordAsync();
        await home.AsAnn.RunAsync((LeaveCouple it) => it.RunAsync(home.AsAnn.Password, TwoPartners.Home));

        Assert.Null((await home.AsAnn.ListAsync()).Single(line => line.Id == round).Partners);
        Assert.True((await home.AsBo.ListAsync()).Single(line => line.Id == round).IsEarlier);
        Assert.NotEqual(round, await home.AsAnn.StartAsync());
    }
}
