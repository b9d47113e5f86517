using CoupleCheckin.Domain.Agreements;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>A part of a clause.</summary>
public enum TermsPart
{
    /// <summary>The line.</summary>
    Line,

    /// <summary>What is fine.</summary>
    Fine,

    /// <summary>What is not.</summary>
    NotFine,

    /// <summary>Examples.</summary>
    Examples,

    /// <summary>Exceptions.</summary>
    Exceptions,

    /// <summary>What the two do if it slips.</summary>
    IfItSlips,
}

/// <summary>Whether a piece of text is as it was.</summary>
public enum PieceKind
{
    /// <summary>It is.</summary>
    Same,

    /// <summary>It is new.</summary>
    New,

    /// <summary>It is gone.</summary>
    Gone,
}

/// <summary>A piece of text in a comparison of two.</summary>
/// <param name="Kind">Whether it is as it was.</param>
/// <param name="Text">The piece.</param>
public sealed record Piece(PieceKind Kind, string Text);

/// <summary>A part of a clause, compared word by word.</summary>
/// <param name="Part">Which part.</param>
/// <param name="Pieces">Its pieces, in order.</param>
public sealed record ComparedPart(TermsPart Part, IReadOnlyList<Piece> Pieces)
{
    /// <summary>Whether anything is other than it was.</summary>
    public bool IsChanged => Pieces.Any(piece => piece.Kind != PieceKind.Same);
}

/// <summary>Compares the words of two proposals.</summary>
internal static class TermsDiff
{
    private static readonly WordChunker Words = new();

    /// <summary>The line always, and of the other parts those that have words in either.</summary>
    public static IReadOnlyList<ComparedPart> Of(Terms before, Terms after) =>
    [
        .. Enum.GetValues<TermsPart>().Zip(before.Texts, after.Texts)
            .Where(part => part.First == TermsPart.Line || part.Second.Length > 0 || part.Third.Length > 0)
            .Select(part => new ComparedPart(part.First, Pieces(part.Second, part.Third))),
    ];

    private static List<Piece> Pieces(string before, string after)
    {
        var pieces = new List<Piece>();
        foreach (var word in InlineDiffBuilder.Diff(new Differ(), before, after, ignoreWhiteSpace: false, ignoreCase: false, Words).Lines)
        {
            var kind = word.Type switch
            {
                ChangeType.Inserted => PieceKind.New,
                ChangeType.Deleted => PieceKind.Gone,
                _ => PieceKind.Same,
            };
            if (pieces.Count > 0 && pieces[^1].Kind == kind)
                pieces[^1] = pieces[^1] with { Text = pieces[^1].Text + word.Text };
            else
                pieces.Add(new(kind, word.Text));
        }

        return Calm(pieces);
    }

    /// <summary>A single space between two changes is no word that stayed: the changes are read as one.</summary>
    private static List<Piece> Calm(List<Piece> pieces)
    {
        var calm = new List<Piece>();
        var at = 0;
        while (at < pieces.Count)
        {
            if (pieces[at].Kind == PieceKind.Same)
            {
                calm.Add(pieces[at++]);
                continue;
            }

            var (gone, added) = ("", "");
            var end = at;
            while (end < pieces.Count && (pieces[end].Kind != PieceKind.Same || (end + 1 < pieces.Count && pieces[end].Text == " ")))
            {
                gone += pieces[end].Kind != PieceKind.New ? pieces[end].Text : "";
                added += pieces[end].Kind != PieceKind.Gone ? pieces[end].Text : "";
                end++;
            }

            if (gone.Length > 0)
                calm.Add(new(PieceKind.Gone, gone));
            if (added.Length > 0)
                calm.Add(new(PieceKind.New, added));
            at = end;
        }

        return calm;
    }
}
