namespace CoupleCheckin.App.Catalogue;

/// <summary>A seed file is not right. The message names the file, the line and the reason in one sentence.</summary>
public sealed class CatalogueException : Exception
{
    /// <summary>A fault without a place.</summary>
    public CatalogueException()
        : this("The seed files cannot be read.")
    {
    }

    /// <summary>A fault.</summary>
    /// <param name="message">The file, the line and the reason.</param>
    public CatalogueException(string message)
        : base(message)
    {
    }

    /// <summary>A fault with what lies under it.</summary>
    /// <param name="message">The file, the line and the reason.</param>
    /// <param name="innerException">What was raised while reading.</param>
    public CatalogueException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
