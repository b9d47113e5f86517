using System.Runtime.CompilerServices;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.App.Features.Behaviours;

/// <summary>Behaviours that the two added themselves, and the topics that one chose to see.</summary>
internal sealed class BehavioursExport(BehaviourBook book) : IExportPart
{
    public string Name => "behaviours";

    public string Title => "Behaviours you added to the list, and topics you chose";

    public IReadOnlyList<Type> Holds => [typeof(OwnBehaviour), typeof(OwnChoices)];

    public async IAsyncEnumerable<ExportItem> ReadAsync(ExportSpace space, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (_, topics) = await ChosenTopics.OpenAsync(space.Space, cancellationToken);
        if (topics.Count > 0)
            yield return space.Item("Topics you chose", new { Topics = topics.Order() });
        var isTold = await ChosenTopics.ToldAsync(space.Space, cancellationToken);
        foreach (var couple in space.Couples)
        {
            var known = await book.OpenAsync(space.Space, couple.Id, space.Key(couple.Id), cancellationToken);
            foreach (var own in known.Own.Where(isTold))
                yield return space.Item(own.Name, new { own.Key, own.Name, own.Description, own.Topic, IsYours = own.IsMine, own.IsRetired });
        }
    }
}
