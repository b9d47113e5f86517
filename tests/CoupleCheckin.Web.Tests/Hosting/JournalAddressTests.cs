using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using CoupleCheckin.App.Accounts;

namespace CoupleCheckin.Web.Tests.Hosting;

/// <summary>The addresses of the journal: whose they are, what they take and what they refuse.</summary>
public sealed class JournalAddressTests(Site site) : IClassFixture<Site>
{
    private static readonly string[] Addresses = ["/journal/here", "/journal/slots", "/journal/records", "/journal/definitions/behaviours"];

    [Fact]
    public async Task Whoever_is_not_signed_in_gets_a_number_and_no_page()
    {
        foreach (var address in Addresses)
        {
            var response = await site.Visit().GetAsync(address);
            Assert.Equal((address, HttpStatusCode.Unauthorized), (address, response.StatusCode));
            Assert.Equal("", await response.Content.ReadAsStringAsync());
            Assert.True(response.Headers.CacheControl?.NoStore);
        }
    }

    [Fact]
    public async Task A_record_comes_back_as_it_was_sent_and_to_nobody_else()
    {
        var (ann, whoAnn) = await site.SignUpAsync("Journal-ann");
        var (bo, whoBo) = await site.SignUpAsync("Journal-bo");
        var (id, blob) = (Guid.NewGuid(), RandomNumberGenerator.GetBytes(400));

        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(ann, Of(whoAnn), Change(id, 0, blob))).StatusCode);
        var list = await GetAsync(ann, "/journal/records", Of(whoAnn));
        Assert.Equal([0, 0, 0, 1, .. Row(id, 1, blob)], await list.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/octet-stream", list.Content.Headers.ContentType?.MediaType);
        Assert.True(list.Headers.CacheControl?.NoStore);
        Assert.Equal([0, 0, 0, 1, .. Row(id, 1, [])], await (await GetAsync(ann, "/journal/records?only=versions", Of(whoAnn))).Content.ReadAsByteArrayAsync());
        Assert.Equal([0, 0, 0, 0], await (await GetAsync(bo, $"/journal/records?id={id}", Of(whoBo))).Content.ReadAsByteArrayAsync());

        Assert.Equal(HttpStatusCode.Conflict, (await PutAsync(ann, Of(whoAnn), Change(id, 0, blob))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(ann, Of(whoAnn), Change(id, 1, null))).StatusCode);
        using var keys = JsonDocument.Parse(await (await ann.GetAsync("/journal/slots")).Content.ReadAsStringAsync());
        Assert.Equal(Of(whoAnn), keys.RootElement.GetProperty("owner").GetString());
        Assert.Equal((0, 0), (keys.RootElement.GetProperty("records").GetInt32(), keys.RootElement.GetProperty("slots").GetArrayLength()));
    }

    [Fact]
    public async Task A_request_that_does_not_say_whose_journal_it_means_is_refused_and_so_is_one_that_means_anothers()
    {
        var (ann, whoAnn) = await site.SignUpAsync("Meant");
        var (_, whoBo) = await site.SignUpAsync("Other");
        var change = Change(Guid.NewGuid(), 0, new byte[300]);

        foreach (var of in (string?[])[null, "", "nobody", Of(whoBo)])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await PutAsync(ann, of, change)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(ann, "/journal/records", of)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(ann, "/journal/here", of)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NoContent, (await GetAsync(ann, "/journal/here", Of(whoAnn))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(ann, Of(whoAnn), change, origin: "https://evil.example")).StatusCode);
        Assert.Equal([0, 0, 0, 0], await (await GetAsync(ann, "/journal/records", Of(whoAnn))).Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task What_is_cut_off_too_long_or_nonsense_is_refused_and_changes_nothing()
    {
        var (ann, who) = await site.SignUpAsync("Nonsense");
        var good = Change(Guid.NewGuid(), 0, new byte[300]);
        byte[][] bad = [[1, 2, 3], good[..^1], [.. good, 9], [.. good, .. good], Head(Guid.NewGuid(), 0, int.MaxValue), Head(Guid.NewGuid(), 0, -2), Head(Guid.NewGuid(), -1, 0), Change(Guid.NewGuid(), 0, [])];

        foreach (var body in bad)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(ann, Of(who), body)).StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(ann, Of(who), body, "/journal/slots")).StatusCode);
        }

        foreach (var json in (string[])["{", "null", "{}", """{"password":"x","expected":0,"slots":[null]}""", """{"password":"x","expected":0,"slots":[]}""", """{"password":"x","slots":[{"kind":2}]}"""])
        {
            byte[] body = [.. U32(json.Length), .. System.Text.Encoding.UTF8.GetBytes(json)];
            Assert.Equal((json, HttpStatusCode.BadRequest), (json, (await PutAsync(ann, Of(who), body, "/journal/slots")).StatusCode));
        }

        Assert.Equal([0, 0, 0, 0], await (await GetAsync(ann, "/journal/records", Of(who))).Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Somebody_who_asks_without_end_is_slowed_down_and_nobody_else_is()
    {
        await using var other = new Site();
        var (ann, who) = await other.SignUpAsync("Restless");
        var (bo, whoBo) = await other.SignUpAsync("Calm");
        var answers = new List<HttpStatusCode>();
        for (var asked = 0; asked < 700 && answers.LastOrDefault() != HttpStatusCode.TooManyRequests; asked++)
            answers.Add((await GetAsync(ann, "/journal/here", Of(who))).StatusCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.True(answers.Count > 250);
        Assert.Equal(HttpStatusCode.NoContent, (await GetAsync(bo, "/journal/here", Of(whoBo))).StatusCode);
    }

    [Fact]
    public async Task The_page_says_who_runs_the_server_and_holds_nothing_that_anybody_wrote()
    {
        await using var named = new Site().With("CoupleCheckin:OperatorName", "Olga");
        var (ann, _) = await named.SignUpAsync("Trusting");
        var page = await ann.PageAsync("/journal");

        Assert.Contains("The server never receives your text or your passphrase", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Olga runs this server and could still replace the program", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal("", page.QuerySelector("#journal")!.TextContent.Replace(page.QuerySelector("noscript")!.TextContent, "", StringComparison.Ordinal).Trim());
        Assert.NotNull(page.QuerySelector("[data-exit]"));
        Assert.Null(page.QuerySelector("script[src*='blazor']"));
    }

    private static string Of(System.Security.Claims.ClaimsPrincipal who) => SignedIn.In(who)!.Person.Value.ToString();

    private static Task<HttpResponseMessage> GetAsync(Visit visit, string address, string? of) => SendAsync(visit, HttpMethod.Get, address, of, null, null);

    private static Task<HttpResponseMessage> PutAsync(Visit visit, string? of, byte[] body, string address = "/journal/records", string origin = "https://notes.example") =>
        SendAsync(visit, HttpMethod.Put, address, of, body, origin);

    private static async Task<HttpResponseMessage> SendAsync(Visit visit, HttpMethod method, string address, string? of, byte[]? body, string? origin)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        }

        if (of is not null)
            request.Headers.TryAddWithoutValidation("X-Journal-Of", of);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return await visit.Client.SendAsync(request);
    }

    private static byte[] Change(Guid id, long expected, byte[]? blob) => [.. Head(id, expected, blob?.Length ?? -1), .. blob ?? []];

    private static byte[] Row(Guid id, long version, byte[] blob) => Change(id, version, blob);

    private static byte[] Head(Guid id, long version, int length)
    {
        var bytes = new byte[28];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(16), version);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(24), length);
        return bytes;
    }

    private static byte[] U32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
