using System.Globalization;
using System.Text;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Privacy;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CoupleCheckin.App.Tests.Privacy;

/// <summary>Writes docs/privacy.md from what the matrix found.</summary>
internal static class PrivacyDocument
{
    /// <summary>What each stored type is, in words that both partners understand.</summary>
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["AccountEvent"] = "A line of your account's own log: what happened, on which day",
        ["AgreementVersion"] = "That you both signed words for a clause, and from when until when they are in force",
        ["CheckInDraft"] = "Your answers in a check-in or to a card, as you write them",
        ["CheckInRhythm"] = "How often, on which day and at what time the two of you mean to check in",
        ["Clause"] = "That there is a clause",
        ["ClauseReason"] = "Why you want a clause, and how much it matters to you",
        ["ClauseDraft"] = "Words for the agreement that you have not proposed yet",
        ["ClauseSignature"] = "Your signature under words for the agreement, and when you made it",
        ["ConcernDraft"] = "What you want to raise, while you write it and after you sent the invitation",
        ["Couple"] = "That the two of you are a couple here, and when one of you left",
        ["CoupleKey"] = "Your copy of the couple's key, locked with your own",
        ["CoupleZone"] = "In which time zone the two of you count your days",
        ["DraftSheet"] = "Your answers in a round, as you write them, what you answer only for yourself, and your mirror",
        ["Invitation"] = "An invitation that you wrote",
        ["KeySlot"] = "What your password or your recovery key opens",
        ["MailReminder"] = "That you would like a letter on the day of a check-in, and the address for it",
        ["OpenedSheet"] = "Your answers in a round or a check-in, from the moment you press “ready to see”",
        ["OwnBehaviour"] = "A behaviour that you put on your own list for the two of you",
        ["OwnChoices"] = "What you chose for yourself, such as which topics you see",
        ["PinnedKey"] = "Your note of the key with which your partner signs, to notice if it were exchanged",
        ["Proposal"] = "Words for the agreement that you proposed, and when",
        ["ProposalClosing"] = "That you declined or took back words, when, and your reason",
        ["PutAwayHints"] = "Which hints on wording you do not want to see any more",
        ["Ready"] = "That you pressed “ready to see”, and when",
        ["ReminderAddress"] = "That you have an address for reminders, and a fingerprint of it",
        ["ReviewRequest"] = "That you ask to look at a clause again",
        ["Revision"] = "An answer that you gave anew after you had both opened yours, with your reason",
        ["Round"] = "A round, a check-in or a card: what it asks, and when it was started, closed or put with the earlier ones",
        ["Seal"] = "That you sealed your answers, and a fingerprint that fixes them",
        ["SealedLot"] = "What the two of you took along from your check-ins: what each will do, and what can wait",
        ["SealedRecord"] = "One entry of your journal",
        ["SealedRepair"] = "A repair plan of the two of you: its stage, what each offers, who has sealed or signed",
        ["SealedTalk"] = "A talk of the two of you: the invitation, where it is, what was said in it and what comes of it",
        ["Seat"] = "That you are in this couple, and what your partner calls you",
        ["SecondStep"] = "That you use a second step to sign in; the key of your app and your spare codes, locked with your own key",
        ["Session"] = "A browser in which you are signed in",
        ["SharedPlot"] = "That you would like one picture of both",
        ["SigningKey"] = "The key with which you sign, locked with your own",
        ["Statement"] = "A boundary or a request that you said",
        ["TalkedAbout"] = "That the two of you took a row as talked about; not who said so, nor when",
        ["TakenBack"] = "That you took a seal back",
        ["PulseDraft"] = "Your answers to the weekly questions of a repair plan, how steady things felt to you, and how free you felt to speak",
        ["OpenedPulse"] = "Your answers to the weekly questions, from the moment you press “ready to open”",
        ["PulseReady"] = "That you pressed “ready to open” in a week of a repair plan",
        ["RepairDraft"] = "What you write for yourself about a breach: your answer, and an offer you have not made yet",
        ["TalkNotes"] = "What you type in a talk before you say it, and your own note",
        ["VerifyingKey"] = "The public half of the key with which you sign",
        ["Witness"] = "Your note of your partner's seal, to notice if it were exchanged",
        ["Working"] = "That you have begun to answer, if you let it be shown",
    };

    public static string Write(IReadOnlyList<IEntityType> types, IReadOnlyDictionary<(string Type, Watcher Who), Cell> cells, IEnumerable<Type> ofAccounts)
    {
        var text = new StringBuilder();
        text.Append("""
            # Who can read what

            This page is made by a test. The test tries, on a real database, everything that you, your partner, an ex-partner and a
            stranger could try with every kind of thing that is stored, and writes down what worked. When this page and the program
            differ, the test fails. So what is promised here and what is tested are the same text.

            ## In short

            - **What is private is yours alone.** Your answers while you write them, what you want to raise, what you type in a talk before you
              say it, and your keys are read by nobody else here: not by your partner, before or after anything, and not by an ex-partner.
            - **What you prepared for a talk** is copied into the talk when it starts, or with the invitation if you let it be read before.
              From then on the copy is readable by both of you.
            - **Answers of a round open for both of you at once.** Both seal, then both press “ready to see”. The second press opens
              both sheets, and until then the app shows neither to the other. From then on both of you read both, and nobody can change them.
            - **What is shared is read by both of you.** What one of you wrote there, only that one changes. Neither of you can make
              disappear what belongs to both.
            - **When one of you leaves**, both keep reading what was shared or opened until then. Nothing is added or changed any more. What was not
              opened stays closed.
            - **When you delete your account**, your keys are destroyed and everything that is yours alone goes, with answers that were not opened. What you both
              opened or shared stays with your partner, with your name on it. Backups made before are not reached.
            - **Somebody outside your couple** reads nothing of it. The one exception is the person to whom you give an invitation: with the link, they see your
              name and that the seat is free, until it is used, taken back or 48 hours old.

            ## What the person who runs the server can see

            Whoever runs the server has the database file, its backups and the logs. If that is one of you, this is about that one.

            - **In the files they can see**: sign-in names; who is in a couple with whom, and when one of you left; when rounds were started, opened or closed and which
              behaviours they hold; the same of check-ins and cards, with the questions they ask, your rhythm, who of you would like one picture of both, and who would
              like a letter (its address is encrypted with a key of the server's own); who has begun, sealed or pressed “ready to see”, in the two topics of your own choice too; who answered which behaviour anew, and when; which
              rows you took as talked about; how many repair plans there are, roughly how long each is, and who pressed “ready to open” in how many weeks of it; how many behaviours of your own you added, and when; how many clauses there are, when each of you proposed, signed or declined
              words for them, on which days they are in force and when you mean to look at them again; how many private entries there are, roughly how long they are, and
              from the dates of files and backups roughly when something was written; for each account, on which days somebody signed in and with what
              kind of browser, and whether a second step is asked for. Network addresses are not stored.
            - **In the files they cannot read**: answers, notes, concerns, the words of your agreement and of what stands beside it, anything of a talk but
              that there is one and roughly how long it is, what you took along from a check-in, names that you gave yourselves, passwords, keys. These are stored encrypted. A weak password
              can be guessed by trying; a long one cannot.
            - **While you are signed in**, the server has to open your answers and everything shared in its memory to show them to you. Somebody with full
              control of the server could, with deliberate effort, read them there, or change the program itself.
            - **What you both signed** carries the signatures of both of you, made with a key of each. Whoever changes the words or the days in the files cannot
              make these signatures anew, and the app shows that they do not fit. Whoever removes the newest versions from the files altogether
              leaves no such mark; a copy on paper does.
            - **If you press “ready to see” or “ready to open” first**, your answers lie under the key of the two of you until the other presses. A partner who runs the
              server could, with deliberate effort, open them from the files in that time. Their own answers were sealed before and cannot change.

            If you need to keep something from the person who runs this server, do not write it here.

            ## Every stored thing

            “—” means: for this person it is as if it did not exist. The right-hand columns are about *your* things.


            """.ReplaceLineEndings("\n"));
        foreach (var marker in Enum.GetValues<Marker>())
        {
            text.Append(CultureInfo.InvariantCulture, $"### {Title(marker)}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"| what | {string.Join(" | ", Watcher.All.Select(who => who.Name))} |\n");
            text.Append(CultureInfo.InvariantCulture, $"| --- |{string.Concat(Watcher.All.Select(_ => " --- |"))}\n");
            foreach (var type in types.Where(type => Markers.Of(type.ClrType) == marker))
            {
                var found = Watcher.All.Select(who => cells[(type.ClrType.Name, who)]);
                text.Append(CultureInfo.InvariantCulture, $"| {InWords(type.ClrType)} | {string.Join(" | ", found)} |\n");
            }

            text.Append('\n');
        }

        text.Append("""
            ## What belongs to your account

            This is kept apart from everything above, and is read only while you sign in or look at your own account page. No page or function shows it to
            anybody else.

            | what | kind |
            | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var type in ofAccounts.OrderBy(type => type.Name, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"| {InWords(type)} | {(Markers.Of(type) == Marker.Private ? "private" : throw new InvalidOperationException($"{type.Name} belongs to an account and is not private."))} |\n");
        text.Append("| A passkey: its public half, the day you added it, and the name you gave it, locked with your own key | private |\n");
        text.Append("| Your sign-in name, and a check value of your password from which it cannot be read | private; the name is readable in the files |\n");
        return text.ToString();
    }

    private static string Title(Marker marker) => marker switch
    {
        Marker.Private => "Private: yours alone, for ever",
        Marker.Sealed => "Sealed: yours alone until both of you are ready, then readable by both and changed by nobody",
        Marker.Shared => "Shared: read by both of you",
    };

    private static string InWords(Type type)
    {
        Assert.True(Words.TryGetValue(type.Name, out var words), $"Say in {nameof(PrivacyDocument)} in plain words what {type.Name} is.");
        return type.IsAssignableTo(typeof(IPermanent)) ? $"{words} *(stands for ever)*" : words!;
    }
}
