import ipaddr from "ipaddr.js";
import { AppError } from "@belfry/model";
import { readAddress, type Address } from "./address-range.ts";

/** What may be called although it does not lie on the public internet. */
export interface OutboundAllow {
  /**
   * Hosts, hosts with a port, addresses and networks: `intranet.example`, `intranet.example:8080`, `10.1.2.3:443`,
   * `[fd00::1]:443`, `10.1.0.0/16`. A host that is named may resolve to any address.
   */
  readonly hosts: readonly string[];
}

/** Where a request goes. `host` is the name in the URL; `address` is what it resolved to. */
export interface OutboundTarget {
  readonly host: string;
  readonly port: number;
  readonly address: Address;
}

/** Whether something that is not public may be called. */
export type AllowsTarget = (target: OutboundTarget) => boolean;

/**
 * Reads the list once; the function says whether it names a target.
 * @throws AppError `CONFIG_INVALID` when an entry cannot be read
 */
export function readOutboundAllow(allow: OutboundAllow): AllowsTarget {
  const entries = allow.hosts.map((entry) => (entry.includes("/") ? readNetwork(entry) : readHost(entry).names));
  return (target) => entries.some((names) => names(target));
}

/** One host, with or without a port. */
export interface NamedHost {
  readonly names: AllowsTarget;
  /** Set when it is an address and no name. */
  readonly address: Address | undefined;
}

/** A host name as it is compared: small letters, punycode, without the dot that marks it as complete. */
function normalHost(host: string): string {
  const url = `http://${host}/`;
  return (URL.canParse(url) ? new URL(url).hostname : host.toLowerCase()).replace(/\.$/, "");
}

/** Reads a host, with or without a port. @throws AppError `CONFIG_INVALID` when it is none */
export function readHost(entry: string): NamedHost {
  const { host, port } = splitPort(entry);
  const fitsPort = (target: OutboundTarget) => port === undefined || port === target.port;
  const address = readAddress(host);
  if (address !== undefined) {
    const text = address.toString();
    return { address, names: (target) => fitsPort(target) && target.address.toString() === text };
  }
  if (!/^[\p{L}\p{N}._-]+$/u.test(host)) throw unreadable(entry);
  const name = normalHost(host);
  return { address, names: (target) => fitsPort(target) && normalHost(target.host) === name };
}

function readNetwork(entry: string): AllowsTarget {
  if (!ipaddr.isValidCIDR(entry)) throw unreadable(entry);
  const [network, bits] = ipaddr.parseCIDR(entry);
  return ({ address }) => address.kind() === network.kind() && address.match(network, bits);
}

function splitPort(entry: string): { host: string; port: number | undefined } {
  // An address with several colons and no brackets is IPv6 without a port.
  const found = /^(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/.exec(entry);
  if (found === null) {
    if (readAddress(entry) === undefined) throw unreadable(entry);
    return { host: entry, port: undefined };
  }
  const port = found[2] === undefined ? undefined : Number(found[2]);
  if (port !== undefined && (port < 1 || port > 65_535)) throw unreadable(entry);
  return { host: found[1] ?? entry, port };
}

function unreadable(entry: string): AppError {
  return new AppError("CONFIG_INVALID", {
    reason: `"${entry}" does not name a host that may be called.`,
    remedy: "Write a host, a host with a port, an address or a network: intranet.example:8080, 10.1.0.0/16.",
  });
}
