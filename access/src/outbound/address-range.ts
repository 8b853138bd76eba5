import ipaddr from "ipaddr.js";

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

// Addresses on which clouds hand the credentials of the machine to whoever asks. No list opens them, not even one that
// names a network around them. The one of Azure is a public address.
const metadataAddresses: ReadonlySet<string> = new Set(
  [
    "169.254.169.254",
    "169.254.170.2",
    "169.254.170.23",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "fd00:ec2::254",
    "fd00:ec2::23",
    "fd20:ce::254",
  ].map((address) => ipaddr.process(address).toString()),
);

// Everything that has been given out so far. What lies outside has no owner today and may become anything tomorrow.
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");
// Networks without IPv4 reach it through these addresses; they are as good as the IPv4 address inside.
const nat64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");

/**
 * Reads an address in any spelling a URL may use: `2130706433`, `0x7f.1`, `0177.0.0.1`, `127.1`, `[::ffff:127.0.0.1]`,
 * `127.0.0.1.`, full-width digits. An IPv4 address inside of IPv6 comes back as IPv4. A name gives nothing.
 */
export function readAddress(host: string): Address | undefined {
  // What ends a host inside of an address: `10.0.0.0/8` would be read as its first part.
  if (/[/?#@\\]/.test(host)) return undefined;
  const bare = host.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  const url = `http://${bare.includes(":") ? `[${bare}]` : bare}/`;
  // The same reading that the request will get: an own one would differ from it sooner or later.
  if (!URL.canParse(url)) return undefined;
  const normal = new URL(url).hostname.replace(/^\[|\]$/g, "");
  if (!ipaddr.isValid(normal)) return undefined;
  const address = ipaddr.process(normal);
  return address instanceof ipaddr.IPv6 ? embeddedIPv4(address) : address;
}

/** The name of the range that keeps an address off the public internet, for example `loopback`; nothing if it is public. */
export function closedRangeOf(address: Address): string | undefined {
  if (metadataAddresses.has(address.toString())) return "metadata";
  const range = address.range();
  if (range !== "unicast") return range;
  if (address instanceof ipaddr.IPv6 && !address.match(globalUnicast)) return "unassigned";
  return undefined;
}

function embeddedIPv4(address: ipaddr.IPv6): Address {
  const last = address.toByteArray().slice(12);
  const isMapped = address.range() === "ipv4Mapped";
  // `::1` and `::` look like IPv4-compatible addresses and are not.
  return isMapped || address.match(nat64) ? ipaddr.fromByteArray(last) : address;
}
