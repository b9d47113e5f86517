using CoupleCheckin.Domain.Safety;
using YamlDotNet.RepresentationModel;

namespace CoupleCheckin.App.Catalogue;

/// <summary>Reads the texts of the safety gates.</summary>
internal static class GateFiles
{
    internal static readonly (int Min, int Max) TitleLength = (5, 60);
    internal static readonly (int Min, int Max) TextLength = (10, 260);

    private static readonly string[] Required = ["id", "moment", "who", "title", "says", "whatFollows", "steps", "leadsTo", "partnerSees", "kept"];

    private static readonly Words<GateId> Ids = Words<GateId>.OfIds();
    private static readonly Words<GateWho> Whos = Words<GateWho>.OfNames();
    private static readonly Words<GateDestination> Destinations = Words<GateDestination>.OfNames();
    private static readonly Words<GatePartnerSees> Partners = Words<GatePartnerSees>.OfNames();
    private static readonly Words<GateKept> Kepts = Words<GateKept>.OfNames();

    private static readonly Words<GateAnswer> Answers = new()
    {
        ["yes"] = GateAnswer.Yes, ["no"] = GateAnswer.No,
    };

    /// <summary>Reads all gates. Not one may be missing.</summary>
    /// <param name="seedsFolder">The folder of all seed files.</param>
    /// <exception cref="CatalogueException">The file is missing or not right; the message says on which line, and why.</exception>
    public static SafetyGates Load(string seedsFolder)
    {
        var file = SeedFile.Read(seedsFolder, "en/safety/gates.yaml");
        var gates = new List<SafetyGate>();
        foreach (var entry in file.Entries)
        {
            var gate = Read(file, entry);
            if (gates.Exists(other => other.Id == gate.Id))
                throw file.Fault(entry, $"the gate \"{gate.Id}\" stands twice.");
            gates.Add(gate);
        }

        foreach (var id in Ids.All.Select(id => id.Value))
        {
            if (!gates.Exists(gate => gate.Id == id))
                throw file.Fault(file.Root, $"the gate \"{id}\" is missing.");
        }

        gates.Sort((one, other) => one.Id - other.Id);
        return new(gates);
    }

    private static SafetyGate Read(SeedFile file, YamlNode entry)
    {
        var fields = file.Fields(entry, "a gate", Required, ["questions"]);
        return new(
            file.OneOf(fields["id"], "a gate", Ids),
            file.Text(fields["moment"], "\"moment\"", TextLength),
            file.OneOf(fields["who"], "somebody who sees a gate", Whos),
            file.Text(fields["title"], "\"title\"", TitleLength),
            file.Texts(fields, "says", TextLength),
            file.ListOf(fields, "questions", node => Question(file, node)),
            file.Text(fields["whatFollows"], "\"whatFollows\"", TextLength),
            file.Texts(fields, "steps", TextLength),
            file.ListOf(fields, "leadsTo", node => file.OneOf(node, "a place to which a gate leads", Destinations)),
            file.OneOf(fields["partnerSees"], "something that a partner sees", Partners),
            file.OneOf(fields["kept"], "something that is kept", Kepts));
    }

    private static GateQuestion Question(SeedFile file, YamlNode node)
    {
        var fields = file.Fields(node, "a question", ["ask", "leadsOn"], []);
        var ask = file.Text(fields["ask"], "\"ask\"", TextLength);
        return new(
            ask.EndsWith('?') ? ask : throw file.Fault(fields["ask"], "a question has to end with a question mark."),
            file.OneOf(fields["leadsOn"], "yes or no", Answers));
    }
}
