import { closedRangeOf, readAddress } from "./address-range.ts";
import { readOutboundAllow, type AllowsTarget, type OutboundAllow, type OutboundTarget } from "./outbound-allow.ts";

/**
 * Whether an address may be called, in whatever spelling. Public addresses may; loopback, link-local, private, shared
 * (CGNAT), multicast and reserved addresses only where the list names them; metadata addresses never. Something that is
 * not an address may not: names are judged by what they resolve to.
 *
 * @param target.host The name that resolved to the address. @default the address itself
 */
export function isAddressAllowed(
  address: string,
  target: { readonly port: number; readonly host?: string; readonly allow: OutboundAllow },
): boolean {
  const parsed = readAddress(address);
  if (parsed === undefined) return false;
  const { port, host = address, allow } = target;
  return refusalOf({ host, port, address: parsed }, readOutboundAllow(allow)) === undefined;
}

/** The name of the range for whose sake a target is refused; nothing if it may be called. */
export function refusalOf(target: OutboundTarget, isListed: AllowsTarget): string | undefined {
  const range = closedRangeOf(target.address);
  if (range === undefined) return undefined;
  return range === "metadata" || !isListed(target) ? range : undefined;
}
