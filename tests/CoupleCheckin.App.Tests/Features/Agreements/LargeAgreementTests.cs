using System.Diagnostics;
using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Agreements;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;
using static CoupleCheckin.App.Tests.Features.Agreements.Agreeing;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Agreements;

public sealed class LargeAgreementTests(ITestOutputHelper output)
{
    private const int ClauseCount = 200;
    private const int VersionCount = 2_000;

    [Fact]
    public async Task An_agreement_of_many_years_opens_at_once()
    {
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);
        await home.AgreeAsync(Line("The first line."));
        await FillAsync(home);
        await home.AsAnn.AgreementAsync();

        var times = new List<double>();
        for (var run = 0; run < 5; run++)
        {
            var watch = Stopwatch.StartNew();
            var agreement = await home.AsAnn.AgreementAsync();
            times.Add(watch.Elapsed.TotalMilliseconds);
            Assert.Equal((ClauseCount, VersionCount, true), (agreement.Clauses.Count, agreement.Versions.Count, agreement.IsComplete));
            Assert.All(agreement.Clauses, clause => Assert.True(clause.IsWhole));
        }

        output.WriteLine($"figure: agreement with {ClauseCount} clauses and {VersionCount} versions opened, every signature checked = {times.Order().ElementAt(2):F0} ms");
    }

    /// <summary>Writes the rest past the app, signed with the keys of the two, in one transaction.</summary>
    private static async Task FillAsync(TwoPartners home)
    {
        await using var ann = await home.AsAnn.OpenSpaceAsync();
        await using var bo = await home.AsBo.OpenSpaceAsync();
        using var annsHand = (await SigningHand.FindAsync(ann, default))!;
        using var bosHand = (await SigningHand.FindAsync(bo, default))!;
        await using var raw = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = home.Database.SqliteFile! }.ToString());
        await raw.OpenAsync();
        await raw.RunAsync("BEGIN");
        var (number, day, now) = (1, new DateOnly(2026, 5, 12), home.Clock.GetUtcNow());
        for (var paper = 2; paper <= ClauseCount; paper++)
        {
            var clause = Clause.Begin(ann.Us);
            byte[]? previous = null;
            for (var version = 0; number < VersionCount && (version < 10 || paper == ClauseCount); version++)
            {
                var bytes = TermsJson.Write(SignedWords.Now(Line($"Line {paper} in its version {version}, with a few words more."), previous));
                byte[] offer = [];
                Assert.Equal(ClauseStep.Taken, clause.Propose(ann.Me, null, TermsForm.Lasting, day, now, proposal =>
                {
                    offer = Assent.OfferHash(ann.Us, clause.Id, proposal, ann.Me, bytes);
                    return (Clauses.SealWords(ann, clause.Id, proposal, bytes), annsHand.Sign(offer));
                }));
                Assert.Equal(ClauseStep.Taken, clause.Sign(bo.Me, version + 1, new(++number, paper, day, day, null, null), now, (_, made) => bosHand.Sign(Assent.AssentHash(offer, bo.Me, made))));
                previous = offer;
            }

            foreach (var row in new object[] { clause }.Concat(clause.Proposals).Concat(clause.Signatures).Concat(clause.Versions))
                await raw.InsertAsync(ann.Db.Model.FindEntityType(row.GetType())!, row);
        }

        await raw.RunAsync("COMMIT");
        Assert.Equal(VersionCount, number);
    }
}
