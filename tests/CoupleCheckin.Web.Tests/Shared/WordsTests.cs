using System.Reflection;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Web.Shared;
using CoupleCheckin.Web.Shared.Forms;

namespace CoupleCheckin.Web.Tests.Shared;

public sealed class WordsTests
{
    /// <summary>Every method of <see cref="Words"/> with every value of the enum it takes.</summary>
    public static TheoryData<string, string, string> All
    {
        get
        {
            var all = new TheoryData<string, string, string>();
            foreach (var method in Methods)
            {
                var type = method.GetParameters()[0].ParameterType;
                foreach (var value in Enum.GetNames(type))
                    all.Add(method.Name, type.FullName!, value);
            }

            return all;
        }
    }

    private static IEnumerable<MethodInfo> Methods => typeof(Words).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);

    private static string Say(MethodInfo method, object value) => (string)method.Invoke(null, [value])!;

    private static MethodInfo Find(string name, string type) => Methods.Single(method => method.Name == name && method.GetParameters()[0].ParameterType.FullName == type);

    [Theory]
    [MemberData(nameof(All))]
    public void Every_value_has_its_word(string method, string type, string value)
    {
        var saying = Find(method, type);
        var word = Say(saying, Enum.Parse(saying.GetParameters()[0].ParameterType, value));
        Assert.False(string.IsNullOrWhiteSpace(word));
        Assert.DoesNotContain(word, character => char.IsDigit(character) || character is '!' or '%');
    }

    [Fact]
    public void No_two_values_share_a_word() => Assert.All(Methods, method =>
    {
        var values = Enum.GetValues(method.GetParameters()[0].ParameterType).Cast<object>().Distinct().ToList();
        Assert.Equal(values.Count, values.Select(value => Say(method, value)).Distinct().Count());
    });

    [Fact]
    public void The_zones_stand_in_their_order_and_all_of_them() => Assert.Equal(Enum.GetValues<Zone>().Order(), Words.Zones);

    [Fact]
    public void Every_flaw_of_a_password_has_its_sentence() =>
        Assert.All(Enum.GetValues<PasswordFlaw>(), flaw => Assert.Equal(flaw == PasswordFlaw.None, Sentences.Of(flaw) is null));

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "There were many tries. The next one can be in 1 second.")]
    [InlineData(89.2, "There were many tries. The next one can be in 90 seconds.")]
    [InlineData(120, "There were many tries. The next one can be in 2 minutes.")]
    [InlineData(86400, "There were many tries. The next one can be in 24 hours.")]
    public void A_wait_is_said_in_the_unit_a_person_would_use(double seconds, string? sentence) =>
        Assert.Equal(sentence, Sentences.Of(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("/today", "./today")]
    [InlineData("/rounds/3f/comparison?x=1", "./rounds/3f/comparison?x=1")]
    [InlineData(null, "else")]
    [InlineData("", "else")]
    [InlineData("today", "else")]
    [InlineData("//evil.example", "else")]
    [InlineData("/\\evil.example", "else")]
    [InlineData("\\\\evil.example", "else")]
    [InlineData("https://evil.example", "else")]
    [InlineData("javascript:alert(1)", "else")]
    [InlineData("/\t/evil.example", "else")]
    [InlineData("/\n/evil.example", "else")]
    [InlineData("/https://evil.example", "./https://evil.example")]
    [InlineData("/../other-program", "else")]
    [InlineData("/%2e%2E/other-program", "else")]
    [InlineData("/exit", "else")]
    [InlineData("/account/sign-out", "else")]
    public void An_address_to_go_on_to_is_a_page_of_ours_or_none(string? address, string where) => Assert.Equal(where, LocalAddress.Or(address, "else"));
}
