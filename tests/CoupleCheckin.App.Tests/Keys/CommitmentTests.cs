using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using FsCheck.Xunit;

namespace CoupleCheckin.App.Tests.Keys;

public class CommitmentTests
{
    private static readonly BehaviourKey[] Questions = [new("ex.meet-alone"), new("money.lend")];
    private static readonly byte[] Opening = Known.Counting(0, 32);
    private static readonly byte[] Answers = """{"ex.meet-alone":{"openly":1}}"""u8.ToArray();

    [Fact]
    public void The_commitment_is_the_one_another_program_computes_from_the_document() =>
        Assert.Equal("85DCB20CB76C5A9152C54C2769E6AAAE3FC14635A514D5023B04BC48DB4B1058", Commit());

    [Fact]
    public void The_commitment_changes_with_everything_it_covers()
    {
        string[] commits =
        [
            Commit(),
            Commit(couple: CoupleId.New()),
            Commit(round: RoundId.New()),
            Commit(person: PersonId.New()),
            Commit(couple: new(Known.Person.Value), person: new(Known.Couple.Value)),
            Commit(attempt: 1),
            Commit(attempt: 3),
            Commit(questions: []),
            Commit(questions: [Questions[0]]),
            Commit(questions: [Questions[1], Questions[0]]),
            Commit(questions: [.. Questions, Questions[1]]),
            .. Known.EverySmallChange(Opening).Select(opening => Commit(opening: opening)),
            .. Known.EverySmallChange(Answers).Select(answers => Commit(answers: answers)),
            Commit(answers: []),
            Commit(answers: [.. Answers, 0]),
        ];

        Assert.Equal(commits.Length, commits.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void The_same_letters_cut_into_other_questions_are_another_commitment() =>
        Assert.NotEqual(Commit(questions: [new("a.b"), new("cd.e")]), Commit(questions: [new("a.bc"), new("d.e")]));

    [Property(MaxTest = 300)]
    public void The_same_bytes_cut_into_other_fields_are_another_commitment(byte[] bytes, byte first, byte second)
    {
        byte[] all = [.. Opening, .. bytes];
        var (a, b) = (first % (bytes.Length + 1), second % (bytes.Length + 1));

        // The opening moves along the bytes; what stands before it is gone and what stands behind it is the answers.
        var one = Commit(opening: all[a..(a + 32)], answers: all[(a + 32)..]);
        var other = Commit(opening: all[b..(b + 32)], answers: all[(b + 32)..]);

        Assert.Equal(a == b, one == other);
    }

    [Fact]
    public void Openings_are_32_random_bytes()
    {
        var openings = Enumerable.Range(0, 500).Select(_ => Commitment.NewOpening()).ToList();

        Assert.All(openings, opening => Assert.Equal(32, opening.Length));
        Assert.Equal(500, openings.Select(Convert.ToHexString).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void An_opening_of_another_length_is_refused(int length) => Assert.Throws<ArgumentException>(() => Commit(opening: new byte[length]));

    private static string Commit(
        CoupleId? couple = null,
        RoundId? round = null,
        PersonId? person = null,
        int attempt = 2,
        BehaviourKey[]? questions = null,
        byte[]? opening = null,
        byte[]? answers = null) =>
        Convert.ToHexString(Commitment.Compute(
            couple ?? Known.Couple, round ?? Known.Round, person ?? Known.Person, attempt, questions ?? Questions, opening ?? Opening, answers ?? Answers));
}
