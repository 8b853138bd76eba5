/**
 * Which addresses may be called. What is judged is always the very address that a socket is opened to, never a name that
 * was looked at earlier.
 */
import { lookup } from "node:dns/promises";
import type { LookupAddress } from "node:dns";
import { ActionFailure } from "@belfry/plugin-kit";
import { readAddress } from "./address-range.ts";
import { refusalOf } from "./is-address-allowed.ts";
import { readOutboundAllow, type AllowsTarget, type OutboundAllow } from "./outbound-allow.ts";

/** Resolves a name to its addresses. */
export type ResolveHost = (host: string) => Promise<LookupAddress[]>;

export interface OutboundRules {
  readonly allow: OutboundAllow;
  /** The connections that administrators created. @default none */
  readonly connections?: { readonly allows: AllowsTarget; onChange(listener: () => void): () => void };
  /** How names become addresses. @default the resolver of the system */
  readonly resolve?: ResolveHost;
}

/** Finds the addresses of a host that may be called. */
export interface OutboundJudge {
  /** The failure for a host that is written as an address and may not be called; nothing for a name. */
  refusalOfLiteral(host: string, port: number): ActionFailure | undefined;
  /** The addresses of a name, or of a literal, that may be called. @throws ActionFailure OUTBOUND_BLOCKED when none may */
  addressesOf(host: string, port: number): Promise<LookupAddress[]>;
}

/** @throws AppError `CONFIG_INVALID` when an entry of the list cannot be read */
export function judgeBy({ allow, connections, resolve = resolveBySystem }: OutboundRules): OutboundJudge {
  const isListed = readOutboundAllow(allow);
  const isAllowed: AllowsTarget = (target) => isListed(target) || connections?.allows(target) === true;

  function check(host: string, port: number, address: string): string | undefined {
    const parsed = readAddress(address);
    return parsed === undefined ? "unreadable" : refusalOf({ host, port, address: parsed }, isAllowed);
  }

  return {
    refusalOfLiteral(host, port) {
      if (readAddress(host) === undefined) return undefined;
      const range = check(host, port, host);
      return range === undefined ? undefined : blocked(host, port, range);
    },
    async addressesOf(host, port) {
      const literal = readAddress(host);
      const found: LookupAddress[] =
        literal === undefined
          ? await resolve(host)
          : [{ address: literal.toString(), family: literal.kind() === "ipv4" ? 4 : 6 }];
      const allowed = found.filter(({ address }) => check(host, port, address) === undefined);
      if (allowed.length === 0) throw blocked(host, port, check(host, port, found[0]?.address ?? ""));
      return allowed;
    },
  };
}

function resolveBySystem(host: string): Promise<LookupAddress[]> {
  return lookup(host, { all: true });
}

function blocked(host: string, port: number, range: string | undefined): ActionFailure {
  const details = { host, port, range: range ?? null };
  return new ActionFailure(
    `${host}:${port} may not be called from here: it is not a public address (${range ?? "no address"}). ${remedyFor(host, port, range)}`,
    { class: "config", code: "OUTBOUND_BLOCKED", details },
  );
}

/** What somebody can do about it: the command that an administrator may run. */
function remedyFor(host: string, port: number, range: string | undefined): string {
  const name = host
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  switch (range) {
    case "private":
    case "uniqueLocal":
    case "carrierGradeNat":
      return `An administrator can open it with a connection: belfry connections add ${name} ${host}:${port}`;
    case "loopback":
    case "linkLocal":
      if (readAddress(host) === undefined)
        return "The name leads to this machine itself; name the address itself, and let an administrator open that.";
      return `An administrator can open it with a connection: belfry connections add ${name} ${host}:${port} --allow-local`;
    default:
      return "No connection can open it.";
  }
}
