namespace CoupleCheckin.Web.Tests.Harness;

/// <summary>Tests of what one person sees in one tab.</summary>
public abstract class OnScreen : IAsyncLifetime
{
    /// <summary>The tab.</summary>
    internal Screen Tab { get; private protected set; } = null!;

    public virtual Task InitializeAsync()
    {
        Tab = new();
        return Task.CompletedTask;
    }

    public virtual async Task DisposeAsync() => await Tab.DisposeAsync();
}

/// <summary>The same over a database, with Ann at the screen and Bo elsewhere.</summary>
public abstract class OnScreenOfTwo : OnScreen
{
    internal House House { get; private set; } = null!;

    internal Person Ann { get; private set; } = null!;

    internal Person Bo { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        (House, Ann, Bo) = await House.OfTwoAsync();
        Tab = new(House, Ann);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await House.DisposeAsync();
    }
}
