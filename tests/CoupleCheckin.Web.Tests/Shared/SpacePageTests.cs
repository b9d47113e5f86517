using Bunit;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Web.Shared;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Shared;

/// <summary>What becomes of a press, and of a switch, while another one is under way.</summary>
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

    private sealed class Page : SpacePage
    {
        public List<string> Begun { get; } = [];

        public Task Press(string what, Task until) => PressAsync(() => BeginAsync(what, until));

        public Task Switch(string what, Task until) => SwitchAsync(() => BeginAsync(what, until));

        protected override Task LoadAsync() => Task.CompletedTask;

        protected override bool Concerns(Signal signal) => false;

        private Task BeginAsync(string what, Task until)
        {
            Begun.Add(what);
            return until;
        }
    }
}
