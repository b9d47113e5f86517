// MudBlazor has a Placement, too; here the word is the product's.
global using Placement = CoupleCheckin.Domain.Checklist.Placement;
