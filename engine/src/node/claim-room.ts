/**
 * Whose the places of a worker are. Each band has some for itself, which nobody else takes; the rest is anybody's, and the
 * more urgent takes it first. A storm of one band so never holds up another: there is a place the moment it asks for one.
 */
import type { Band, ClaimRoom } from "../sql/executions/claim-executions.ts";

type PerBand = readonly [number, number, number];

/** How much of a worker each band has for itself, in percent. */
export interface ReservedShares {
  readonly urgent: number;
  readonly normal: number;
  readonly low: number;
}
export const defaultReserved: ReservedShares = { urgent: 20, normal: 10, low: 5 };

/** With fewer places nothing would be left to share. */
const FEWEST = 4;
/** With too few places to reserve any, each so many claims one begins with another band, so that none waits for ever. */
const ROUND = 16;

/** The places that are reserved for each band; at least one for each when there are four. */
export function reservedPlaces(concurrency: number, shares: ReservedShares): PerBand {
  if (concurrency < FEWEST) return [0, 0, 0];
  const of = (percent: number) => Math.max(1, Math.floor((concurrency * percent) / 100));
  return [of(shares.urgent), of(shares.normal), of(shares.low)];
}

/**
 * What may be claimed now. A band is asked when enough places are free for it: claiming one by one as each becomes free
 * would cost a statement per execution.
 */
export function claimRoom(options: {
  readonly concurrency: number;
  readonly reserved: PerBand;
  /** How many of each band run. */
  readonly running: PerBand;
  /** How many claims there were before. */
  readonly claims: number;
}): ClaimRoom {
  const { concurrency, reserved, running, claims } = options;
  const own = perBand((band) => Math.max(0, reserved[band] - running[band]));
  const taken = sum(perBand((band) => Math.max(0, running[band] - reserved[band])));
  const shared = Math.max(0, concurrency - sum(reserved) - taken);
  if (sum(reserved) === 0 && shared > 0) {
    const first = claims % ROUND === 7 ? 1 : claims % ROUND === 15 ? 2 : undefined;
    const all = perBand((band) => (band === first ? shared : 0));
    if (first !== undefined) return { own: all, shared: 0, most: all };
  }
  const enough = sum(running) === 0 ? 1 : Math.max(1, Math.floor(concurrency / 4));
  const isAsked = (band: Band) =>
    own[band] + shared >= enough || (own[band] > 0 && own[band] >= Math.floor(reserved[band] / 4));
  return { own, shared, most: perBand((band) => (isAsked(band) ? own[band] + shared : 0)) };
}

/** Which bands took all they could: there may be more of them. */
export function filledBands(room: ClaimRoom, claimed: PerBand): Record<Band, boolean> {
  let { shared } = room;
  const isFull = (band: Band): boolean => {
    const limit = Math.min(room.most[band], room.own[band] + shared);
    shared -= Math.max(0, claimed[band] - room.own[band]);
    return claimed[band] >= limit;
  };
  return { 0: isFull(0), 1: isFull(1), 2: isFull(2) };
}

export function perBand(of: (band: Band) => number): [number, number, number] {
  return [of(0), of(1), of(2)];
}

function sum([urgent, normal, low]: PerBand): number {
  return urgent + normal + low;
}
