using System.Globalization;
using System.Text;
using CoupleCheckin.Domain.Concerns;

namespace CoupleCheckin.Benchmarks.Linting;

/// <summary>How often the linters find what they are to find, and how often they speak up when they are to be silent.</summary>
public sealed class LintReport
{
    private readonly Dictionary<(LintSubject Subject, string Kind), (int Found, int All)> counts = [];

    /// <summary>The figures of one subject: the share found of what is to be found, and the share of false alarms.</summary>
    public (double Found, double FalseAlarms) this[LintSubject subject] => (Share(subject, true), Share(subject, false));

    /// <summary>Reads texts with both linters as the app does, and counts.</summary>
    public void Add(LintRules rules, IEnumerable<LintText> texts)
    {
        var (concern, responder) = (new ConcernLinter(rules), new ResponderLinter(rules));
        foreach (var text in texts)
        {
            var opener = concern.Check(text.Text);
            Count(LintSubject.Safety, text.Kind, opener.Safety.Count > 0);
            if (LintCorpus.Label(LintSubject.Opener, text.Kind) is not null)
                Count(LintSubject.Opener, text.Kind, opener.Findings.Count > 0);
            if (LintCorpus.Label(LintSubject.Answer, text.Kind) is not null)
                Count(LintSubject.Answer, text.Kind, responder.Check(text.Text).Findings.Count > 0);
        }
    }

    /// <summary>The figures as tables.</summary>
    public override string ToString()
    {
        var lines = new StringBuilder();
        foreach (var subject in counts.Keys.Select(key => key.Subject).Distinct().Order())
        {
            var (found, alarms) = this[subject];
            lines.AppendLine(CultureInfo.InvariantCulture, $"{subject}: found {found:P1}, false alarms {alarms:P1}");
            foreach (var kind in LintCorpus.Kinds.Where(kind => counts.ContainsKey((subject, kind))))
            {
                var (some, all) = counts[(subject, kind)];
                lines.AppendLine(CultureInfo.InvariantCulture, $"  {(IsToBeFound(subject, kind) ? '+' : LintCorpus.CountsAsFalseAlarm(subject, kind) ? '-' : ' ')} {kind,-10} {some,4} / {all,-4} {100.0 * some / all:F0} %");
            }
        }

        return lines.ToString();
    }

    private double Share(LintSubject subject, bool found)
    {
        var these = counts.Where(count => count.Key.Subject == subject && (found ? IsToBeFound(subject, count.Key.Kind) : LintCorpus.CountsAsFalseAlarm(subject, count.Key.Kind))).Select(count => count.Value).ToList();
        return these.Sum(count => count.Found) / (double)Math.Max(these.Sum(count => count.All), 1);
    }

    /// <summary>Self-harm is a subject of its own for the model, and one of safety for the reader.</summary>
    private static bool IsToBeFound(LintSubject subject, string kind) => LintCorpus.Label(subject, kind) == true || (subject == LintSubject.Safety && LintCorpus.Danger.Contains(kind));

    private void Count(LintSubject subject, string kind, bool isFound)
    {
        var (found, all) = counts.GetValueOrDefault((subject, kind));
        counts[(subject, kind)] = (found + (isFound ? 1 : 0), all + 1);
    }
}
