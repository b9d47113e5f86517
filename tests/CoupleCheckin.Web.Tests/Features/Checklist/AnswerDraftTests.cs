using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Web.Features.Checklist;
using CoupleCheckin.Web.Shared;
using Microsoft.Extensions.Time.Testing;

namespace CoupleCheckin.Web.Tests.Features.Checklist;

public sealed class AnswerDraftTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly List<(Placement Before, Placement After, TaskCompletionSource<SaveAnswerResult?> Answer)> saves = [];
    private readonly SemaphoreSlim begun = new(0);

    public void Dispose() => begun.Dispose();

    private AnswerDraft New(Placement? stored = null) => new(stored ?? Placement.Blank, Save, time);

    private Task<SaveAnswerResult?> Save(Placement before, Placement after)
    {
        var answer = new TaskCompletionSource<SaveAnswerResult?>();
        saves.Add((before, after, answer));
        begun.Release();
        return answer.Task;
    }

    private void Keep(int save, Placement? kept = null) => saves[save].Answer.SetResult(new(SaveAnswerState.Saved, kept ?? saves[save].After));

    private static Placement Note(string words) => new() { Note = words };

    [Fact]
    public async Task A_choice_is_saved_at_once_and_called_saved_only_when_the_database_said_so()
    {
        using var draft = New();
        Assert.Equal(KeptState.Untouched, draft.State);

        var change = draft.ChangeAsync(new() { Openly = Zone.GrayZone });
        Assert.Single(saves);
        Assert.Equal(KeptState.Saving, draft.State);
        Assert.False(draft.IsSaved);

        Keep(0);
        await change;
        Assert.Equal(KeptState.Saved, draft.State);
        Assert.True(draft.IsSaved);
    }

    [Fact]
    public async Task Words_are_saved_a_second_after_the_last_key_and_not_before()
    {
        using var draft = New();
        var first = draft.TypeAsync(Note("I"));
        time.Advance(TimeSpan.FromSeconds(0.4));
        var second = draft.TypeAsync(Note("I mind"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.True(first.IsCanceled);

        time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Empty(saves);
        Assert.Equal(KeptState.Saving, draft.State);

        time.Advance(TimeSpan.FromSeconds(0.1));
        await begun.WaitAsync();
        Assert.Equal("I mind", Assert.Single(saves).After.Note);
        Keep(0);
        await second;
        Assert.Equal(KeptState.Saved, draft.State);
    }

    [Fact]
    public async Task Words_typed_without_a_pause_are_saved_all_the_same()
    {
        using var draft = New();
        var typing = new List<Task>();
        for (var key = 0; key < 15; key++)
        {
            Assert.Empty(saves);
            typing.Add(draft.TypeAsync(Note(new string('a', key + 1))));
            time.Advance(TimeSpan.FromSeconds(0.1));
        }

        await begun.WaitAsync();
        Assert.Equal(15, Assert.Single(saves).After.Note.Length);
        Keep(0);
        await typing[^1];
        Assert.All(typing[..^1], overtaken => Assert.True(overtaken.IsCanceled));
    }

    [Fact]
    public async Task Leaving_the_box_saves_its_words_without_waiting_and_only_once()
    {
        using var draft = New();
        var typing = draft.TypeAsync(Note("I mind"));
        var leaving = draft.SaveNowAsync();
        Keep(0);
        await leaving;
        Assert.True(typing.IsCanceled);

        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Single(saves);
        Assert.Equal(KeptState.Saved, draft.State);
    }

    [Fact]
    public async Task What_the_database_refused_is_not_called_saved_and_its_words_stay_until_they_are_saved_again()
    {
        using var draft = New();
        var change = draft.ChangeAsync(Note("I mind"));
        saves[0].Answer.SetException(new NotSavedException(new IOException()));
        await change;
        Assert.Equal(KeptState.NotSaved, draft.State);
        Assert.Equal("I mind", draft.Answer.Note);
        Assert.False(draft.IsSaved);

        var again = draft.SaveNowAsync();
        Assert.Equal("I mind", saves[1].After.Note);
        Keep(1);
        await again;
        Assert.Equal(KeptState.Saved, draft.State);
    }

    [Theory]
    [InlineData(SaveAnswerState.NoteTooLong, KeptState.TooLong)]
    [InlineData(SaveAnswerState.NoteUnreadable, KeptState.Unreadable)]
    [InlineData(SaveAnswerState.NotOpen, KeptState.NotOpen)]
    [InlineData(SaveAnswerState.NotFound, KeptState.NotOpen)]
    public async Task A_refusal_names_its_reason_and_keeps_the_words(SaveAnswerState refusal, KeptState shown)
    {
        using var draft = New();
        var change = draft.ChangeAsync(Note("I mind"));
        saves[0].Answer.SetResult(new(refusal, saves[0].Before));
        await change;
        Assert.Equal(shown, draft.State);
        Assert.Equal("I mind", draft.Answer.Note);
        Assert.False(draft.IsSaved);
    }

    [Fact]
    public async Task A_space_that_is_not_open_any_more_saves_nothing()
    {
        using var draft = New();
        var change = draft.ChangeAsync(Note("I mind"));
        saves[0].Answer.SetResult(null);
        await change;
        Assert.Equal(KeptState.NotSaved, draft.State);
        Assert.False(draft.IsSaved);
    }

    [Fact]
    public async Task Saves_of_one_answer_come_one_after_the_other_and_the_last_change_wins()
    {
        using var draft = New();
        var first = draft.ChangeAsync(new() { Openly = Zone.WithinBounds });
        var second = draft.ChangeAsync(new() { Openly = Zone.GrayZone });
        var third = draft.ChangeAsync(new() { Openly = Zone.ClearlyObjectionable });
        Assert.Single(saves);

        Keep(0);
        await first;
        Assert.Equal(2, saves.Count);
        Assert.Equal((Zone.WithinBounds, Zone.ClearlyObjectionable), (saves[1].Before.Openly, saves[1].After.Openly));

        Keep(1);
        await second;
        await third;
        Assert.Equal(2, saves.Count);
        Assert.True(draft.IsSaved);
        Assert.Equal(KeptState.Saved, draft.State);
    }

    [Fact]
    public async Task Saved_is_not_shown_while_later_words_are_on_their_way()
    {
        using var draft = New();
        var choice = draft.ChangeAsync(new() { Openly = Zone.GrayZone });
        var typing = draft.TypeAsync(draft.Answer with { Note = "I mind" });
        Keep(0);
        await choice;
        Assert.Equal(KeptState.Saving, draft.State);
        Assert.Equal("I mind", draft.Answer.Note);

        await begun.WaitAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        await begun.WaitAsync();
        Keep(1);
        await typing;
        Assert.Equal(KeptState.Saved, draft.State);
    }

    [Fact]
    public async Task Words_that_were_typed_and_taken_away_again_are_not_for_ever_on_their_way()
    {
        using var draft = New(Note("I mind"));
        var typed = draft.TypeAsync(Note("I mind a"));
        var undone = draft.TypeAsync(Note("I mind"));
        Assert.Equal(KeptState.Saving, draft.State);
        time.Advance(TimeSpan.FromSeconds(1));
        await undone;
        Assert.True(typed.IsCanceled);
        Assert.Empty(saves);
        Assert.Equal(KeptState.Untouched, draft.State);
    }

    [Fact]
    public async Task Going_back_to_what_is_on_disk_takes_the_refusal_away()
    {
        using var draft = New();
        var saved = draft.ChangeAsync(Note("short"));
        Keep(0);
        await saved;
        var refused = draft.ChangeAsync(Note("too long"));
        saves[1].Answer.SetResult(new(SaveAnswerState.NoteTooLong, saves[1].Before));
        await refused;
        Assert.Equal(KeptState.TooLong, draft.State);

        await draft.ChangeAsync(Note("short"));
        Assert.Equal(2, saves.Count);
        Assert.Equal(KeptState.Saved, draft.State);
    }

    [Fact]
    public void Another_tabs_change_comes_in_and_what_was_changed_here_stays()
    {
        using var draft = New(new() { Openly = Zone.GrayZone, Note = "mine" });
        _ = draft.TypeAsync(draft.Answer with { Note = "mine, longer" });
        draft.Take(new() { Openly = Zone.WithinBounds, Matters = Weight.ALot, Note = "mine" }, draft.Saves);
        Assert.Equal((Zone.WithinBounds, Weight.ALot, "mine, longer"), (draft.Answer.Openly, draft.Answer.Matters, draft.Answer.Note));
        Assert.False(draft.IsSaved);
    }

    [Fact]
    public async Task Ones_own_save_read_back_while_typing_goes_on_does_not_double_the_note()
    {
        using var draft = New();
        var first = draft.ChangeAsync(Note("I mind"));
        _ = draft.TypeAsync(Note("I mind it"));
        draft.Take(Note("I mind"), draft.Saves);
        Keep(0);
        await first;
        Assert.Equal("I mind it", draft.Answer.Note);
    }

    [Fact]
    public async Task What_was_read_before_ones_own_save_ended_does_not_take_the_save_off_the_screen()
    {
        using var draft = New();
        var before = draft.Saves;
        var change = draft.ChangeAsync(Note("I mind"));
        Keep(0);
        await change;
        draft.Take(Placement.Blank, before);
        Assert.Equal("I mind", draft.Answer.Note);
        Assert.True(draft.IsSaved);
    }

    [Fact]
    public async Task What_another_tab_saved_meanwhile_comes_back_with_the_save()
    {
        using var draft = New();
        var change = draft.ChangeAsync(Note("I mind"));
        Assert.False(draft.Settled.IsCompleted);
        Keep(0, new() { Openly = Zone.GrayZone, Note = "I mind" });
        await change;
        Assert.True(draft.Settled.IsCompleted);
        Assert.Equal(Zone.GrayZone, draft.Answer.Openly);
        Assert.True(draft.IsSaved);
    }

    [Fact]
    public async Task A_page_that_is_gone_sends_nothing_by_itself_and_undo_still_works()
    {
        var draft = New();
        var typing = draft.TypeAsync(Note("I mind"));
        draft.Dispose();
        Assert.True(typing.IsCanceled);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(saves);

        var undo = draft.ChangeAsync(Note("before"));
        Keep(0);
        await undo;
        Assert.True(draft.IsSaved);
    }
}
