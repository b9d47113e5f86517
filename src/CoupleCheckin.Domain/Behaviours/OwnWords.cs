using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Behaviours;

/// <summary>The words of one of the couple's own behaviours.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Description">What is meant; may be empty.</param>
/// <param name="Topic">What it is about.</param>
public sealed record OwnWords(string Name, string Description, Topic Topic)
{
    /// <summary>The longest name, in UTF-16 code units.</summary>
    public const int MaxNameLength = 80;

    /// <summary>The longest description, in UTF-16 code units.</summary>
    public const int MaxDescriptionLength = 300;

    /// <summary>The same without white space around the texts.</summary>
    public OwnWords Trimmed => this with { Name = Name.Trim(), Description = Description.Trim() };

    /// <summary>What keeps them from being kept.</summary>
    public OwnWordsFlaw Flaw
    {
        get
        {
            var words = Trimmed;
            return words.Name.Length == 0 ? OwnWordsFlaw.NameMissing
                : words.Name.Length > MaxNameLength ? OwnWordsFlaw.NameTooLong
                : !PlainText.IsOneLine(words.Name) ? OwnWordsFlaw.NameUnreadable
                : words.Description.Length > MaxDescriptionLength ? OwnWordsFlaw.DescriptionTooLong
                : words.Description.Length > 0 && !PlainText.IsOneLine(words.Description) ? OwnWordsFlaw.DescriptionUnreadable
                : !Enum.IsDefined(Topic) ? OwnWordsFlaw.TopicUnknown
                : OwnWordsFlaw.None;
        }
    }

    /// <summary>Nothing of the words.</summary>
    public override string ToString() => "[own words]";
}

/// <summary>Why words cannot be kept.</summary>
public enum OwnWordsFlaw
{
    /// <summary>They can.</summary>
    None,

    /// <summary>There is no name.</summary>
    NameMissing,

    /// <summary>The name is longer than <see cref="OwnWords.MaxNameLength"/>.</summary>
    NameTooLong,

    /// <summary>The name is not one plain line.</summary>
    NameUnreadable,

    /// <summary>The description is longer than <see cref="OwnWords.MaxDescriptionLength"/>.</summary>
    DescriptionTooLong,

    /// <summary>The description is not one plain line.</summary>
    DescriptionUnreadable,

    /// <summary>There is no such topic.</summary>
    TopicUnknown,
}
