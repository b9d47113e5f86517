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
        var folder = Copy();
        try
        {
            await File.AppendAllTextAsync(Path.Combine(folder, "en", file), "- nonsense: yes\n");
            var fault = await Assert.ThrowsAsync<CatalogueException>(new Content(folder).LoadAsync);
            Assert.Matches($"^en/{file}, line [0-9]+: .+\\.$", fault.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(400_000)]
    public async Task So_does_what_the_linter_learned_when_it_is_cut_short_or_says_that_it_is_longer_than_anything(int length)
    {
        var folder = Copy();
        try
        {
            var file = Path.Combine(folder, "en", "linter", "learned.bin");
            var bytes = await File.ReadAllBytesAsync(file);
            await File.WriteAllBytesAsync(file, length > 0 ? bytes[..length] : [.. bytes[..12], 0xff, 0xff, 0xff, 0xff, 0x07, .. bytes[12..]]);
            var fault = await Assert.ThrowsAsync<CatalogueException>(new Content(folder).LoadAsync);
            Assert.Equal("en/linter/learned.bin: the file is missing or broken.", fault.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Copy()
    {
        var folder = Directory.CreateTempSubdirectory("couple-checkin-seeds-").FullName;
        foreach (var path in Directory.EnumerateFiles(Seeds.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Seeds.Folder, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }

        return folder;
    }
}
