using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.Domain.Agreements;

namespace CoupleCheckin.App.Tests.Features.Agreements;

/// <summary>What people do with their agreement, as one would say it.</summary>
internal static class Agreeing
{
    public static readonly Confirmed Nothing = new(Wish.Unanswered, OneSidedIsWanted: false);

    public static readonly Confirmed Wanted = new(Wish.Wanted, OneSidedIsWanted: true);

    public static Terms Line(string line) => new() { Line = line, Openness = Openness.TellAfterwards };

    public static Task<AgreementView> AgreementAsync(this TwoPartners.Somebody who, DateOnly? day = null) =>
        who.RunAsync(async (OpenAgreement it) => (await it.RunAsync(day))!);

    public static Task<ClauseView?> ClauseAsync(this TwoPartners.Somebody who, ClauseId id) => who.RunAsync((OpenClause it) => it.RunAsync(id));

    public static Task<ProposeResult> TryProposeAsync(
        this TwoPartners.Somebody who, Terms terms, ClauseId? clause = null, int? answers = null, Confirmed confirmed = default, string? zone = null) =>
        who.RunAsync((Propose it) => it.RunAsync(Guid.NewGuid(), new(DraftKind.Agreement, terms, clause, answers), confirmed, zone));

    public static async Task<ClauseId> ProposeAsync(this TwoPartners.Somebody who, Terms terms, ClauseId? clause = null, int? answers = null)
    {
        var result = await who.TryProposeAsync(terms, clause, answers, Wanted);
        Assert.Equal(ProposeState.Proposed, result.State);
        return result.Clause!.Value;
    }

    public static Task<SignState?> SignAsync(this TwoPartners.Somebody who, ClauseId clause, int number, Confirmed? confirmed = null) =>
        who.RunAsync((SignProposal it) => it.RunAsync(clause, number, confirmed ?? Wanted));

    public static Task<ClauseStep?> DeclineAsync(this TwoPartners.Somebody who, ClauseId clause, int number, string words = "Not now.") =>
        who.RunAsync((DeclineProposal it) => it.RunAsync(clause, number, new(DeclineKind.NotYet, words)));

    public static Task<ClauseStep?> WithdrawAsync(this TwoPartners.Somebody who, ClauseId clause, int number) =>
        who.RunAsync((WithdrawProposal it) => it.RunAsync(clause, number));

    public static Task<ClauseStep?> AskForReviewAsync(this TwoPartners.Somebody who, ClauseId clause, bool asked = true) =>
        who.RunAsync((AskForReview it) => it.RunAsync(clause, asked));

    /// <summary>A clause that both signed.</summary>
    public static async Task<ClauseId> AgreeAsync(this TwoPartners home, Terms terms, ClauseId? clause = null)
    {
        var id = await home.AsAnn.ProposeAsync(terms, clause);
        var number = (await home.AsBo.ClauseAsync(id))!.Open!.Number;
        Assert.Equal(SignState.InForce, await home.AsBo.SignAsync(id, number));
        return id;
    }
}
