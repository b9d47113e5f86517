using System.Security.Claims;
using CoupleCheckin.App;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Checklist;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CoupleCheckin.Web.Tests.Harness;

/// <summary>Everything behind the screens, on a fresh SQLite file, and the people who live in it.</summary>
internal sealed class House : IAsyncDisposable
{
    /// <summary>When every test begins: a Thursday evening in UTC.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 5, 19, 30, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("checkin-web-tests-").FullName;
    private readonly ServiceProvider services;
    private readonly List<Person> people = [];

    private House()
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Time);
        collection.AddScoped<Asking>();
        collection.AddScoped<ISignedIn>(provider => provider.GetRequiredService<Asking>());
        collection.AddCoupleCheckin(new(folder, null, Path.Combine(AppContext.BaseDirectory, "seeds")));
        services = collection.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(Start);

    public BehaviourCatalogue Catalogue => services.GetRequiredService<BehaviourCatalogue>();

    /// <summary>What everybody in the house shares: a part that is made once.</summary>
    public T Shared<T>()
        where T : class => services.GetRequiredService<T>();

    public object Content(Type type) => services.GetRequiredService(type);

    public static async Task<House> OpenAsync()
    {
        var house = new House();
        await house.services.GetRequiredService<Database>().PrepareAsync();
        return house;
    }

    /// <summary>A house with a couple in it: Ann opened the space, Bo came in by her invitation.</summary>
    public static async Task<(House House, Person Ann, Person Bo)> OfTwoAsync()
    {
        var house = await OpenAsync();
        var ann = await house.SignUpAsync("Ann");
        var bo = await house.SignUpAsync("Bo");
        var invitation = await ann.Do<Invite>().RunAsync();
        Assert.Equal(AcceptResult.Joined, await bo.Do<AcceptInvitation>().RunAsync(invitation.Secret));
        return (house, ann, bo);
    }

    public async Task<Person> SignUpAsync(string name)
    {
        var scope = services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<SignUp>().RunAsync(new($"{name.ToLowerInvariant()}-signs-in", Person.Password, name, true), "A browser");
        var principal = result.Principal ?? throw new InvalidOperationException("The sign-up was refused.");
        scope.ServiceProvider.GetRequiredService<Asking>().Who = SignedIn.In(principal);
        var person = new Person(scope, principal);
        people.Add(person);
        return person;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in people)
            await person.DisposeAsync();
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Who is asking, in one scope.</summary>
    internal sealed class Asking : ISignedIn
    {
        public SignedIn? Who { get; set; }

        public Task<SignedIn?> FindAsync() => Task.FromResult(Who);
    }
}

/// <summary>Somebody who is signed in, and what they can do.</summary>
internal sealed class Person(AsyncServiceScope scope, ClaimsPrincipal principal) : IAsyncDisposable
{
    public const string Password = "seven quiet lanterns by the pond";

    public ClaimsPrincipal Principal => principal;

    /// <summary>From here on nobody is signed in where this person was.</summary>
    public void IsSignedOut() => scope.ServiceProvider.GetRequiredService<House.Asking>().Who = null;

    public T Do<T>()
        where T : class => scope.ServiceProvider.GetRequiredService<T>();

    public object Do(Type useCase) => scope.ServiceProvider.GetRequiredService(useCase);

    public async Task<RoundId> StartAsync() => (await Do<StartRound>().RunAsync())!.Value;

    public async Task AnswerAsync(RoundId round, BehaviourKey behaviour, Placement answer) =>
        Assert.Equal(SaveAnswerState.Saved, (await Do<SaveAnswer>().RunAsync(round, behaviour, Placement.Blank, answer)).State);

    public async Task SealAsync(RoundId round) => Assert.Equal(RoundStep.Taken, await Do<SealSheet>().RunAsync(round));

    public async Task GetReadyAsync(RoundId round) => Assert.Equal(RoundStep.Taken, await Do<PressReady>().RunAsync(round));

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}
