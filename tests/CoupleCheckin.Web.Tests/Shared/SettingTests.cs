using Bunit;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CoupleCheckin.Web.Tests.Shared;

/// <summary>What a switch shows while what was set is being kept, and when it was refused.</summary>
public sealed class SettingTests : BunitContext
{
    [Fact]
    public async Task What_was_set_is_shown_at_once_and_what_was_refused_moves_back_and_can_be_set_again()
    {
        var page = Render<Page>();
        var first = page.Find("input").ChangeAsync(false);
        Assert.False(IsShown(page));
        await page.InvokeAsync(() => page.Instance.Answers[0].SetResult(false));
        await first;
        Assert.True(IsShown(page));

        var again = page.Find("input").ChangeAsync(false);
        await page.InvokeAsync(() => page.Instance.Answers[1].SetResult(true));
        await again;
        Assert.False(IsShown(page));
    }

    [Fact]
    public async Task What_was_set_last_is_shown_until_all_of_it_is_answered()
    {
        var page = Render<Page>();
        var off = page.Find("input").ChangeAsync(false);
        var on = page.Find("input").ChangeAsync(true);
        await page.InvokeAsync(() => page.Instance.Answers[0].SetResult(true));
        await off;
        Assert.True(IsShown(page));

        await page.InvokeAsync(() => page.Instance.Answers[1].SetResult(false));
        await on;
        Assert.False(IsShown(page));
    }

    private static bool IsShown(IRenderedComponent<Page> page) => page.Find("input").HasAttribute("checked");

    private sealed class Page : ComponentBase
    {
        private bool kept = true;

        public List<TaskCompletionSource<bool>> Answers { get; } = [];

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<Setting<bool>>(0);
            builder.AddComponentParameter(1, nameof(Setting<>.Value), kept);
            builder.AddComponentParameter(2, nameof(Setting<>.OnSet), EventCallback.Factory.Create<bool>(this, KeepAsync));
            builder.AddComponentParameter(3, nameof(Setting<>.ChildContent), (RenderFragment<Setting<bool>>)(setting => inner =>
            {
                inner.OpenElement(4, "input");
                inner.AddAttribute(5, "type", "checkbox");
                inner.AddAttribute(6, "checked", setting.Now);
                inner.AddAttribute(7, "onchange", EventCallback.Factory.Create<ChangeEventArgs>(this, change => setting.SetAsync(change.Value is true)));
                inner.CloseElement();
            }));
            builder.CloseComponent();
        }

        private async Task KeepAsync(bool to)
        {
            Answers.Add(new());
            if (await Answers[^1].Task)
                kept = to;
        }
    }
}
