using CoupleCheckin.App;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Web;
using CoupleCheckin.Web.Hosting;

// Its files lie beside it, from wherever it is started.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddHost();
builder.Services.AddCoupleCheckin(HostSettings.Read(builder.Configuration));
builder.Services.AddScreens();

var app = builder.Build();
try
{
    var content = Task.Run(app.Services.LoadSeedsAsync);
    await app.Services.GetRequiredService<Database>().PrepareAsync();
    app.SayHowLongTheContentTook(await content);
}
catch (Exception refused) when (refused is DatabaseRefusedException or CoupleCheckin.App.Catalogue.CatalogueException)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}

app.UseHost();
app.MapScreens();
app.SayWhereItIs();
await app.RunAsync();
return 0;

/// <summary>The web host; public so that tests can start it.</summary>
public partial class Program;
