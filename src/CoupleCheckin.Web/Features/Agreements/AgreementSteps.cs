using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CoupleCheckin.Web.Features.Agreements;

/// <summary>What the pages of the agreement have in common: answering words, and saying in a sentence what came of it.</summary>
public abstract class AgreementSteps : SpacePage
{
    [Inject]
    private SignProposal SignProposal { get; set; } = null!;

    [Inject]
    private DeclineProposal DeclineProposal { get; set; } = null!;

    [Inject]
    private WithdrawProposal WithdrawProposal { get; set; } = null!;

    [Inject]
    private SaveDraft SaveDraft { get; set; } = null!;

    /// <summary>Notices at the foot of the page.</summary>
    [Inject]
    protected ISnackbar Snackbar { get; set; } = null!;

    /// <summary>With which clause something went wrong; null for something that is about none.</summary>
    protected ClauseId? TroubleAbout { get; private set; }

    /// <summary>What the partner is called.</summary>
    protected abstract string PartnerName { get; }

    /// <summary>Signs words.</summary>
    protected Task SignAsync(OpenWords words, Confirmed confirmed) => StepAsync(words.Clause, async () => await SignProposal.RunAsync(words.Clause, words.Number, confirmed) switch
    {
        SignState.InForce => Said($"You have both signed. {(words.Form == TermsForm.Ending ? "The clause has ended." : "It is part of your agreement.")}"),
        SignState.AlreadyTaken => null,
        SignState.Overtaken => $"Not signed: these words were answered or taken back meanwhile. What is here now is what {PartnerName} says now.",
        SignState.IsMine => $"These are your own words. {PartnerName} can sign them.",
        SignState.AsksFirst => "Not signed.",
        SignState.AsksForOneSided => "Not signed: it is for one of you only. Say first that this is how you want it.",
        SignState.DatesPassed => "Not signed: the days in it have passed. Answer with later ones.",
        SignState.NotInForce => "There is nothing left to end here.",
        SignState.Tampered => "Not signed: what is stored is not what was proposed. Somebody may have changed the files of the server.",
        SignState.SpaceClosed => "This space is closed. Nothing new is signed here.",
        null => "This clause is not here any more.",
    });

    /// <summary>Declines words.</summary>
    protected Task DeclineAsync(OpenWords words, DeclineReason reason) => StepAsync(words.Clause, async () => await DeclineProposal.RunAsync(words.Clause, words.Number, reason) switch
    {
        ClauseStep.Taken => Said("Declined. What stood before stands as it was."),
        var step => Sentence(step),
    });

    /// <summary>Takes one's own words back; they are a draft again.</summary>
    protected Task WithdrawAsync(OpenWords words) => StepAsync(words.Clause, async () =>
    {
        var step = await WithdrawProposal.RunAsync(words.Clause, words.Number);
        if (step != ClauseStep.Taken)
            return Sentence(step);
        if (words.Terms is not { Form: not TermsForm.Ending } terms)
            return Said("Taken back.");
        var draft = Guid.NewGuid();
        await SaveDraft.RunAsync(draft, new(DraftKind.Agreement, terms, words.Clause, null), 0);
        Snackbar.Add("Taken back. Your words are a draft again.", Severity.Normal, bar =>
        {
            bar.HideIcon = true;
            bar.Action = "Go on writing";
            bar.OnClick = _ =>
            {
                Navigation.NavigateTo($"agreement/new?draft={draft:N}");
                return Task.CompletedTask;
            };
        });
        return null;
    });

    /// <summary>Takes a step, says what came of it, and reads anew.</summary>
    protected async Task StepAsync(ClauseId? about, Func<Task<string?>> step)
    {
        TroubleAbout = about;
        await PressAsync(async () => Trouble = await step());
        await ReadAgainAsync();
    }

    /// <summary>What came of a step that was not taken.</summary>
    protected string? Sentence(ClauseStep? step) => step switch
    {
        ClauseStep.Taken or ClauseStep.AlreadyTaken => null,
        ClauseStep.Overtaken => $"That came too late: something else happened with these words meanwhile. What is here now is how it stands.",
        ClauseStep.IsMine => $"These are your own words. Only {PartnerName} can answer them.",
        ClauseStep.IsTheirs => $"These are the words of {PartnerName}, and only {PartnerName} can take them back.",
        ClauseStep.NotInForce => "This clause is not in force at the moment.",
        ClauseStep.DatesPassed => "The days in it have passed.",
        ClauseStep.SpaceClosed => "This space is closed. Nothing new is written here.",
        null => "This clause is not here any more.",
    };

    /// <summary>Says at the foot of the page that something was done.</summary>
    protected string? Said(string sentence)
    {
        Snackbar.Add(sentence, Severity.Normal, bar => bar.HideIcon = true);
        return null;
    }
}
