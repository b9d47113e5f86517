using System.Text;
using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CoupleCheckin.App.Tests.Keys;

public class SheetJsonTests
{
    private static readonly BehaviourKey Alone = new("ex.meet-alone");
    private static readonly BehaviourKey Lend = new("money.lend");

    private static readonly Placement Full = new()
    {
        Openly = Zone.WithinBounds,
        KeptFromMe = Zone.ClearlyObjectionable,
        Sureness = Sureness.Leaning,
        Matters = Weight.Not,
        DependsOn = [Condition.Drinking, Condition.ToldBefore],
        HardLimit = true,
        Guess = Zone.GrayZone,
        Note = "\"zu zweit\" \\ é 🐦 \u2028 / \u007f\r\n\t\b\f\u0001",
    };

    [Fact]
    public void A_full_answer_is_written_in_the_canonical_form() =>
        Assert.Equal(
            """{"ex.meet-alone":{"dependsOn":[2,8],"guess":2,"hardLimit":true,"keptFromMe":3,"matters":0,"note":"\"zu zweit\" \\ é 🐦 """
            + "\u2028 / \u007f" + """\r\n\t\b\f\u0001","openly":1,"sureness":2},"money.lend":{"openly":3}}""",
            Written(AnswerSheet.Empty.With(Lend, new() { Openly = Zone.ClearlyObjectionable }).With(Alone, Full)));

    [Fact]
    public void What_is_blank_is_left_out()
    {
        Assert.Equal("{}", Written(AnswerSheet.Empty));
        Assert.Equal("{}", Written(new(AnswerSheet.Empty.Placements.Add(Alone, Placement.Blank))));
    }

    [Property(Arbitrary = [typeof(Sheets)], MaxTest = 500)]
    public void Every_sheet_comes_back_as_it_was(AnswerSheet sheet)
    {
        var read = SheetJson.Read(SheetJson.Write(sheet));

        Assert.Equal(sheet.Placements.AsEnumerable(), read.Placements);
    }

    [Property(Arbitrary = [typeof(Sheets)], MaxTest = 300)]
    public void The_same_answers_are_the_same_bytes_in_whatever_order_they_were_given(AnswerSheet sheet)
    {
        var backwards = sheet.Placements.Reverse().Aggregate(AnswerSheet.Empty, (made, row) => made.With(row.Key, row.Value));
        var otherOrder = new AnswerSheet(sheet.Placements.WithComparers(
            Comparer<BehaviourKey>.Create((a, b) => string.CompareOrdinal(b.Value, a.Value))));

        Assert.Equal(Written(sheet), Written(backwards));
        Assert.Equal(Written(sheet), Written(otherOrder));
    }

    [Property(Arbitrary = [typeof(Sheets)], MaxTest = 300)]
    public void Different_answers_are_different_bytes(AnswerSheet one, AnswerSheet other) =>
        Assert.Equal(one.Placements.SequenceEqual(other.Placements), Written(one) == Written(other));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("{")]
    [InlineData("{} ")]
    [InlineData(" {}")]
    [InlineData("{}{}")]
    [InlineData("\ufeff{}")]
    [InlineData("""{"ex.meet-alone":{}}""")]
    [InlineData("""{"ex.meet-alone":null}""")]
    [InlineData("""{"ex.meet-alone":[]}""")]
    [InlineData("""{"ex.meet-alone":{"openly":0}}""")]
    [InlineData("""{"ex.meet-alone":{"openly":4}}""")]
    [InlineData("""{"ex.meet-alone":{"openly":"1"}}""")]
    [InlineData("""{"ex.meet-alone":{"openly":1.0}}""")]
    [InlineData("""{"ex.meet-alone":{"openly":4294967297}}""")]
    [InlineData("""{"ex.meet-alone":{"openly":null}}""")]
    [InlineData("""{"ex.meet-alone":{"matters":5}}""")]
    [InlineData("""{"ex.meet-alone":{"openly":1,"hardLimit":true}}""")]
    [InlineData("""{"ex.meet-alone":{"hardLimit":false,"openly":1}}""")]
    [InlineData("""{"ex.meet-alone":{"hardLimit":1}}""")]
    [InlineData("""{"ex.meet-alone":{"note":"","openly":1}}""")]
    [InlineData("""{"ex.meet-alone":{"note":"\u00e9"}}""")]
    [InlineData("""{"ex.meet-alone":{"note":"\ud83d"}}""")]
    [InlineData("""{"ex.meet-alone":{"dependsOn":[2,1]}}""")]
    [InlineData("""{"ex.meet-alone":{"dependsOn":[1,1]}}""")]
    [InlineData("""{"ex.meet-alone":{"dependsOn":[9]}}""")]
    [InlineData("""{"ex.meet-alone":{"dependsOn":[[1]]}}""")]
    [InlineData("""{"ex.meet-alone":{"openly":1,"secret":1}}""")]
    [InlineData("""{"ex.meet-alone":{"openly":1},"ex.meet-alone":{"openly":1}}""")]
    [InlineData("""{"money.lend":{"openly":1},"ex.meet-alone":{"openly":1}}""")]
    [InlineData("""{"Not A Key":{"openly":1}}""")]
    [InlineData("""{"\ud83d":{"openly":1}}""")]
    public void What_is_not_in_the_canonical_form_is_refused(string json) =>
        Assert.Throws<FormatException>(() => SheetJson.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_changed_byte_is_refused_or_is_another_sheet_and_crashes_nothing()
    {
        var json = SheetJson.Write(AnswerSheet.Empty.With(Alone, Full).With(Lend, Full));
        foreach (var changed in Known.EverySmallChange(json))
        {
            try
            {
                Assert.Equal(changed, SheetJson.Write(SheetJson.Read(changed)));
            }
            catch (FormatException refused)
            {
                Assert.Equal("These bytes are not an answer sheet in its canonical form.", refused.Message);
            }
        }
    }

    [Property(MaxTest = 300)]
    public void Arbitrary_bytes_are_refused_and_crash_nothing(byte[] bytes) => Assert.Throws<FormatException>(() => SheetJson.Read(bytes));

    [Fact]
    public void Half_a_surrogate_pair_in_a_note_is_not_written_as_something_else() =>
        Assert.ThrowsAny<ArgumentException>(() => SheetJson.Write(AnswerSheet.Empty.With(Alone, new() { Note = "\ud83d" })));

    private static string Written(AnswerSheet sheet) => Encoding.UTF8.GetString(SheetJson.Write(sheet));

    public static class Sheets
    {
        private static readonly string[] Notes = ["", "", "a", "\"", "\\", "\n\t", "🐦", "e\u0301", "\u2028", "שלום", "\u0001", "</script>"];

        public static Arbitrary<AnswerSheet> Sheet()
        {
            var keys = Gen.Elements("ex.meet-alone", "ex.meet", "ex.a", "exa.a", "money.lend", "z.1", "z.10", "z.2").Select(key => new BehaviourKey(key));
            var placements =
                from openly in Optional<Zone>()
                from kept in Optional<Zone>()
                from sure in Optional<Sureness>()
                from matters in Optional<Weight>()
                from guess in Optional<Zone>()
                from limit in Gen.Elements(true, false)
                from conditions in Gen.SubListOf(Enum.GetValues<Condition>())
                from note in Gen.Elements(Notes).ListOf()
                select new Placement
                {
                    Openly = openly,
                    KeptFromMe = kept,
                    Sureness = sure,
                    Matters = matters,
                    Guess = guess,
                    HardLimit = limit,
                    DependsOn = [.. conditions],
                    Note = string.Concat(note),
                };
            var rows = from key in keys from placement in placements select (key, placement);
            return rows.ListOf().Select(all => all.Aggregate(AnswerSheet.Empty, (sheet, row) => sheet.With(row.key, row.placement))).ToArbitrary();
        }

        private static Gen<T?> Optional<T>()
            where T : struct, Enum =>
            Gen.Elements<T?>([null, .. Enum.GetValues<T>().Select(value => (T?)value)]);
    }
}
