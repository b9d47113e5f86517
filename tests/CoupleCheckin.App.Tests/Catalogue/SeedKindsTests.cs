using System.Reflection;
using CoupleCheckin.App.Catalogue;

namespace CoupleCheckin.App.Tests.Catalogue;

public sealed class SeedKindsTests
{
    [Fact]
    public async Task All_content_is_read_at_the_start_whatever_kind_it_is()
    {
        var content = new Content(Seeds.Folder);
        var loaders = typeof(CatalogueFiles).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(CatalogueFiles).Namespace)
            .Select(type => type.GetMethod("Load", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .OfType<MethodInfo>()
            .Where(load => load.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(string))
            .Select(load => load.ReturnType)
            .ToList();

        Assert.True(loaders.Count >= 9);
        Assert.Empty(loaders.Except(content.Kinds));
        Assert.True(await content.LoadAsync() > TimeSpan.Zero);
    }

    [Theory]
    [InlineData("behaviours/ex.yaml")]
    [InlineData("prompts/grid.yaml")]
    [InlineData("safety/gates.yaml")]
    [InlineData("linter/opener.yaml")]
    public async Task A_broken_file_of_any_kind_stops_the_start_with_file_line_and_reason(string file)
    {
        var folder = Directory.CreateTempSubdirectory("couple-checkin-seeds-").FullName;
        try
        {
            foreach (var path in Directory.EnumerateFiles(Seeds.Folder, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(folder, Path.GetRelativePath(Seeds.Folder, path));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(path, copy);
            }

            await File.AppendAllTextAsync(Path.Combine(folder, "en", file), "- nonsense: yes\n");
            var fault = await Assert.ThrowsAsync<CatalogueException>(new Content(folder).LoadAsync);
            Assert.Matches($"^en/{file}, line [0-9]+: .+\\.$", fault.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
