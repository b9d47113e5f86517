namespace CoupleCheckin.App.Tests.Catalogue;

/// <summary>A folder of seed files of its own: one behaviour, which is also the starter set.</summary>
internal sealed class ScratchSeeds : IDisposable
{
    /// <summary>One behaviour; the key stands on line 2, each further field begins on the line after.</summary>
    public const string ExFile = """
        # A comment.
        - key: ex.chat
          name: A friendly chat
          description: Someone has a friendly chat with a former partner.
          notMeant: A talk about the children is not meant here.
          whyCouplesDiffer: Some are at ease with it, and some are not.
          concealment: Not mentioning it can have more than one reason.
          questions:
            - Would I like to hear of it?
            - What would I like to hear?
          defaultZone: gray-zone
          shifts:
            hidden: clearly-objectionable
            romantic: clearly-objectionable
            known: within-bounds

        """;

    /// <summary>What may follow after it, from line 16 on.</summary>
    public const string Besides = """
          facets: [emotional, deceptive]
          seedRefs: [SW4, X4a]
          locks: [inner-life, explicit-agreement]
          evidence:
            - reference: 12
              mark: S
              fact: In one study, people had friendly chats.
            - reference: 13
              mark: S2
          safetyTags: [affected, own-behaviour]

        """;

    /// <summary>The same behaviour on the other axis; the shifts stand on lines 13 to 15.</summary>
    public static readonly string CtrlFile = ExFile
        .Replace("ex.chat", "ctrl.chat", StringComparison.Ordinal)
        .Replace("hidden: clearly-objectionable", "covert: gray-zone", StringComparison.Ordinal)
        .Replace("romantic: clearly-objectionable", "defended: clearly-objectionable", StringComparison.Ordinal)
        .Replace("known: within-bounds", "agreed: n/a", StringComparison.Ordinal);

    public ScratchSeeds()
    {
        Write("en/behaviours/ex.yaml", ExFile);
        Write("en/starter.yaml", "- ex.chat\n");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("seeds").FullName;

    public void Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
