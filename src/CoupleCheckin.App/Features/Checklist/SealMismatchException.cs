namespace CoupleCheckin.App.Features.Checklist;

/// <summary>What is stored is not what was sealed: somebody changed the files. Nothing was opened by it.</summary>
public sealed class SealMismatchException() : Exception("What is stored does not match what was sealed.");
