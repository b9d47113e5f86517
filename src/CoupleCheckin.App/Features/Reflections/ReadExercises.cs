using CoupleCheckin.App.Catalogue;
using CoupleCheckin.App.Storage;

namespace CoupleCheckin.App.Features.Reflections;

/// <summary>All exercises for the journal's own script: the same for everybody.</summary>
/// <param name="Tag">Another one for every other content.</param>
/// <param name="Json">The exercises and the gates that they name, as JSON.</param>
public sealed record ExerciseDefinitions(string Tag, ReadOnlyMemory<byte> Json);

/// <summary>Reads the exercises, for whoever is signed in.</summary>
public sealed class ReadExercises
{
    private readonly Opener opener;
    private readonly ExerciseJson exercises;

    internal ReadExercises(Opener opener, ExerciseJson exercises) => (this.opener, this.exercises) = (opener, exercises);

    /// <summary>Reads them.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<ExerciseDefinitions> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        return new(exercises.Tag, exercises.Bytes);
    }
}
