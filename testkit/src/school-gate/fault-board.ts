import type { GateFault, GateFaultKind } from "./gate-fault.ts";

type FaultOfKind<K extends GateFaultKind> = Extract<GateFault, { kind: K }>;

interface ActiveFault {
  readonly fault: GateFault;
  timesLeft: number;
}

/** The faults that are switched on, and how often each may still hit. */
export class FaultBoard {
  #active: ActiveFault[] = [];

  /** Switches a fault on; earlier ones stay. The first that fits a request hits it. */
  set(fault: GateFault): void {
    const timesLeft = "times" in fault ? (fault.times ?? Infinity) : Infinity;
    this.#active.push({ fault, timesLeft });
  }

  clear(): void {
    this.#active = [];
  }

  list(): GateFault[] {
    return this.#active.map((active) => active.fault);
  }

  /** Looks at a fault without counting it as a hit. */
  find<K extends GateFaultKind>(kind: K): FaultOfKind<K> | undefined {
    return this.list().find((fault) => isOfKind(fault, kind));
  }

  /** Takes one hit of a fault of this kind that fits the place, if there is one. */
  take<K extends GateFaultKind>(
    kind: K,
    place: { readonly building?: string; readonly page?: number } = {},
  ): FaultOfKind<K> | undefined {
    for (const active of this.#active) {
      const { fault } = active;
      if (!isOfKind(fault, kind) || !fits(fault, place)) continue;
      active.timesLeft -= 1;
      if (active.timesLeft <= 0) this.#active = this.#active.filter((other) => other !== active);
      return fault;
    }
    return undefined;
  }
}

function isOfKind<K extends GateFaultKind>(fault: GateFault, kind: K): fault is FaultOfKind<K> {
  return fault.kind === kind;
}

function fits(fault: GateFault, place: { readonly building?: string; readonly page?: number }): boolean {
  if ("building" in fault && fault.building !== undefined && fault.building !== place.building) return false;
  return !("page" in fault) || fault.page === undefined || fault.page === place.page;
}
