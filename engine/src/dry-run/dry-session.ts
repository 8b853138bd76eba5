import { createSecretMasker, type ArtifactRef, type Scope, type SecretMasker } from "@belfry/model";
import type { TriedRecords } from "@belfry/plugin-kit";
import type { EngineCore } from "../engine-core.ts";
import { createEventBus } from "../events/engine-events.ts";
import { noFaults } from "../fault-points.ts";
import type { KnownNames } from "../resources/known-names.ts";
import { createGrids } from "../grid/action-grids.ts";
import type { RunnerDeps } from "../run/execution-frame.ts";
import type { Deadlines } from "../node/deadlines.ts";
import { createCutValues, type CutValues } from "./cut-values.ts";
import { readOnlyStore } from "./read-only-store.ts";
import { trialFiles } from "./trial-files.ts";
import type { FileStore } from "../files/file-store.ts";
import type { TriedRun } from "./dry-run-views.ts";
import type { WhoReleases } from "./who-releases.ts";

/** Everything that the executions of one dry run share. */
export interface DrySession {
  readonly deps: RunnerDeps;
  readonly masker: SecretMasker;
  readonly files: FileStore;
  readonly records: TriedRecords;
  readonly shown: CutValues;
  readonly signal: AbortSignal;
  /** The moment that the rule sees as now. */
  readonly at: Date;
  /** What the caller is restricted to. */
  readonly scope: Scope | null;
  readonly maxItems: number;
  readonly whoReleases: WhoReleases;
  readonly runs: TriedRun[];
  /** Below zero, and of this dry run alone: what is kept by the number of an execution is nobody else's. */
  readonly executionId: number;
  /** Waits are not waited for: the time goes on by them. */
  passBy(until: Date): void;
  /** Takes a place for a step in what is shown; false when there is none left. */
  takePlace(): boolean;
  /** The content of a file in base64, as long as there is room for it. */
  contentOf(artifact: ArtifactRef): Promise<string | null>;
}

/** More is read by nobody. */
const MOST_STEPS = 1_000;

export function openSession(
  core: EngineCore,
  options: {
    readonly names: KnownNames;
    readonly folder: string;
    readonly at: Date;
    readonly scope: Scope | null;
    readonly maxItems: number;
    readonly whoReleases: WhoReleases;
    readonly signal: AbortSignal;
    readonly content: (files: FileStore, artifact: ArtifactRef) => Promise<string | null>;
  },
): DrySession {
  const began = performance.now();
  let passed = 0;
  let places = MOST_STEPS;
  const files = trialFiles(core.services.files, options.folder);
  const now = () => new Date(options.at.getTime() + passed + Math.round(performance.now() - began));
  return {
    deps: trialDeps(core, { names: options.names, files, now }),
    masker: createSecretMasker(),
    files,
    records: new Map(),
    shown: createCutValues(),
    signal: options.signal,
    at: options.at,
    scope: options.scope,
    maxItems: options.maxItems,
    whoReleases: options.whoReleases,
    runs: [],
    executionId: -1 - Math.floor(Math.random() * 2 ** 48),
    passBy(until) {
      passed += Math.max(0, until.getTime() - now().getTime());
    },
    takePlace: () => (places -= 1) >= 0,
    contentOf: (artifact) => options.content(files, artifact),
  };
}

/** What executions need of their node, when nothing of it may be written and nobody told. */
function trialDeps(
  core: EngineCore,
  { names, files, now }: { readonly names: KnownNames; readonly files: FileStore; readonly now: () => Date },
): RunnerDeps {
  return {
    store: readOnlyStore(core.store),
    writer: { checkpoint: refuse, release: refuse, finish: refuse },
    rules: core.rules,
    services: { ...core.services, files, notify: refuse, tellPeople: refuse },
    names,
    secondPerson: undefined,
    events: createEventBus(),
    bus: { on: () => () => undefined, tell: () => undefined, close: async () => undefined },
    faults: noFaults,
    logs: {
      write: () => undefined,
      progress: () => undefined,
      forget: () => undefined,
      flushed: async () => undefined,
    },
    connections: core.connections,
    connectionRates: core.connectionRates,
    grids: (execution) => createGrids({ ...core, store: readOnlyStore(core.store) }, execution),
    deadlines: ownDeadlines(now),
    now,
    installation: "dry-run",
    random: () => 0,
    maxLives: Number.POSITIVE_INFINITY,
  };
}

async function refuse(): Promise<never> {
  throw new Error("A dry run was about to write something. Nothing was written.");
}

/** No pulse looks after them: a dry run has no node. */
function ownDeadlines(now: () => Date): Deadlines {
  return {
    add(at, fire) {
      const timer = setTimeout(fire, Math.min(Math.max(0, at.getTime() - now().getTime()), 2_147_483_647));
      timer.unref();
      return () => clearTimeout(timer);
    },
    fireDue: () => undefined,
    next: () => undefined,
  };
}
