using System.Globalization;
using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Agreements;
using Microsoft.EntityFrameworkCore;
using static CoupleCheckin.App.Tests.Features.Agreements.Agreeing;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Agreements;

/// <summary>Whoever holds the files changes them; the one who signed sees it.</summary>
public sealed class TamperTests
{
    private static readonly string[] Covered = ["From", "Until", "ReviewOn", "SignedOn", "At", "ClauseNumber", "Author", "Form"];

    public static IEnumerable<object[]> Columns =>
        from engine in (IEnumerable<object[]>)Engines.Here
        from column in Covered
        select (object[])[engine[0], column];

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Words_that_were_exchanged_are_shown_as_that(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var clause = await home.AgreeAsync(Line("We say so afterwards."));
        Assert.True((await home.AsAnn.AgreementAsync()).Clauses.Single().IsWhole);

        // Bo has the couple's key and the file: he seals other words in place of those that both signed.
        await home.UnlockTableAsync("Proposals");
        await using (var space = await home.AsBo.OpenSpaceAsync())
        {
            var proposal = await space.Db.Proposals.AsNoTracking().SingleAsync();
            var words = TermsJson.Read(Clauses.OpenWords(space.Key, proposal));
            var binding = new RecordBinding(StoreKind.Terms, proposal.Author, clause.Value, proposal.Couple, 1, 1);
            var other = SealedBlob.Seal(space.Key, binding, TermsJson.Write(words with { Terms = words.Terms with { Line = "We ask before." } }));
            Assert.Equal(1, await home.TamperAsync("UPDATE \"Proposals\" SET \"Words\" = @p0", other));
        }

        foreach (var who in new[] { home.AsAnn, home.AsBo })
        {
            Assert.False((await who.AgreementAsync()).Clauses.Single().IsWhole);
            Assert.False((await who.ClauseAsync(clause))!.Standing!.IsWhole);
            Assert.False((await who.ClauseAsync(clause))!.History.Single().IsWhole);
        }
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task Days_and_numbers_that_were_changed_are_shown_as_that(Engine engine, string column)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AgreeAsync(Line("A trial.") with { Form = TermsForm.Trial, Until = new(2026, 6, 1) });
        await home.UnlockTableAsync("AgreementVersions");
        object value = column switch
        {
            "From" or "SignedOn" => Day(engine, new(2026, 5, 1)),
            "Until" or "ReviewOn" => Day(engine, new(2026, 6, 9)),
            "At" => 5L,
            "Author" => home.AsAnn.Person.Value,
            "Form" => 1,
            _ => 9,
        };
        Assert.Equal(1, await home.TamperAsync($"UPDATE \"AgreementVersions\" SET \"{column}\" = @p0", value));

        Assert.False((await home.AsAnn.AgreementAsync()).Clauses.Single().IsWhole);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task A_signature_that_somebody_else_made_does_not_fit(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var clause = await home.AsAnn.ProposeAsync(Line("Ann's words."));

        // Bo puts a version in force behind the app's back, with signatures of his own key in both names.
        var (bos, anns) = (await home.PeekAsync("SELECT \"Signature\" FROM \"ClauseSignatures\""), home.AsAnn.Person.Value);
        await home.UnlockTableAsync("ClauseSignatures");
        Assert.Equal(1, await home.TamperAsync("UPDATE \"ClauseSignatures\" SET \"Signature\" = @p0 WHERE \"Author\" = @p1", ((byte[])bos[0]).Reverse().ToArray(), anns));

        Assert.False((await home.AsBo.AgreementAsync()).Open.Single().IsWhole);
        Assert.Equal(SignState.Tampered, await home.AsBo.SignAsync(clause, 1));
        Assert.Equal(0, await home.CountAsync("AgreementVersions"));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task A_public_key_that_was_exchanged_after_it_was_seen_changes_nothing(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AgreeAsync(Line("A line."));
        Assert.True((await home.AsAnn.AgreementAsync()).Clauses.Single().IsWhole);
        await home.UnlockTableAsync("VerifyingKeys");
        Assert.Equal(2, await home.TamperAsync("UPDATE \"VerifyingKeys\" SET \"Key\" = @p0", new byte[] { 1, 2, 3 }));

        Assert.True((await home.AsAnn.AgreementAsync()).Clauses.Single().IsWhole);
        Assert.True((await home.AsBo.AgreementAsync()).Clauses.Single().IsWhole);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task A_version_that_was_taken_out_leaves_a_gap(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var clause = await home.AgreeAsync(Line("First."));
        await home.AgreeAsync(Line("Second."), clause);
        await home.AgreeAsync(Line("Third."), clause);
        foreach (var table in new[] { "AgreementVersions", "ClauseSignatures", "Proposals" })
            await home.UnlockTableAsync(table);
        await home.TamperAsync("DELETE FROM \"AgreementVersions\" WHERE \"Number\" = 2");
        await home.TamperAsync("DELETE FROM \"ClauseSignatures\" WHERE \"Proposal\" = 2");
        await home.TamperAsync("DELETE FROM \"Proposals\" WHERE \"Number\" = 2");

        Assert.False((await home.AsBo.AgreementAsync()).IsComplete);

        // The third names the second as what stood before it, so that it does not fit to the first.
        Assert.Equal([false, true], (await home.AsBo.ClauseAsync(clause))!.History.Select(step => step.IsWhole));
    }

    private static object Day(Engine engine, DateOnly day) => engine == Engine.Sqlite ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : day;
}
