using Bunit;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Web.Shared;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Shared;

/// <summary>What becomes of a press, of a switch and of a reading while another one is under way.</summary>
public sealed class SpacePageTests : OnScreenOfTwo
{
    [Fact]
    public async Task A_second_press_meanwhile_does_nothing_and_a_switch_is_set_as_often_as_it_was_set_and_in_that_order()
    {
        await Tab.HearAsync();
        var page = Tab.Render<Page>();
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.InvokeAsync(() =>
        {
            _ = page.Instance.Press("press", first.Task);
            _ = page.Instance.Press("press again", Task.CompletedTask);
            _ = page.Instance.Switch("on", second.Task);
            _ = page.Instance.Switch("off", Task.CompletedTask);
        });
        Assert.Equal(["press"], page.Instance.Begun);

        await page.InvokeAsync(first.SetResult);
        page.WaitForAssertion(() => Assert.Equal(["press", "on"], page.Instance.Begun));
        await page.InvokeAsync(second.SetResult);
        page.WaitForAssertion(() => Assert.Equal(["press", "on", "off"], page.Instance.Begun));
        await page.InvokeAsync(() => page.Instance.Press("press once more", Task.CompletedTask));
        Assert.Equal("press once more", page.Instance.Begun[^1]);
    }

    [Fact]
    public async Task What_a_page_shows_is_read_once_at_a_time_so_that_nothing_old_comes_last()
    {
        await Tab.HearAsync();
        var page = Tab.Render<Page>();
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.InvokeAsync(() =>
        {
            _ = page.Instance.Read("first", first.Task);
            _ = page.Instance.Read("second", second.Task);
        });
        Assert.Equal(["first"], page.Instance.Begun);

        await page.InvokeAsync(() => first.SetException(new InvalidOperationException("The database was away.")));
        page.WaitForAssertion(() => Assert.Equal(["first", "second"], page.Instance.Begun));
        await page.InvokeAsync(() => page.Instance.Dispose());
        _ = page.InvokeAsync(() => page.Instance.Read("third", Task.CompletedTask));
        await page.InvokeAsync(second.SetResult);
        await page.InvokeAsync(() => page.Instance.Over);
        Assert.Equal(["first", "second"], page.Instance.Begun);
    }

    private sealed class Page : SpacePage
    {
        private readonly Queue<(string What, Task Until)> reads = [];

        public List<string> Begun { get; } = [];

        public Task Over { get; private set; } = Task.CompletedTask;

        public Task Read(string what, Task until)
        {
            reads.Enqueue((what, until));
            return Over = ReadAgainAsync();
        }

        public Task Press(string what, Task until) => PressAsync(() => BeginAsync(what, until));

        public Task Switch(string what, Task until) => SwitchAsync(() => BeginAsync(what, until));

        protected override Task LoadAsync() => reads.TryDequeue(out var read) ? BeginAsync(read.What, read.Until) : Task.CompletedTask;

        protected override bool Concerns(Signal signal) => false;

        private Task BeginAsync(string what, Task until)
        {
            Begun.Add(what);
            return until;
        }
    }
}
