using CoupleCheckin.App;
using CoupleCheckin.App.Catalogue;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Web;
using CoupleCheckin.Web.Commands;
using CoupleCheckin.Web.Hosting;

if (Serving.Read(args) is not { } settings)
    return await CommandLine.RunAsync(args);

// Its files lie beside it, from wherever it is started.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
try
{
    HostSettings.CheckToServe(builder.Configuration);
}
catch (SettingRefusedException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 2;
}

// Reading it takes about as long as putting the rest together, and neither needs the other.
var options = HostSettings.Read(builder.Configuration);
var content = new Content(options.SeedsDirectory);
var reading = content.LoadAsync();
builder.AddHost();
builder.Services.AddCoupleCheckin(options, content);
builder.Services.AddScreens();

var app = builder.Build();
try
{
    await app.Services.GetRequiredService<Database>().PrepareAsync();
    app.SayHowLongTheContentTook(await reading);
    app.UseHost();
    app.MapScreens();
}
catch (Exception refused) when (refused is DatabaseRefusedException or CatalogueException or SettingRefusedException)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return refused switch { SettingRefusedException => 2, DatabaseRefusedException { IsInUse: true } => 3, _ => 1 };
}

app.SayWhereItIs();
return await app.ServeAsync();

/// <summary>The web host; public so that tests can start it.</summary>
public partial class Program;
