namespace CoupleCheckin.Domain.Safety;

/// <summary>All gates.</summary>
/// <param name="all">All of them, each once, in order.</param>
public sealed class SafetyGates(IReadOnlyList<SafetyGate> all)
{
    private readonly Dictionary<GateId, SafetyGate> byId = all.ToDictionary(gate => gate.Id);

    /// <summary>All of them, in order.</summary>
    public IReadOnlyList<SafetyGate> All { get; } = all;

    /// <summary>One gate.</summary>
    public SafetyGate this[GateId id] => byId[id];
}
