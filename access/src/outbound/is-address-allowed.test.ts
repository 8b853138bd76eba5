import { describe, expect, test } from "vitest";
import { isAddressAllowed } from "./is-address-allowed.ts";

const nothing = { hosts: [] };

/** The table of addresses that forged requests aim at, in the spellings that got past other guards. */
const refused: readonly (readonly [address: string, what: string])[] = [
  ["127.0.0.1", "loopback"],
  ["127.255.255.254", "the far end of loopback"],
  ["127.1", "loopback, short"],
  ["127.0.1", "loopback, three parts"],
  ["127.0.0.1.", "loopback with a dot behind"],
  ["2130706433", "loopback as one number"],
  ["0x7f000001", "loopback as one hexadecimal number"],
  ["0x7f.1", "loopback, hexadecimal and short"],
  ["0177.0.0.1", "loopback, octal"],
  ["017700000001", "loopback as one octal number"],
  ["0x7F.0x0.0x0.0x1", "loopback, all hexadecimal"],
  ["①②⑦.⓪.⓪.①", "loopback in circled digits"],
  ["127。0。0。1", "loopback with ideographic full stops"],
  ["%31%32%37.0.0.1", "loopback, escaped"],
  ["::1", "loopback of IPv6"],
  ["[::1]", "loopback of IPv6 in brackets"],
  ["0:0:0:0:0:0:0:1", "loopback of IPv6, written out"],
  ["::ffff:127.0.0.1", "loopback, mapped"],
  ["[::ffff:127.0.0.1]", "loopback, mapped, in brackets"],
  ["::ffff:7f00:1", "loopback, mapped, hexadecimal"],
  ["[0:0:0:0:0:ffff:7f00:0001]", "loopback, mapped, written out"],
  ["::127.0.0.1", "loopback, IPv4-compatible"],
  ["::ffff:0:127.0.0.1", "loopback, translated"],
  ["64:ff9b::7f00:1", "loopback behind NAT64"],
  ["64:ff9b::169.254.169.254", "metadata behind NAT64"],
  ["64:ff9b:1::1", "local-use NAT64"],
  ["2002:7f00:1::", "loopback in 6to4"],
  ["2001:0:7f00:1::", "Teredo"],
  ["0.0.0.0", "this machine"],
  ["0", "this machine as a number"],
  ["0.1.2.3", "this network"],
  ["::", "this machine, IPv6"],
  ["10.0.0.1", "private"],
  ["172.16.0.1", "private"],
  ["172.31.255.255", "private"],
  ["192.168.1.1", "private"],
  ["3232235777", "private as a number"],
  ["fc00::1", "unique local"],
  ["fd12:3456::1", "unique local"],
  ["fec0::1", "site-local"],
  ["169.254.169.254", "metadata"],
  ["2852039166", "metadata as a number"],
  ["0xA9FEA9FE", "metadata, hexadecimal"],
  ["::ffff:a9fe:a9fe", "metadata, mapped"],
  ["fd00:ec2::254", "metadata, IPv6"],
  ["100.100.100.200", "metadata of another cloud, in shared space"],
  ["168.63.129.16", "metadata of a third cloud, a public address"],
  ["169.254.1.1", "link-local"],
  ["fe80::1", "link-local"],
  ["[fe80::1%25eth0]", "link-local with a zone"],
  ["fe80::1%eth0", "link-local with a zone"],
  ["100.64.0.1", "shared space (CGNAT)"],
  ["100.127.255.255", "shared space (CGNAT)"],
  ["192.0.0.192", "protocol assignments"],
  ["192.0.2.1", "documentation"],
  ["198.51.100.1", "documentation"],
  ["203.0.113.1", "documentation"],
  ["2001:db8::1", "documentation"],
  ["3fff::1", "documentation"],
  ["198.18.0.1", "benchmarks"],
  ["198.19.255.255", "benchmarks"],
  ["192.88.99.1", "6to4 relays"],
  ["224.0.0.1", "multicast"],
  ["239.255.255.255", "multicast"],
  ["ff02::1", "multicast"],
  ["240.0.0.1", "reserved"],
  ["255.255.255.255", "broadcast"],
  ["100::1", "discard"],
  ["5f00::1", "segment routing"],
  ["4000::1", "not given to anybody"],
  ["localhost", "a name"],
  ["", "nothing"],
  ["256.1.1.1", "no address"],
];

const allowed = [
  "8.8.8.8",
  "1.1.1.1",
  "134744072",
  "9.255.255.255",
  "11.0.0.0",
  "100.63.255.255",
  "100.128.0.0",
  "126.255.255.255",
  "128.0.0.1",
  "169.253.255.255",
  "172.15.255.255",
  "172.32.0.0",
  "192.167.255.255",
  "223.255.255.255",
  "2606:4700:4700::1111",
  "[2606:4700:4700::1111]",
  "::ffff:8.8.8.8",
  "64:ff9b::808:808",
];

describe("an address", () => {
  test.each(refused)("%s is refused: %s", (address) => {
    expect(isAddressAllowed(address, { port: 80, allow: nothing })).toBe(false);
  });

  test.each(allowed)("%s is public", (address) => {
    expect(isAddressAllowed(address, { port: 80, allow: nothing })).toBe(true);
  });
});

describe("the list of allowed hosts", () => {
  test.each([
    ["127.0.0.1:8080", "127.0.0.1", 8080, true],
    ["127.0.0.1:8080", "2130706433", 8080, true],
    ["127.0.0.1:8080", "127.0.0.1", 8081, false],
    ["127.0.0.1:8080", "127.0.0.2", 8080, false],
    ["127.0.0.1", "127.0.0.1", 1, true],
    ["[::1]:8080", "::1", 8080, true],
    ["[::1]:8080", "::1", 80, false],
    ["::1", "[::1]", 80, true],
    ["10.1.0.0/16", "10.1.255.255", 80, true],
    ["10.1.0.0/16", "10.2.0.0", 80, false],
    ["10.1.0.0/16", "::ffff:10.1.0.1", 80, true],
    ["fd00::/8", "fd12::1", 80, true],
    ["fd00::/8", "10.0.0.1", 80, false],
  ])("%s: %s port %i → %s", (entry, address, port, expected) => {
    expect(isAddressAllowed(address, { port, allow: { hosts: [entry] } })).toBe(expected);
  });

  test.each([
    ["intranet.example:8080", "intranet.example", 8080, true],
    ["Intranet.Example:8080", "intranet.example.", 8080, true],
    ["intranet.example:8080", "intranet.example", 443, false],
    ["intranet.example", "intranet.example", 443, true],
    ["intranet.example", "other.intranet.example", 443, false],
    ["intranet.example", "intranet.example.attacker.example", 443, false],
    ["学校.example", "xn--45q11c.example", 443, false],
    ["学校.example", "学校.example", 443, true],
  ])("%s: a private address that %s port %i resolved to → %s", (entry, host, port, expected) => {
    expect(isAddressAllowed("10.0.0.1", { host, port, allow: { hosts: [entry] } })).toBe(expected);
  });

  test.each(["10.0.0.0/33", "http://intranet.example", "host:99999", "two words", "", "*.example"])(
    "refuses the entry %j",
    (entry) => {
      expect(() => isAddressAllowed("8.8.8.8", { port: 80, allow: { hosts: [entry] } })).toThrow(
        /does not name a host/,
      );
    },
  );
});
