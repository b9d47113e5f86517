using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace CoupleCheckin.Web.Hosting.AtHome;

/// <summary>Under what this computer can be reached at home: names, and private addresses, those towards the router first.</summary>
internal sealed record HomeAddresses(IReadOnlyList<string> Names, IReadOnlyList<IPAddress> Addresses)
{
    /// <summary>As they are now.</summary>
    public static HomeAddresses Now(string? ownName)
    {
        var machine = new string([.. Environment.MachineName.ToLowerInvariant().Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')]).Trim('-');
        string?[] names = [ownName?.ToLowerInvariant(), machine, machine.Length > 0 ? machine + ".local" : null, "localhost"];
        var found = NetworkInterface.GetAllNetworkInterfaces()
            .Where(one => one.OperationalStatus is OperationalStatus.Up && one.NetworkInterfaceType is not NetworkInterfaceType.Loopback)
            .Select(one => one.GetIPProperties())
            .OrderByDescending(one => one.GatewayAddresses.Any(gateway => gateway.Address.AddressFamily is AddressFamily.InterNetwork))
            .SelectMany(one => one.UnicastAddresses.Select(unicast => unicast.Address))
            .Where(IsOfAHome);
        return new([.. names.Where(name => !string.IsNullOrEmpty(name)).Select(name => name!).Distinct()], [.. found, IPAddress.Loopback, IPAddress.IPv6Loopback]);
    }

    /// <summary>Where a phone begins: the name that was set, or the first address.</summary>
    public string Best(string? ownName) => ownName ?? Addresses[0].ToString();

    public override string ToString() => $"{string.Join(' ', Names)} {string.Join(' ', Addresses)}";

    private static bool IsOfAHome(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => bytes[0] is 10 || (bytes[0], bytes[1]) is (192, 168) or (172, >= 16 and <= 31) or (100, >= 64 and <= 127),
            AddressFamily.InterNetworkV6 => address.IsIPv6UniqueLocal,
            _ => false,
        };
    }
}
