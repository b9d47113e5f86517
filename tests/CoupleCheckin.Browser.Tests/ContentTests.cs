using System.Globalization;
using System.Text.RegularExpressions;
using CoupleCheckin.Browser.Tests.Harness;
using Xunit.Abstractions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>The content at the start of the app as it is published.</summary>
public sealed partial class ContentTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_content_is_read_and_checked_at_the_start_and_it_says_how_long_that_took()
    {
        var app = await RunningApp.StartNewAsync(("Logging__LogLevel__CoupleCheckin", "Debug"));
        try
        {
            var took = Took().Match(app.Output);
            Assert.True(took.Success, app.Output);
            Figures.Print(output, "reading and checking all content at the start", double.Parse(took.Groups["took"].Value, CultureInfo.InvariantCulture), "ms");
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [GeneratedRegex(@"read and checked in (?<took>[0-9.]+) ms", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Took();
}
