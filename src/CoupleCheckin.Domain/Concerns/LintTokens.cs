using System.Buffers;

namespace CoupleCheckin.Domain.Concerns;

/// <summary>One word or mark of a draft, in the form in which it is compared.</summary>
/// <param name="Word">The word in small letters, written out: "don't" is "do" and "not".</param>
/// <param name="Stem">The word without its ending.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="Length">How long it is in the text.</param>
public readonly record struct LintToken(string Word, string Stem, int Start, int Length)
{
    /// <summary>Whether it ends a sentence.</summary>
    public bool EndsSentence => Word is "." or "?" or "!";
}

/// <summary>Cuts a draft into words and marks, so that hasty and careful spelling look the same.</summary>
public static class LintTokens
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(".?!,;:");

    private static readonly Dictionary<string, string> Written = Pairs(
        """
        dont=do not|don't=do not|didnt=did not|didn't=did not|cant=can not|can't=can not|cannot=can not|wont=will not|won't=will not|isnt=is not|isn't=is not
        doesnt=does not|doesn't=does not|wasnt=was not|wasn't=was not|werent=were not|weren't=were not|wouldnt=would not|wouldn't=would not|couldnt=could not
        couldn't=could not|shouldnt=should not|shouldn't=should not|havent=have not|haven't=have not|hasnt=has not|hasn't=has not|hadnt=had not|hadn't=had not
        arent=are not|aren't=are not|ain't=is not|aint=is not|needn't=need not|daren't=dare not|mustn't=must not
        im=i am|i'm=i am|ive=i have|i've=i have|i'll=i will|i'd=i would|id=i would|ima=i am going to|i'ma=i am going to
        u=you|ya=you|ye=you|yous=you|y'all=you|yall=you|ur=your|youre=you are|you're=you are|youve=you have|you've=you have|youll=you will|you'll=you will|you'd=you would
        hes=he is|he's=he is|he'll=he will|he'd=he would|shes=she is|she's=she is|she'll=she will|she'd=she would|theyre=they are|they're=they are|they've=they have
        they'll=they will|they'd=they would|we're=we are|we've=we have|we'll=we will|we'd=we would|it's=it is|its=it is|it'll=it will|itll=it will
        thats=that is|that's=that is|there's=there is|theres=there is|what's=what is|whats=what is|who's=who is|whos=who is|where's=where is|how's=how is|let's=let us|lets=let us
        cos=because|cuz=because|coz=because|'cause=because|wanna=want to|gonna=going to|gotta=got to|kinda=kind of|sorta=sort of|gimme=give me|lemme=let me|dunno=do not know
        rn=right now|tho=though|plz=please|pls=please|r=are|abt=about|w=with|bc=because|ppl=people|tmrw=tomorrow|txt=text|msg=message|msgs=messages|idk=i do not know|smth=something
        mum=mom|mam=mom|mama=mom|mummy=mom|mommy=mom|colour=color|favourite=favorite|realise=realize|realised=realized|apologise=apologize|apologised=apologized|behaviour=behavior
        neighbours=neighbors|neighbour=neighbor|hubby=husband|wifey=wife|bf=boyfriend|gf=girlfriend|thru=through|nothin=nothing|somethin=something|talkin=talking|em=them
        summat=something|owt=anything|nowt=nothing|meself=myself|yourselves=yourself|yrself=yourself|myslf=myself
        """);

    /// <summary>Cuts a text.</summary>
    public static IReadOnlyList<LintToken> Of(string text)
    {
        var tokens = new List<LintToken>(text.Length / 5 + 1);
        var at = 0;
        while (at < text.Length)
        {
            var end = at + 1;
            if (char.IsLetterOrDigit(text[at]))
            {
                while (end < text.Length && (char.IsLetterOrDigit(text[end]) || (IsApostrophe(text[end]) && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]))))
                    end++;
                AddWord(tokens, text[at..end].ToLowerInvariant().Replace('’', '\'').Replace('‘', '\''), at, end - at);
            }
            else if (Marks.Contains(text[at]))
            {
                var mark = text[at] is ';' or ':' ? "," : text[at].ToString();
                tokens.Add(new(mark, mark, at, 1));
            }
            else if (char.IsSurrogatePair(text, at))
            {
                end = at + 2;
                tokens.Add(new(text[at..end], text[at..end], at, 2));
            }

            at = end;
        }

        return tokens;
    }

    private static void AddWord(List<LintToken> tokens, string word, int start, int length)
    {
        if (Written.TryGetValue(word, out var written))
        {
            foreach (var part in written.Split(' '))
                tokens.Add(new(part, Stem(part), start, length));
        }
        else if (word.EndsWith("'s", StringComparison.Ordinal))
        {
            tokens.Add(new(word[..^2], Stem(word[..^2]), start, length));
            tokens.Add(new("'s", "'s", start, length));
        }
        else
        {
            var plain = word.All(char.IsDigit) ? "#" : word;
            tokens.Add(new(plain, Stem(plain), start, length));
        }
    }

    private static string Stem(string word) => word switch
    {
        { Length: > 5 } when word.EndsWith("ing", StringComparison.Ordinal) => word[..^3],
        { Length: > 4 } when word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("es", StringComparison.Ordinal) => word[..^2],
        { Length: > 3 } when word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) => word[..^1],
        _ => word,
    };

    private static bool IsApostrophe(char sign) => sign is '\'' or '’' or '‘';

    private static Dictionary<string, string> Pairs(string lines) => lines
        .Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(pair => pair.Split('='))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
