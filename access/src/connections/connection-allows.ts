import { AppError, type Problem } from "@belfry/model";
import { closedRangeOf } from "../outbound/address-range.ts";
import { readHost, type AllowsTarget } from "../outbound/outbound-allow.ts";
import type { Connection } from "../sql/select-connections.ts";

/** The ranges of private networks, which a connection may lead to. */
const insideRanges: ReadonlySet<string> = new Set(["private", "uniqueLocal", "carrierGradeNat"]);
/** This machine itself and its cable: only by its very address, and only where somebody said that it is meant. */
const localRanges: ReadonlySet<string> = new Set(["loopback", "linkLocal"]);

/**
 * What a connection opens: its host and port, in the private network. Never more than that: a name that turns to the
 * machine itself or to the metadata of a cloud stays refused.
 * @throws AppError `CONFIG_INVALID` when its address cannot be read
 */
export function connectionAllows({ address, allowLocal }: Pick<Connection, "address" | "allowLocal">): AllowsTarget {
  const host = readHost(address);
  return (target) => {
    if (!host.names(target)) return false;
    const range = closedRangeOf(target.address);
    if (range === undefined || insideRanges.has(range)) return true;
    return allowLocal && host.address !== undefined && localRanges.has(range);
  };
}

/** What is wrong with a connection that somebody wants to create; nothing when it may be. */
export function connectionProblem({
  address,
  allowLocal,
}: Pick<Connection, "address" | "allowLocal">): Problem | undefined {
  const path = "address";
  let host;
  try {
    host = readHost(address);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const remedy = "Write a host, or a host with its port: gate.campus.example:8443, 10.1.2.3, [fd00::1]:443.";
    return { path, message: `"${address}" names no host.`, remedy };
  }
  if (host.address === undefined) {
    if (!allowLocal) return undefined;
    const message = "Only a written-out address may lie on this machine itself: a name can change its meaning.";
    return { path, message, remedy: "Write the address, for example 127.0.0.1:8080, or leave allowLocal out." };
  }
  const range = closedRangeOf(host.address);
  if (range === undefined || insideRanges.has(range)) return undefined;
  if (!localRanges.has(range)) {
    const message = `${address} is no place that a connection can open (${range}).`;
    return { path, message, remedy: "Name a host of your network." };
  }
  if (allowLocal) return undefined;
  const message = `${address} lies on the machine that Belfry runs on (${range}).`;
  return { path, message, remedy: "If that is meant, say allowLocal (belfry connections add --allow-local)." };
}
