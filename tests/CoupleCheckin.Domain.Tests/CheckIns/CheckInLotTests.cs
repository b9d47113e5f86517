using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Couples;
using FsCheck.Xunit;

namespace CoupleCheckin.Domain.Tests.CheckIns;

public sealed class CheckInLotTests
{
    private static readonly PersonId Ann = PersonId.New();

    private static LotLine Line(string text, Guid? id = null) => new(id ?? Guid.NewGuid(), LotKind.Action, Ann, text);

    [Fact]
    public void A_line_is_kept_until_it_is_done_or_let_go_and_what_was_kept_is_asked_about_again()
    {
        var (one, two) = (Line("One"), Line("Two"));
        var lot = CheckInLot.Empty.Add(one).Lot.Add(two).Lot.Settle(one.Id, LotChoice.Keep).Lot;
        Assert.Contains(one.Id, lot.Kept);
        Assert.Equal(LotStep.AlreadyTaken, lot.Settle(one.Id, LotChoice.Keep).Step);
        Assert.Empty(lot.Again().Kept);
        var after = lot.Settle(one.Id, LotChoice.Done).Lot.Settle(two.Id, LotChoice.LetGo).Lot;
        Assert.Empty(after.Lines);
        Assert.Empty(after.Kept);
        Assert.Equal(LotStep.AlreadyTaken, after.Settle(one.Id, LotChoice.Done).Step);
    }

    [Fact]
    public void A_line_sent_twice_stands_once_and_one_that_is_none_not_at_all()
    {
        var line = Line("  Find an evening.  ");
        var lot = CheckInLot.Empty.Add(line).Lot;
        Assert.Equal("Find an evening.", Assert.Single(lot.Lines).Text);
        Assert.Equal(LotStep.AlreadyTaken, lot.Add(line).Step);
        Assert.All([" ", new('a', CheckInLot.MaxLine + 1), "\ud83d"], text => Assert.Equal(LotStep.NotALine, lot.Add(Line(text)).Step));
    }

    [Property]
    public void Whatever_is_done_with_it_there_are_never_more_lines_than_have_room(byte[] acts)
    {
        var lot = CheckInLot.Empty;
        foreach (var act in acts ?? [])
        {
            lot = act % 4 == 0 && lot.Lines.Count > 0
                ? lot.Settle(lot.Lines[act % lot.Lines.Count].Id, (LotChoice)(1 + (act % 3))).Lot
                : lot.Add(Line($"Line {act}")).Lot;
            Assert.InRange(lot.Lines.Count, 0, CheckInLot.MaxLines);
            Assert.Equal(lot.Lines.Count, lot.Lines.Select(line => line.Id).Distinct().Count());
            Assert.All(lot.Kept, kept => Assert.Contains(lot.Lines, line => line.Id == kept));
        }
    }
}
