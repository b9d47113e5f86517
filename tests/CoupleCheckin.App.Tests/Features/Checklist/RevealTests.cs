using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Tests.Catalogue;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Checklist;

public sealed class RevealTests
{
    private static readonly BehaviourKey First = Seeds.Catalogue.Starter[0];

    public static TheoryData<Engine> Here => Engines.Here;

    private static ComparedRow RowOf(ComparisonView? view) =>
        view!.Comparison!.HardLimits.Concat(view.Comparison.TalkFirst).Concat(view.Comparison.Rest).Single(row => row.Behaviour == First);

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Nothing_opens_before_both_have_sealed_and_both_have_pressed(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        await home.AsAnn.AnswerAsync(round, new() { Openly = Zone.GrayZone });
        await home.AsBo.AnswerAsync(round, new() { Openly = Zone.WithinBounds });

        Assert.Equal(RoundStep.NotBothSealed, await home.AsAnn.ReadyAsync(round));
        Assert.Equal(RoundStep.Taken, await home.AsAnn.SealAsync(round));
        Assert.Equal(RoundStep.NotBothSealed, await home.AsAnn.ReadyAsync(round));
        Assert.Equal(RoundStep.NotBothSealed, await home.AsBo.ReadyAsync(round));
        Assert.Equal(RoundStep.Taken, await home.AsBo.SealAsync(round));
        await NothingIsOpenAsync();
        Assert.Equal(RoundStep.Taken, await home.AsAnn.ReadyAsync(round));
        await NothingIsOpenAsync();
        Assert.Equal((true, false), ((await home.AsAnn.SeeAsync(round))!.IAmReady, (await home.AsBo.SeeAsync(round))!.IAmReady));
        Assert.Equal(RoundStep.Taken, await home.AsBo.ReadyAsync(round));

        Assert.Equal((Zone.GrayZone, Zone.WithinBounds), (RowOf(await home.AsAnn.CompareAsync(round)).Mine.Openly, RowOf(await home.AsAnn.CompareAsync(round)).Partners.Openly));
        Assert.Null(await home.AsStranger.CompareAsync(round));

        async Task NothingIsOpenAsync()
        {
            Assert.Null(await home.AsAnn.CompareAsync(round));
            Assert.Null(await home.AsBo.CompareAsync(round));
            Assert.Null((await home.AsBo.ListAsync()).Single().RevealedAt);
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Both_see_the_same_comparison_each_from_their_own_side(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        for (var which = 0; which < 15; which++)
        {
            await home.AsAnn.AnswerAsync(round, new() { Openly = (Zone)(1 + (which % 3)), Guess = Zone.WithinBounds, Matters = (Weight)(which % 5), HardLimit = which == 4, Note = $"A{which}" }, which);
            await home.AsBo.AnswerAsync(round, new() { Openly = (Zone)(1 + (which / 5)), Guess = Zone.GrayZone, Sureness = which == 7 ? Sureness.Unsure : null, Note = $"B{which}" }, which);
        }

        foreach (var who in new[] { home.AsAnn, home.AsBo })
            await who.SealAsync(round);
        foreach (var who in new[] { home.AsBo, home.AsAnn })
            await who.ReadyAsync(round);

        var (anns, bos) = ((await home.AsAnn.CompareAsync(round))!, (await home.AsBo.CompareAsync(round))!);
        Assert.Equal((anns.Me, anns.Partner, anns.RevealedAt), (bos.Partner, bos.Me, bos.RevealedAt));
        Assert.Equal(home.Clock.GetUtcNow(), anns.RevealedAt);
        foreach (var part in new Func<Comparison, IReadOnlyList<ComparedRow>>[] { it => it.HardLimits, it => it.TalkFirst, it => it.Rest })
            Assert.Equal(part(anns.Comparison!), part(bos.Comparison!).Select(row => row with { Mine = row.Partners, Partners = row.Mine }));
        Assert.Equal(15, anns.Behaviours.Count);
        Assert.Equal("A4", Assert.Single(anns.Comparison!.HardLimits).Mine.Note);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_seal_is_taken_back_as_long_as_the_partner_has_not_sealed_and_each_seal_is_a_new_attempt(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        Assert.Equal(RoundStep.AlreadyTaken, await home.AsAnn.TakeBackAsync(round));
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await home.AsAnn.AnswerAsync(round, new() { Note = $"attempt {attempt}" }, before: new() { Note = $"attempt {attempt - 1}" });
            Assert.Equal(RoundStep.Taken, await home.AsAnn.SealAsync(round));
            Assert.Equal(RoundStep.AlreadyTaken, await home.AsAnn.SealAsync(round));
            Assert.NotNull(await home.AsBo.SeeAsync(round));
            Assert.True((await home.AsAnn.SeeAsync(round))!.CanTakeBack);
            if (attempt < 3)
                Assert.Equal(RoundStep.Taken, await home.AsAnn.TakeBackAsync(round));
        }

        Assert.Equal(RoundStep.Taken, await home.AsBo.SealAsync(round));
        Assert.Equal(RoundStep.PartnerHasSealed, await home.AsAnn.TakeBackAsync(round));
        Assert.Equal(RoundStep.PartnerHasSealed, await home.AsBo.TakeBackAsync(round));
        Assert.False((await home.AsAnn.SeeAsync(round))!.CanTakeBack);
        Assert.Equal(RoundStep.Taken, await home.AsBo.ReadyAsync(round));
        Assert.Equal(RoundStep.Taken, await home.AsAnn.ReadyAsync(round));

        Assert.EndsWith("attempt 3", RowOf(await home.AsBo.CompareAsync(round)).Partners.Note, StringComparison.Ordinal);
        Assert.Equal(3, await home.CountAsync("Seals", "\"Author\" = @p0", home.AsAnn.Person.Value));
        Assert.Equal(3, await home.CountAsync("Witnesses", "\"Owner\" = @p0", home.AsBo.Person.Value));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task After_the_reveal_every_button_changes_nothing(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.RevealedRoundAsync();
        var before = Views.AsJson(await home.AsAnn.CompareAsync(round), await home.AsBo.CompareAsync(round), await home.AsBo.ListAsync());
        foreach (var who in new[] { home.AsAnn, home.AsBo })
        {
            Assert.Equal(RoundStep.AlreadyTaken, await who.SealAsync(round));
            Assert.Equal(RoundStep.AlreadyTaken, await who.ReadyAsync(round));
            Assert.Equal(RoundStep.PartnerHasSealed, await who.TakeBackAsync(round));
            Assert.Equal(RoundStep.AlreadyRevealed, await who.CloseAsync(round));
            Assert.Equal(SaveAnswerState.NotOpen, (await who.AnswerAsync(round, new() { Note = "later" })).State);
            await who.RunAsync((ShowWorking it) => it.RunAsync(round, shown: false));
        }

        home.Pass(TimeSpan.FromDays(400));

        Assert.Equal(before, Views.AsJson(await home.AsAnn.CompareAsync(round), await home.AsBo.CompareAsync(round), await home.AsBo.ListAsync()));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_round_that_was_closed_looks_the_same_as_one_that_stood_for_sixty_days(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var expired = await home.SealedRoundAsync();
        await home.AsBo.ReadyAsync(expired);
        home.Pass(Round.Lifetime - TimeSpan.FromSeconds(1));
        Assert.False((await home.AsAnn.SeeAsync(expired))!.IsClosed);
        home.Pass(TimeSpan.FromSeconds(1));
        var closed = await home.SealedRoundAsync();
        await home.AsBo.ReadyAsync(closed);
        Assert.NotEqual(expired, closed);

        Assert.Equal(RoundStep.Taken, await home.AsBo.CloseAsync(closed));

        foreach (var who in new[] { home.AsAnn, home.AsBo })
        {
            Assert.Equal(await LookAsync(expired), await LookAsync(closed));
            Assert.True((await who.SeeAsync(closed))!.IsClosed);

            async Task<string> LookAsync(RoundId round) => Views.AsJson(
                (await who.SeeAsync(round))! with { Id = default },
                (await who.ListAsync()).Single(line => line.Id == round) with { Id = default, StartedAt = default },
                await who.CompareAsync(round), await who.SealAsync(round), await who.ReadyAsync(round), await who.TakeBackAsync(round),
                (await who.AnswerAsync(round, new() { Note = "x" })).State, await who.CloseAsync(round));
        }
    }

    /// <summary>What whoever holds the database file can do to a round in which both sealed, or to one that is open.</summary>
    public static TheoryData<Engine, string> Forgeries()
    {
        var data = new TheoryData<Engine, string>();
        foreach (var row in (IEnumerable<object[]>)Engines.Here)
        {
            foreach (var forgery in new[]
            {
                "commit altered", "commits swapped", "opened blob altered", "opened blobs swapped", "opened blob of another round", "question taken away",
                "other answers under the couple's key", "other answers with their commit", "other answers, their commit, and the witness gone",
                "other answers in a new attempt", "nonsense under the couple's key", "witness altered",
            })
                data.Add((Engine)row[0], forgery);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_sheet_that_was_changed_after_it_was_sealed_is_shown_as_not_matching(Engine engine, string forgery)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var earlier = await home.RevealedRoundAsync();
        var round = await home.RevealedRoundAsync();
        foreach (var table in new[] { "Seals", "SealsTakenBack", "OpenedSheets" })
            await home.UnlockTableAsync(table);
        var bo = home.AsBo.Person.Value;
        Assert.NotNull((await home.AsAnn.CompareAsync(round))!.Comparison);

        await ForgeAsync();

        Assert.Null((await home.AsAnn.CompareAsync(round))!.Comparison);

        async Task ForgeAsync()
        {
            var touched = forgery switch
            {
                "commit altered" => await home.TamperAsync("UPDATE \"Seals\" SET \"Commit\" = @p0 WHERE \"Author\" = @p1 AND \"Round\" = @p2", new byte[32], bo, round.Value),
                "commits swapped" => await home.TamperAsync(
                    "UPDATE \"Seals\" SET \"Commit\" = (SELECT other.\"Commit\" FROM \"Seals\" other WHERE other.\"Round\" = \"Seals\".\"Round\" AND other.\"Author\" <> \"Seals\".\"Author\") WHERE \"Round\" = @p0",
                    round.Value),
                "opened blob altered" => await AlterAsync("OpenedSheets"),
                "opened blobs swapped" => await home.TamperAsync(
                    "UPDATE \"OpenedSheets\" SET \"Blob\" = (SELECT other.\"Blob\" FROM \"OpenedSheets\" other WHERE other.\"Round\" = \"OpenedSheets\".\"Round\" AND other.\"Owner\" <> \"OpenedSheets\".\"Owner\") WHERE \"Round\" = @p0",
                    round.Value),
                "opened blob of another round" => await home.TamperAsync(
                    "UPDATE \"OpenedSheets\" SET \"Blob\" = (SELECT other.\"Blob\" FROM \"OpenedSheets\" other WHERE other.\"Round\" = @p0 AND other.\"Owner\" = @p1) WHERE \"Round\" = @p2 AND \"Owner\" = @p1",
                    earlier.Value, bo, round.Value),
                "question taken away" => await home.TamperAsync(
                    "UPDATE \"Rounds\" SET \"Behaviours\" = @p0 WHERE \"Id\" = @p1", string.Join(' ', Seeds.Catalogue.Starter.Skip(1)), round.Value),
                "other answers under the couple's key" => await ForgeSheetAsync(withCommit: false),
                "other answers with their commit" => await ForgeSheetAsync(withCommit: true),
                "other answers, their commit, and the witness gone" => await ForgeSheetAsync(withCommit: true)
                    + await home.TamperAsync("DELETE FROM \"Witnesses\" WHERE \"Owner\" = @p0", home.AsAnn.Person.Value),
                "other answers in a new attempt" => await home.TamperAsync(
                    "INSERT INTO \"SealsTakenBack\" (\"Couple\", \"Round\", \"Author\", \"Attempt\") SELECT \"Couple\", \"Round\", \"Author\", 1 FROM \"Seals\" WHERE \"Round\" = @p0 AND \"Author\" = @p1",
                    round.Value, bo) + await ForgeSheetAsync(withCommit: true, attempt: 2),
                "nonsense under the couple's key" => await NonsenseAsync(),
                "witness altered" => await AlterAsync("Witnesses"),
                _ => throw new ArgumentOutOfRangeException(forgery),
            };
            Assert.NotEqual(0, touched);
        }

        async Task<int> AlterAsync(string table)
        {
            var owner = table == "Witnesses" ? home.AsAnn.Person.Value : bo;
            var blob = (byte[])(await home.PeekAsync($"SELECT \"Blob\" FROM \"{table}\" WHERE \"Owner\" = @p0 AND \"Round\" = @p1", owner, round.Value)).Single();
            blob[^30] ^= 1;
            return await home.TamperAsync($"UPDATE \"{table}\" SET \"Blob\" = @p0 WHERE \"Owner\" = @p1 AND \"Round\" = @p2", blob, owner, round.Value);
        }

        // Bo holds the file and the couple's key, and would rather have answered otherwise.
        async Task<int> ForgeSheetAsync(bool withCommit, int attempt = 1)
        {
            await using var space = await home.AsBo.OpenSpaceAsync();
            var sheet = AnswerSheet.Empty.With(First, new() { Openly = Zone.WithinBounds, Note = "I never said otherwise." });
            var opening = Commitment.NewOpening();
            var commit = Commitment.Compute(space.Us, round, home.AsBo.Person, attempt, Seeds.Catalogue.Starter, opening, SheetJson.Write(sheet));
            if (attempt > 1)
                await home.TamperAsync("INSERT INTO \"Seals\" (\"Couple\", \"Round\", \"Author\", \"Attempt\", \"Commit\") VALUES (@p0, @p1, @p2, @p3, @p4)", space.Us.Value, round.Value, bo, attempt, commit);
            else if (withCommit)
                await home.TamperAsync("UPDATE \"Seals\" SET \"Commit\" = @p0 WHERE \"Author\" = @p1 AND \"Round\" = @p2", commit, bo, round.Value);
            return await PutBosSheetAsync(new OpenedAnswers(opening, sheet).Seal(space.Key, SealOf(space.Us, attempt)));
        }

        async Task<int> NonsenseAsync()
        {
            await using var space = await home.AsBo.OpenSpaceAsync();
            return await PutBosSheetAsync(SealedBlob.Seal(space.Key, new(StoreKind.OpenedSheet, home.AsBo.Person, round.Value, space.Us, 1, 1), "not a sheet"u8));
        }

        Task<int> PutBosSheetAsync(byte[] blob) => home.TamperAsync("UPDATE \"OpenedSheets\" SET \"Blob\" = @p0 WHERE \"Owner\" = @p1 AND \"Round\" = @p2", blob, bo, round.Value);

        Seal SealOf(CoupleId couple, int attempt)
        {
            var twin = Round.Start(couple, Seeds.Catalogue.Starter, default);
            for (var time = 1; time < attempt; time++)
            {
                twin.SealBy(home.AsBo.Person, new byte[32], default);
                twin.TakeBack(home.AsBo.Person, default);
            }

            twin.SealBy(home.AsBo.Person, new byte[32], default);
            var seal = twin.CurrentSeal(home.AsBo.Person)!;
            typeof(Seal).GetProperty(nameof(Seal.Round))!.SetValue(seal, round);
            return seal;
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Whoever_changes_a_seal_before_the_partner_presses_is_noticed_at_the_press(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.SealedRoundAsync();
        await home.AsAnn.SeeAsync(round);
        await home.UnlockTableAsync("Seals");
        await home.TamperAsync("UPDATE \"Seals\" SET \"Commit\" = @p0 WHERE \"Author\" = @p1", new byte[32], home.AsBo.Person.Value);

        await Assert.ThrowsAsync<SealMismatchException>(() => home.AsAnn.ReadyAsync(round));
        await Assert.ThrowsAsync<SealMismatchException>(() => home.AsBo.ReadyAsync(round));

        Assert.Equal(0, await home.CountAsync("OpenedSheets"));
        Assert.Equal(0, await home.CountAsync("Readies"));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_draft_that_was_altered_or_put_into_another_round_does_not_open(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var closed = await home.AsAnn.StartAsync();
        await home.AsAnn.AnswerAsync(closed, new() { Note = "closed" });
        await home.AsAnn.CloseAsync(closed);
        var round = await home.AsAnn.StartAsync();
        await home.AsAnn.AnswerAsync(round, new() { Note = "one" });
        var one = await BlobAsync(round);
        await home.AsAnn.AnswerAsync(round, new() { Note = "two" }, before: new() { Note = "one" });
        var two = await BlobAsync(round);
        var altered = two.ToArray();
        altered[^1] ^= 1;

        foreach (var blob in new[] { altered, one, await BlobAsync(closed), [], two[..^1], new byte[two.Length] })
        {
            await PutAsync(blob);
            await Assert.ThrowsAsync<SealBrokenException>(() => home.AsAnn.SeeAsync(round));
            await Assert.ThrowsAsync<SealBrokenException>(() => home.AsAnn.AnswerAsync(round, new() { Note = "three" }));
            await Assert.ThrowsAsync<SealBrokenException>(() => home.AsAnn.SealAsync(round));
            Assert.Equal(blob, await BlobAsync(round));
        }

        await PutAsync(two);
        Assert.Equal("two", (await home.AsAnn.SeeAsync(round))!.Sheet[First].Note);

        async Task<byte[]> BlobAsync(RoundId id) => (byte[])(await home.PeekAsync("SELECT \"Blob\" FROM \"DraftSheets\" WHERE \"Round\" = @p0", id.Value)).Single();

        Task PutAsync(byte[] blob) => home.TamperAsync("UPDATE \"DraftSheets\" SET \"Blob\" = @p0 WHERE \"Round\" = @p1", blob, round.Value);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_sealed_sheet_that_was_rolled_back_with_its_version_does_not_pass_for_the_sealed_one(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        await home.AsAnn.AnswerAsync(round, new() { Note = "one" });
        var old = (byte[])(await home.PeekAsync("SELECT \"Blob\" FROM \"DraftSheets\"")).Single();
        await home.AsAnn.AnswerAsync(round, new() { Note = "two" }, before: new() { Note = "one" });
        await home.AsAnn.SealAsync(round);
        await home.AsBo.SealAsync(round);

        await home.TamperAsync("UPDATE \"DraftSheets\" SET \"Blob\" = @p0, \"Version\" = 1 WHERE \"Owner\" = @p1", old, home.AsAnn.Person.Value);

        await Assert.ThrowsAsync<SealMismatchException>(() => home.AsAnn.ReadyAsync(round));
        Assert.Equal(0, await home.CountAsync("Readies"));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task The_database_itself_refuses_to_change_what_stands_for_ever(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        await home.AsAnn.SealAsync(round);
        await home.AsAnn.TakeBackAsync(round);
        await home.AsAnn.SealAsync(round);
        await home.AsBo.SealAsync(round);
        await home.AsAnn.ReadyAsync(round);

        foreach (var table in new[] { "Seals", "SealsTakenBack", "Readies", "OpenedSheets" })
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => home.TamperAsync($"DELETE FROM \"{table}\""));
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => home.TamperAsync($"UPDATE \"{table}\" SET \"Couple\" = \"Couple\""));
            Assert.NotEqual(0, await home.CountAsync(table));
        }
    }
}
