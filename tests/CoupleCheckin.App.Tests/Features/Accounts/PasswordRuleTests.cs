using System.Text;
using CoupleCheckin.App.Accounts;

namespace CoupleCheckin.App.Tests.Features.Accounts;

public sealed class PasswordRuleTests
{
    public static TheoryData<string> Good =>
    [
        "correct horse battery", "correct horse and battery", "my grandmother kept bees", "seven doves over zurich", "wir essen heute spaghetti",
        "the kettle is singing again", "two blue bicycles in rain", "lemon-tree-orchard-in-june", "Ich mag Kartoffeln sehr", "purple elephants dance",
        "rainy tuesday in lisbon", "she sells seashells daily", "nobody expects the snow", "coffee before conversation", "tomorrow we paint the door",
        "四月の雨は静かに窓をたたいている", "мой дядя самых честных правил", "η θάλασσα είναι ήσυχη σήμερα", "ירח מלא מעל הגגות הלבנים", "القمر فوق البحر الهادئ",
        "🦊🌙🍋🚲🎻🐝🧵🌊🪁🥐🧭🌵🎈🐙🧊", "xK9vTq2LmZ8rWp4", "k3wpq-fz9tm-xv2lr-b7nhd", "it was 1987 and raining", "ann and the garden gate",
        "qwerty is not a poem i like", "password managers are fine", "1234 steps to the lighthouse", "aaaand then we went home", "no rule asks for digits here",
    ];

    [Theory]
    [MemberData(nameof(Good))]
    public void A_long_phrase_of_any_script_is_taken_without_digits_and_signs(string password) =>
        Assert.Equal(PasswordFlaw.None, PasswordRule.Check(password, "ann@example.org"));

    public static TheoryData<string, PasswordFlaw> Refused => new()
    {
        { "", PasswordFlaw.TooShort },
        { "fourteen chars", PasswordFlaw.TooShort },
        { "🦊🌙🍋🚲🎻🐝🧵🌊", PasswordFlaw.TooShort },
        { "e\u0301a\u0301i\u0301o\u0301u\u0301 a\u0301e\u0301i\u0301", PasswordFlaw.TooShort },
        { new('x', 257), PasswordFlaw.TooLong },
        { string.Concat(Enumerable.Repeat("a long paste ", 16_000)), PasswordFlaw.TooLong },
        { "passwordpassword", PasswordFlaw.Common },
        { "PASSWORDPASSWORD", PasswordFlaw.Common },
        { "aaaaaaaaaaaaaaaaaaaa", PasswordFlaw.Common },
        { "abababababababababab", PasswordFlaw.Common },
        { "ann@example.organn@example.org", PasswordFlaw.Common },
        { "Ann@Example.Org 1", PasswordFlaw.Common },
        { "123456789012345", PasswordFlaw.Common },
        { "qwertyuiopasdfghjkl", PasswordFlaw.Common },
        { "abcdefghijklmnopqrstuvwxyz", PasswordFlaw.Common },
        { "zyxwvutsrqponmlkjihgfedcba", PasswordFlaw.Common },
        { "a bell \a in the middle of it", PasswordFlaw.Unreadable },
        { "nothing\0after this counts at all", PasswordFlaw.Unreadable },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_password_that_is_short_endless_easy_or_unreadable_is_refused_with_the_reason(string password, PasswordFlaw flaw) =>
        Assert.Equal(flaw, PasswordRule.Check(password, "ann@example.org"));

    [Fact]
    public void Half_a_surrogate_pair_is_no_text()
    {
        // Not as data of a theory: it would not reach the test as it is.
        Assert.Equal(PasswordFlaw.Unreadable, PasswordRule.Check("half a pair \uD83D of surrogates", "ann"));
        Assert.Null(SignInName.TryRead("ann\uD83D"));
    }

    [Fact]
    public void Length_is_counted_in_characters_as_they_are_seen()
    {
        Assert.Equal(PasswordFlaw.None, PasswordRule.Check("a perfect pass!", "ann"));
        Assert.Equal(PasswordFlaw.None, PasswordRule.Check(Emoji(256), "ann"));
        Assert.Equal(PasswordFlaw.TooLong, PasswordRule.Check(Emoji(257), "ann"));

        static string Emoji(int count) => string.Concat(Enumerable.Range(0x1F400, count).Select(value => new Rune(value).ToString()));
    }

    [Fact]
    public void Every_well_known_password_of_the_list_is_refused()
    {
        using var list = new StreamReader(typeof(PasswordRule).Assembly.GetManifestResourceStream("well-known-passwords.txt")!);
        var all = list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.All(all, password => Assert.NotEqual(PasswordFlaw.None, PasswordRule.Check(password, "somebody")));
        Assert.NotEmpty(all);
    }

    [Theory]
    [InlineData("ann", "ANN")]
    [InlineData("ann", "\uFF41\uFF4E\uFF4E")]
    [InlineData("zoé", "zoe\u0301")]
    [InlineData("  bo-bo ", "BO-BO")]
    [InlineData("Ωmega", "\u2126MEGA")]
    public void Names_that_differ_in_case_width_or_form_are_one(string one, string other) =>
        Assert.Equal(SignInName.Normalise(SignInName.TryRead(one)!), SignInName.Normalise(SignInName.TryRead(other)!));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("bo")]
    [InlineData("a nn")]
    [InlineData("a\u00A0nn")]
    [InlineData("ann\u200B")]
    [InlineData("a\u200Dnn")]
    [InlineData("\uFEFFann")]
    [InlineData("\u202Enna")]
    [InlineData("a\u2066nn")]
    [InlineData("ann\0")]
    [InlineData("an\nn")]
    [InlineData("ann\u3164")]
    [InlineData("ann\u115F")]
    [InlineData("ann\u2800")]
    [InlineData("ann\uFE0F")]
    [InlineData("ann\u034F")]
    public void A_name_with_something_that_cannot_be_seen_is_refused(string? name) => Assert.Null(SignInName.TryRead(name));

    [Fact]
    public void A_name_is_at_most_64_characters_also_in_the_form_in_which_it_is_looked_up()
    {
        Assert.NotNull(SignInName.TryRead(new string('a', 64)));
        Assert.Null(SignInName.TryRead(new string('a', 65)));
        Assert.Null(SignInName.TryRead(new string('\uFDFA', 64)));
        Assert.Null(SignInName.TryRead(new string('a', 200_000)));
    }
}
