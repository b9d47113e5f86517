using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Account;

/// <summary>One's own passkeys: add, name, remove. The password was typed a moment ago.</summary>
public sealed partial class PasskeysPage
{
    private IReadOnlyList<PasskeyLine> keys = [];
    private PasskeyQuestion? question;

    /// <summary>Which one to rename or to remove.</summary>
    [SupplyParameterFromQuery]
    public string? Change { get; set; }

    [SupplyParameterFromForm(FormName = "add-passkey")]
    private Fields Form { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "rename-passkey")]
    private string? NewName { get; set; }

    [Inject]
    private ListPasskeys List { get; set; } = null!;

    [Inject]
    private AskForNewPasskey Ask { get; set; } = null!;

    [Inject]
    private AddPasskey Add { get; set; } = null!;

    [Inject]
    private RenamePasskey Rename { get; set; } = null!;

    [Inject]
    private RemovePasskey Remove { get; set; } = null!;

    [Inject]
    private RecentProof Proof { get; set; } = null!;

    private string? Flaw { get; set; }

    private string? NameFlaw { get; set; }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => TryAsync(async () =>
    {
        Form ??= new();
        if (!Proof.Stands(Http))
            return;
        keys = await List.RunAsync();
        question = await Ask.RunAsync();
    });

    private Task AddAsync() => TryAsync(async () =>
    {
        if (!Proof.Stands(Http))
            return;
        switch (await Add.RunAsync(Form.Ticket, Form.Credential ?? "", Form.Name))
        {
            case AddPasskeyResult.Added:
                Navigation.NavigateTo("account/passkeys");
                break;
            case AddPasskeyResult.Name:
                Flaw = "1 to 40 characters that can be seen, on one line.";
                break;
            case AddPasskeyResult.Refused:
                Trouble = "That passkey could not be added. Nothing was changed; please try again.";
                break;
        }
    });

    private Task RenameAsync() => TryAsync(async () =>
    {
        if (!Proof.Stands(Http))
            return;
        if (Change is { } id && await Rename.RunAsync(id, NewName))
            Navigation.NavigateTo("account/passkeys");
        else
            NameFlaw = "1 to 40 characters that can be seen, on one line.";
    });

    private Task RemoveAsync() => TryAsync(async () =>
    {
        if (!Proof.Stands(Http))
            return;
        if (Change is { } id)
            await Remove.RunAsync(id);
        Navigation.NavigateTo("account/passkeys");
    });

    private sealed class Fields
    {
        public string? Name { get; set; }

        public string? Ticket { get; set; }

        public string? Credential { get; set; }
    }
}
