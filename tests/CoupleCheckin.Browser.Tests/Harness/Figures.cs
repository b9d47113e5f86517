using System.Globalization;
using Xunit.Abstractions;

namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>Measured numbers, printed as <c>figure: name = value unit</c> and kept in artifacts/figures.txt.</summary>
public static class Figures
{
    private static readonly Lock Gate = new();

    public static void Print(ITestOutputHelper output, string name, double value, string unit)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"figure: {name} = {value:0.###} {unit}");
        output.WriteLine(line);
        lock (Gate)
        {
            Directory.CreateDirectory(Repository.Artifacts);
            File.AppendAllText(Path.Combine(Repository.Artifacts, "figures.txt"), line + Environment.NewLine);
        }
    }
}
