using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using CoupleCheckin.App.Features;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Safety;
using CoupleCheckin.Web.Hosting;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;

namespace CoupleCheckin.Web.Tests.Harness;

/// <summary>An open tab of one person, with MudBlazor's dialogs and notices beside the page.</summary>
internal sealed class Screen : BunitContext
{
    private static readonly Type[] UseCases =
    [
        .. typeof(Listen).Assembly.GetExportedTypes().Where(type => type.Namespace!.StartsWith(typeof(Listen).Namespace!, StringComparison.Ordinal) && type.GetMethod("RunAsync") is not null),
    ];

    /// <summary>What pages read from the seed files.</summary>
    private static readonly Type[] Content =
    [
        typeof(BehaviourCatalogue), typeof(LessonCatalogue), typeof(Domain.Reflections.ExerciseCatalogue), typeof(SafetyGates), typeof(ScriptCatalogue), typeof(ConcernLinter), typeof(ResponderLinter), typeof(LintRules), typeof(Domain.Repair.CommitmentCatalogue),
    ];

    public Screen(House? house = null, Person? person = null)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Browser = new(person?.Principal ?? new ClaimsPrincipal(new ClaimsIdentity()));
        Services.AddMudServices(mud => mud.SnackbarConfiguration.ShowTransitionDuration = 0);
        Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["CoupleCheckin:OperatorName"] = "Grandma Moss" }).Build());
        Services.AddSingleton<TimeProvider>(house?.Time ?? new FakeTimeProvider(House.Start));
        Services.AddSingleton<AuthenticationStateProvider>(Browser);
        Services.AddSingleton<IHttpContextAccessor, HttpContextAccessor>();
        Services.AddScoped<SignedInHere>();
        Services.AddScoped<PersonClock>();
        Services.AddScoped<Hearing>();
        if (house is not null && person is not null)
        {
            foreach (var content in Content)
                Services.AddSingleton(content, _ => house.Content(content));
            foreach (var useCase in UseCases)
                Services.AddTransient(useCase, _ => person.Do(useCase));
        }

        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public Browser Browser { get; }

    public BunitNavigationManager Navigation => (BunitNavigationManager)Services.GetRequiredService<NavigationManager>();

    public async Task HearAsync() => await Services.GetRequiredService<Hearing>().BeginAsync();

    public IRenderedComponent<MudDialogProvider> ShowDialogs()
    {
        Render<MudPopoverProvider>();
        return Render<MudDialogProvider>();
    }

    public IRenderedComponent<MudSnackbarProvider> ShowNotices() => Render<MudSnackbarProvider>();
}

/// <summary>Whose cookie the browser sends.</summary>
internal sealed class Browser(ClaimsPrincipal principal) : AuthenticationStateProvider
{
    private ClaimsPrincipal now = principal;

    public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(now));

    public void SignIn(ClaimsPrincipal other)
    {
        now = other;
        NotifyAuthenticationStateChanged(GetAuthenticationStateAsync());
    }

    /// <summary>The cookie changed, and nobody was told yet.</summary>
    public void SignInQuietly(ClaimsPrincipal other) => now = other;
}

/// <summary>How tests read what is on the screen.</summary>
internal static class Reading
{
    /// <summary>The text of a piece of a page, with one space between any two of its parts and for every run of white space.</summary>
    public static string Words(this INode node) => string.Join(' ', Texts(node).SelectMany(text => text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>The text of all pieces.</summary>
    public static string Words(this INodeList nodes) => string.Join(' ', nodes.Select(node => node.Words()));

    /// <summary>The text of a whole component.</summary>
    public static string Words<T>(this IRenderedComponent<T> component)
        where T : IComponent => component.Nodes.Words();

    /// <summary>The one button with these words.</summary>
    public static IElement Button<T>(this IRenderedComponent<T> component, string words)
        where T : IComponent => component.FindAll("button").Single(button => button.Words() == words);

    /// <summary>Whether there is a button with these words.</summary>
    public static bool HasButton<T>(this IRenderedComponent<T> component, string words)
        where T : IComponent => component.FindAll("button").Any(button => button.Words() == words);

    private static IEnumerable<string> Texts(INode node) => node is IText text ? [text.Data] : node.ChildNodes.SelectMany(Texts);
}
