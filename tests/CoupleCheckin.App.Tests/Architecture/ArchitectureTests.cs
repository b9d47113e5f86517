using System.Reflection;
using System.Security.Claims;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Catalogue;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace CoupleCheckin.App.Tests.Architecture;

/// <summary>The rules of the house (docs/architecture.md) that can be read off the code.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly App = typeof(AppServices).Assembly;
    private static readonly Assembly Domain = typeof(Couple).Assembly;
    private static readonly string Source = Path.Combine(Seeds.Root, "src");

    /// <summary>Who is asking is never an argument: none of these is one.</summary>
    private static readonly Type[] Identities =
    [
        typeof(PersonId), typeof(CoupleId), typeof(Account), typeof(SignedIn), typeof(ISignedIn), typeof(Viewer), typeof(ClaimsPrincipal), typeof(ClaimsIdentity),
        typeof(Claim), typeof(Seat), typeof(Couple), typeof(Session), typeof(KeySlot),
    ];

    /// <summary>What the web may know of App outside the use cases.</summary>
    private static readonly HashSet<string> PublicElsewhere = new(StringComparer.Ordinal)
    {
        "AppOptions", "AppServices",
        "ISignedIn", "LiveSessions", "SignedIn", "SignInName", "PasswordRule", "PasswordFlaw", "AccountEventKind", "Origin",
        "Signal", "SignalKind", "CatalogueException", "CatalogueFiles", "Content",
        "Backups", "BackupReport", "BackupShelf", "Doctor", "Finding", "Standing", "OperationRefusedException", "Refusal", "SignInReset", "SignInResetReport",
        "Database", "DatabaseRefusedException", "NotSavedException", "SpaceNotOpenException", "SpaceState",
    };

    /// <summary>Every column of text, and why it may be readable in the file.</summary>
    private static readonly Dictionary<string, string> ReadableText = new(StringComparer.Ordinal)
    {
        ["Round.Prompts"] = "keys of the catalogue's questions; nobody typed them",
        ["Round.Behaviours"] = "keys of the catalogue and random keys of own behaviours, in the order in which they are asked; nobody typed them",
        ["Revision.Behaviour"] = "a key of the catalogue or of the couple's own; nobody typed it",
        ["TalkedAbout.Behaviour"] = "the same",
        ["CoupleZone.Name"] = "the name of a time zone from the world's list",
        ["Account.UserName"] = "what somebody signs in with; it is looked up before any key is open",
        ["Account.NormalizedUserName"] = "the same for looking up",
        ["Account.Email"] = "Identity's; never filled",
        ["Account.NormalizedEmail"] = "Identity's; never filled",
        ["Account.PhoneNumber"] = "Identity's; never filled",
        ["Account.PasswordHash"] = "a slow salted hash",
        ["Account.SecurityStamp"] = "random",
        ["Account.ConcurrencyStamp"] = "random",
        ["Session.Label"] = "the kind of browser and system, for the owner's list",
    };

    /// <summary>Every column of bytes, and what is in it.</summary>
    private static readonly Dictionary<string, string> Bytes = new(StringComparer.Ordinal)
    {
        ["CoupleKey.Wrapped"] = "sealed",
        ["DraftSheet.Blob"] = "sealed",
        ["CheckInDraft.Blob"] = "sealed",
        ["SealedLot.Blob"] = "sealed",
        ["MailReminder.Blob"] = "encrypted with a key of the server's own, which sends the letter while its owner is away",
        ["OpenedSheet.Blob"] = "sealed",
        ["OwnBehaviour.SealedWords"] = "sealed",
        ["OwnChoices.Blob"] = "sealed",
        ["Revision.Blob"] = "sealed",
        ["SealedRecord.Blob"] = "sealed",
        ["ConcernDraft.Blob"] = "sealed",
        ["PutAwayHints.Blob"] = "sealed",
        ["SealedTalk.Blob"] = "sealed",
        ["TalkNotes.Blob"] = "sealed",
        ["SealedRepair.Blob"] = "sealed",
        ["RepairDraft.Blob"] = "sealed",
        ["PulseDraft.Blob"] = "sealed",
        ["OpenedPulse.Blob"] = "sealed",
        ["Witness.Blob"] = "sealed",
        ["Seat.SealedName"] = "sealed",
        ["Invitation.Wrapped"] = "sealed",
        ["Invitation.TokenHash"] = "a hash of 256 random bits",
        ["Seal.Commit"] = "a hash over the answers and 256 random bits",
        ["ClauseDraft.Blob"] = "sealed",
        ["ClauseReason.Blob"] = "sealed",
        ["Proposal.Words"] = "sealed",
        ["ProposalClosing.Reason"] = "sealed, or empty",
        ["Statement.Words"] = "sealed",
        ["SigningKey.Blob"] = "sealed",
        ["PinnedKey.Blob"] = "sealed",
        ["VerifyingKey.Key"] = "a public key",
        ["ClauseSignature.Signature"] = "a signature over a hash of the words and 256 random bits",
        ["ReminderAddress.TokenHash"] = "a hash of 256 random bits",
        ["SecondStep.Blob"] = "sealed",
        ["Session.TicketHash"] = "a hash of 256 random bits",
        ["KeySlot.Salt"] = "random",
        ["KeySlot.Nonce"] = "random",
        ["KeySlot.Wrapped"] = "sealed",
        ["KeySlot.Tag"] = "of the seal",
    };

    /// <summary>Every stored type that nobody takes along in the export, and why not.</summary>
    private static readonly Dictionary<string, string> NotTakenAlong = new(StringComparer.Ordinal)
    {
        ["CoupleKey"] = "a key; what it opens is taken along",
        ["Invitation"] = "a door that stands for two days; of its secret there is only a hash",
        ["PinnedKey"] = "a key of the partner's as it was first seen",
        ["SealedRecord"] = "the journal; only its owner's browser opens it and makes a file of it",
        ["SigningKey"] = "a key; who signed what is taken along",
        ["VerifyingKey"] = "a key",
        ["Witness"] = "a fingerprint of the partner's seal, to notice if it were exchanged",
    };

    /// <summary>Screens of the web that show several features, or none that is stored.</summary>
    private static readonly string[] ScreensOfTheirOwn = ["Today", "Spectrum", "Learn", "Safety"];

    /// <summary>What belongs to an account lies beside the couple's world, and says openly what happened on which day.</summary>
    private static readonly string[] AppOnly = ["Accounts"];

    public static TheoryData<string> UseCases { get; } = [.. AppServices.UseCases.Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(UseCases))]
    public void A_use_case_has_one_public_method_and_is_never_told_who_is_asking(string name)
    {
        var type = App.GetType(name)!;
        var methods = type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);

        Assert.True(type.IsSealed);
        Assert.Empty(type.GetConstructors());
        Assert.Equal(["RunAsync"], methods.Select(method => method.Name));
        var told = methods[0].GetParameters().SelectMany(parameter => Within(parameter.ParameterType)).ToHashSet();
        Assert.Empty(told.Intersect(Identities));
        Assert.Empty(told.Intersect(Entities()));
    }

    [Theory]
    [MemberData(nameof(UseCases))]
    public void A_use_case_returns_views_and_nothing_that_is_stored(string name)
    {
        var returned = Within(App.GetType(name)!.GetMethod("RunAsync")!.ReturnType);

        Assert.Empty(returned.Intersect(Entities()));
        Assert.DoesNotContain(returned, type => type.IsAssignableTo(typeof(DbContext)) || type.IsAssignableTo(typeof(IQueryable)));
    }

    [Fact]
    public void There_are_use_cases_and_they_are_all_found() =>
        Assert.Equal(
            App.GetExportedTypes().Where(type => type.Namespace!.StartsWith(typeof(Listen).Namespace!, StringComparison.Ordinal) && type.GetMethod("RunAsync") is not null).Order(ByName),
            AppServices.UseCases.Order(ByName));

    [Fact]
    public void Outside_the_use_cases_App_shows_a_short_list_of_types()
    {
        var shown = App.GetExportedTypes()
            .Where(type => !type.Namespace!.StartsWith(typeof(Listen).Namespace!, StringComparison.Ordinal) && !type.IsNested)
            .Select(type => type.Name);

        Assert.Equal(PublicElsewhere.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Contexts_engines_openers_and_keys_are_internal()
    {
        var closed = App.GetTypes().Where(type => type.IsAssignableTo(typeof(DbContext)) || type.Namespace == typeof(KeyRing).Namespace
            || type == typeof(Engine) || type == typeof(Opener) || type == typeof(OpenSpace) || type == typeof(Viewer)).ToList();

        Assert.True(closed.Count > 10);
        Assert.DoesNotContain(closed, type => type.IsVisible);
    }

    [Fact]
    public void A_signal_says_which_kind_of_thing_and_which_one_and_nothing_else() =>
        Assert.Equal([typeof(SignalKind), typeof(Guid)], typeof(Signal).GetProperties().Select(property => property.PropertyType));

    [Fact]
    public void The_web_names_neither_a_database_nor_a_key()
    {
        string[] banned = ["Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", "Npgsql", "NSec.", "DbContext", "CoupleCheckin.App.Keys"];
        var files = FilesOf("CoupleCheckin.Web", ".cs", ".razor", ".csproj").ToList();

        Assert.NotEmpty(files);
        Assert.Empty(from file in files from word in banned where File.ReadAllText(file).Contains(word, StringComparison.Ordinal) select $"{file}: {word}");
    }

    [Fact]
    public void No_private_text_is_handed_to_the_framework_to_keep() =>
        Assert.DoesNotContain(FilesOf("CoupleCheckin.Web", ".cs", ".razor"), file => File.ReadAllText(file).Contains("[PersistentState", StringComparison.Ordinal));

    [Fact]
    public void The_domain_needs_no_package_and_nobody_else()
    {
        var project = File.ReadAllText(Path.Combine(Source, "CoupleCheckin.Domain", "CoupleCheckin.Domain.csproj"));

        Assert.DoesNotContain("Reference", project, StringComparison.Ordinal);
        Assert.All(Domain.GetReferencedAssemblies(), reference => Assert.StartsWith("System", reference.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_package_that_knows_the_database_stays_inside_App()
    {
        var references = File.ReadLines(Path.Combine(Source, "CoupleCheckin.App", "CoupleCheckin.App.csproj"))
            .Where(line => line.Contains("<PackageReference", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(references);
        Assert.All(references, line => Assert.Matches("PrivateAssets=\"(compile|all)\"", line));
    }

    [Fact]
    public void What_would_pass_by_the_filters_or_the_guard_is_banned()
    {
        var banned = File.ReadAllText(Path.Combine(Source, "BannedSymbols.txt"));
        string[] names =
        [
            "IgnoreQueryFilters``1(System.Linq.IQueryable{``0})", "IgnoreQueryFilters``1(System.Linq.IQueryable{``0},System.Collections", "ExecuteDelete``1", "ExecuteDeleteAsync``1",
            "ExecuteUpdate``1", "ExecuteUpdateAsync``1", "RelationalQueryableExtensions", "SqlQueryRaw``1", "SqlQuery``1", "ExecuteSqlRaw(", "ExecuteSqlRawAsync(", "ExecuteSql(",
            "ExecuteSqlAsync(", "System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTimeOffset.Now", "System.DateTimeOffset.UtcNow", "System.Random",
        ];

        Assert.All(names, name => Assert.Contains(name, banned, StringComparison.Ordinal));
        Assert.Contains("BannedSymbols.txt", File.ReadAllText(Path.Combine(Seeds.Root, "Directory.Build.props")), StringComparison.Ordinal);
        Assert.Contains("dotnet_diagnostic.RS0030.severity = error", File.ReadAllText(Path.Combine(Seeds.Root, ".editorconfig")), StringComparison.Ordinal);
        Assert.DoesNotContain(FilesOf("", ".cs", ".razor"), file => File.ReadAllText(file).Contains("RS0030", StringComparison.Ordinal));
    }

    [Fact]
    public void A_word_of_the_product_is_a_folder_of_the_same_name_everywhere()
    {
        var domain = Folders("src/CoupleCheckin.Domain");
        var features = Folders("src/CoupleCheckin.App/Features");

        Assert.NotEmpty(features);
        Assert.Empty(features.Except(domain).Except(AppOnly));
        Assert.Empty(Folders("src/CoupleCheckin.Web/Features").Except(features).Except(ScreensOfTheirOwn));
        Assert.Empty(Folders("tests/CoupleCheckin.Domain.Tests").Except(domain));
        Assert.Empty(Folders("tests/CoupleCheckin.App.Tests/Features").Except(features));
    }

    [Fact]
    public void Every_column_of_text_is_on_the_list_of_what_may_be_readable() =>
        Assert.Equal(ReadableText.Keys.Order(StringComparer.Ordinal), Columns(typeof(string)));

    [Fact]
    public void Every_column_of_bytes_is_sealed_random_or_a_hash() =>
        Assert.Equal(Bytes.Keys.Order(StringComparer.Ordinal), Columns(typeof(byte[])));

    [Fact]
    public void A_private_row_says_neither_when_nor_what_kind_it_is()
    {
        var columns = Couples().GetEntityTypes().Where(type => Markers.Of(type.ClrType) == Marker.Private).SelectMany(type => type.GetProperties()).ToList();

        Assert.NotEmpty(columns);
        Assert.DoesNotContain(columns, column => Plain(column.ClrType) is { } type
            && (type.IsEnum || type == typeof(DateTimeOffset) || type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(TimeOnly) || type == typeof(string)));
        Assert.All(columns.Where(column => Plain(column.ClrType) == typeof(long)), column => Assert.Equal("Version", column.Name));
        Assert.DoesNotContain(columns, column => column.Name is "Kind" or "Type" or "Length" or "Size" || column.Name.EndsWith("At", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_private_row_does_not_tell_in_which_order_it_was_written()
    {
        await using var database = await Databases.TestDatabase.NewAsync(Databases.Engine.Sqlite);
        await using var raw = await database.ConnectAsync();
        foreach (var type in Couples().GetEntityTypes().Where(type => Markers.Of(type.ClrType) is not Marker.Shared))
        {
            await using var command = raw.CreateCommand();
            command.CommandText = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = $name";
            command.Parameters.Add(new SqliteParameter("$name", type.GetTableName()));
            Assert.EndsWith("WITHOUT ROWID", (string?)await command.ExecuteScalarAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_key_begins_with_whose_it_is()
    {
        foreach (var type in Couples().GetEntityTypes().Concat(Accounts().GetEntityTypes().Where(type => AccountsDb.Ours(Accounts()).Contains(type.ClrType))))
        {
            var first = type.FindPrimaryKey()!.Properties[0];
            var expected = Markers.Of(type.ClrType) == Marker.Shared ? typeof(CoupleId) : typeof(PersonId);
            Assert.True(first.ClrType == expected, $"The key of {type.ClrType.Name} begins with {first.Name}.");
            if (expected == typeof(PersonId))
                Assert.Equal("Owner", first.Name);
        }
    }

    [Fact]
    public void Everything_that_is_saved_more_than_once_notices_when_it_was_overtaken()
    {
        // A seat has one writer, and the last name wins; a mark of working is there or not.
        Type[] without = [typeof(Seat), typeof(Domain.Checklist.Working)];
        var rewritten = Couples().GetEntityTypes().Where(type => !type.ClrType.IsAssignableTo(typeof(IPermanent))
            && type.GetProperties().Any(property => !property.IsPrimaryKey() && property.PropertyInfo!.SetMethod is { } set && !IsInit(set)));

        Assert.Empty(rewritten.Where(type => !type.GetProperties().Any(property => property.IsConcurrencyToken)).Select(type => type.ClrType).Except(without));
    }

    [Fact]
    public void Every_stored_type_is_taken_along_by_one_part_or_is_on_the_list_of_what_is_not()
    {
        using var home = new ServiceCollection().AddLogging().AddCoupleCheckin(new("none", null, Seeds.Folder)).BuildServiceProvider();
        using var scope = home.CreateScope();
        var taken = scope.ServiceProvider.GetServices<IExportPart>().SelectMany(part => part.Holds).Select(type => type.Name).ToList();

        Assert.Equal(taken.Distinct(), taken);
        Assert.Equal(Couples().GetEntityTypes().Select(type => type.ClrType.Name).Order(StringComparer.Ordinal), taken.Concat(NotTakenAlong.Keys).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Statements_past_the_guard_stand_in_a_few_files_only() =>
        Assert.Equal(
            ["Backups.cs", "Database.cs", "Erasure.cs", "Raw.cs", "SqlitePragmas.cs"],
            FilesOf("", ".cs").Where(file => File.ReadAllText(file).Contains(".CreateCommand()", StringComparison.Ordinal)).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    private static readonly IComparer<Type> ByName = Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.FullName, b.FullName));

    private static bool IsInit(MethodInfo set) =>
        set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));

    private static IModel Couples()
    {
        using var db = Engine.Sqlite("none.db").Couples(Viewer.Alone(default));
        return db.Model;
    }

    private static IModel Accounts()
    {
        using var db = Engine.Sqlite("none.db").Accounts();
        return db.Model;
    }

    private static HashSet<Type> Entities() => [.. Couples().GetEntityTypes().Select(type => type.ClrType), .. AccountsDb.Ours(Accounts()), typeof(Account)];

    /// <summary>Columns of one kind in both models. Identity's own tables are left out as long as nothing that somebody typed goes into them: roles, claims and tokens are empty, and a passkey's name is sealed.</summary>
    private static IEnumerable<string> Columns(Type kind) =>
        Couples().GetEntityTypes().Concat(Accounts().GetEntityTypes().Where(type => type.ClrType.Assembly == App))
            .SelectMany(type => type.GetProperties().Where(property => Stored(property) == kind).Select(property => $"{type.ClrType.Name}.{property.Name}"))
            .Order(StringComparer.Ordinal);

    private static Type Stored(IProperty property) => property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    /// <summary>A type, what it is made of, and what its public properties are made of.</summary>
    private static HashSet<Type> Within(Type type)
    {
        var seen = new HashSet<Type>();
        Visit(type);
        return seen;

        void Visit(Type visited)
        {
            if (!seen.Add(visited))
                return;
            if (visited.HasElementType)
                Visit(visited.GetElementType()!);
            foreach (var argument in visited.GetGenericArguments())
                Visit(argument);
            if (visited.Assembly == App || visited.Assembly == Domain)
            {
                foreach (var property in visited.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                    Visit(property.PropertyType);
            }
        }
    }

    private static IEnumerable<string> FilesOf(string project, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Source, project), "*", SearchOption.AllDirectories)
            .Where(file => endings.Contains(Path.GetExtension(file)) && !Path.GetRelativePath(Source, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    private static List<string> Folders(string path)
    {
        var folder = Path.Combine(Seeds.Root, path);
        return Directory.Exists(folder)
            ? [.. Directory.GetDirectories(folder).Select(Path.GetFileName).OfType<string>().Where(name => name is not ("bin" or "obj" or "TestResults"))]
            : [];
    }
}
