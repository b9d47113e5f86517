using CoupleCheckin.Domain.Concerns;

namespace CoupleCheckin.Benchmarks.Linting;

/// <summary>One text of the corpus.</summary>
/// <param name="Voice">Who says it: the name of its file.</param>
/// <param name="IsHeld">Its voice is held out: it is looked at only to measure.</param>
/// <param name="Kind">What it is an example of.</param>
/// <param name="Text">The text.</param>
public sealed record LintText(string Voice, bool IsHeld, string Kind, string Text);

/// <summary>The corpus of the linter: texts of many voices, each with its kind (seeds/README.md).</summary>
public static class LintCorpus
{
    /// <summary>Openers that might be heard as an attack.</summary>
    public static readonly IReadOnlyList<string> Harsh =
        ["absolute", "label", "verdict", "mind", "loaded", "demand", "ultimatum", "compare", "contempt", "grill", "implicit", "guilt", "blame", "history", "crowd", "diagnosis"];

    /// <summary>Openers to leave alone: gentle ones, plainly direct ones, and what looks like the harsh ones.</summary>
    public static readonly IReadOnlyList<string> Fine = ["gentle", "direct", "thanks", "self", "quote", "everyday"];

    /// <summary>Of these, what people hardly raise as a concern. It is here so that the linter learns what it is not.</summary>
    public static readonly IReadOnlyList<string> Everyday = ["thanks", "quote", "everyday"];

    /// <summary>What opens a safety gate.</summary>
    public static readonly IReadOnlyList<string> Danger = ["fear", "violence", "control", "selfharm", "threat"];

    /// <summary>Answers that might be heard as a defence.</summary>
    public static readonly IReadOnlyList<string> Defensive =
        ["minimise", "technical", "counter", "ifsorry", "rush", "cause", "close", "lever", "silence", "sealed", "deny", "pity"];

    /// <summary>Answers to leave alone.</summary>
    public static readonly IReadOnlyList<string> Accountable = ["owns", "truly", "repair", "pause"];

    /// <summary>Of what opens a gate, what is about not wanting to live.</summary>
    public const string SelfHarm = "selfharm";

    /// <summary>What sounds like danger and is none.</summary>
    public const string Idiom = "idiom";

    /// <summary>All kinds.</summary>
    public static IEnumerable<string> Kinds => [.. Harsh, .. Fine, .. Danger, Idiom, .. Defensive, .. Accountable];

    /// <summary>Reads the files of a folder; "held: yes" in a file holds its voice out.</summary>
    public static IReadOnlyList<LintText> Load(string folder)
    {
        var known = Kinds.ToHashSet(StringComparer.Ordinal);
        var texts = new List<LintText>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            var (kind, held) = ("", false);
            foreach (var line in File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0))
            {
                if (line is ['[', .. var name, ']'])
                    kind = known.Contains(name) ? name : throw new FormatException($"{path}: \"{name}\" is not a kind.");
                else if (kind.Length > 0)
                    texts.Add(new(Path.GetFileNameWithoutExtension(path), held, kind, line));
                else
                    held |= line == "held: yes";
            }
        }

        return texts;
    }

    /// <summary>What a kind is to a subject: true to be found, false to be left alone, null when it is not used.</summary>
    public static bool? Label(LintSubject subject, string kind) => subject switch
    {
        LintSubject.Opener => Harsh.Contains(kind) ? true : Fine.Contains(kind) || kind == Idiom ? false : null,
        LintSubject.Answer => Defensive.Contains(kind) ? true : Accountable.Contains(kind) || kind is "gentle" or "direct" or "thanks" or "self" ? false : null,
        LintSubject.Safety => kind == SelfHarm ? null : Danger.Contains(kind),
        LintSubject.SelfHarm => kind == SelfHarm ? true : Danger.Contains(kind) ? null : false,
    };

    /// <summary>Whether a text to be left alone counts when false alarms are counted.</summary>
    public static bool CountsAsFalseAlarm(LintSubject subject, string kind) => subject switch
    {
        LintSubject.Opener => Fine.Contains(kind),
        LintSubject.Answer => Accountable.Contains(kind),
        LintSubject.Safety or LintSubject.SelfHarm => kind == Idiom,
    };
}
