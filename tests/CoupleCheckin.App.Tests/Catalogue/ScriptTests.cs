using CoupleCheckin.App.Catalogue;
using CoupleCheckin.Domain.Conversations;

namespace CoupleCheckin.App.Tests.Catalogue;

/// <summary>The scripts of this repository.</summary>
public sealed class ScriptTests
{
    private static readonly ScriptCatalogue Scripts = ScriptFiles.Load(Seeds.Folder);

    [Fact]
    public void The_scripts_load() => Assert.NotEmpty(Scripts.All);
}
