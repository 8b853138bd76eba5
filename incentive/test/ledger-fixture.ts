import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFileStore, type FileStore } from "@belfry/engine";
import { createIncentives, readRows, type Campaign, type Incentives, type RunRequest } from "../src/index.ts";
import { createTestDatabase } from "@belfry/testkit";
import type { LedgerFaults } from "../src/ledger/fault-points.ts";

export const by = { kind: "person", name: "wang", address: null, requestId: null } as const;

export interface TestLedger extends AsyncDisposable {
  readonly incentives: Incentives;
  readonly files: FileStore;
  readonly database: Awaited<ReturnType<typeof createTestDatabase>>;
  /** The rows of a query on the test database. */
  rows<T extends object>(text: string): Promise<T[]>;
}

export async function startLedger({ faults }: { readonly faults?: LedgerFaults } = {}): Promise<TestLedger> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "belfry-incentive-"));
  const files = createFileStore({ folder });
  const incentives = createIncentives({ store: database.store, files, ...(faults !== undefined && { faults }) });
  let queries = 0;
  return {
    incentives,
    files,
    database,
    async rows<T extends object>(text: string) {
      queries += 1;
      return (await database.store.query<T & Record<string, unknown>>({ name: `test-${queries}`, text })).rows;
    },
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

/** A contract as a query gives it. */
export interface SourceContract {
  readonly id: string;
  readonly who?: string;
  readonly provider?: string;
  readonly yuan?: number | string;
  readonly day?: string;
  readonly project?: string;
  readonly type?: number;
  readonly address?: string;
}

/** Rows with the names of the source's columns. */
export function sourceRows(contracts: readonly SourceContract[], day = "2025-05-02"): Record<string, unknown>[] {
  return contracts.map((contract) => ({
    _id: contract.id,
    province: "110000",
    serviceAppointmentNum: contract.project ?? `GD-${contract.id}`,
    serviceHousekeeper: contract.who ?? "李青",
    contractdocNum: `YHWX-${contract.id}`,
    adjustRefundMoney: contract.yuan ?? 12_000,
    paidAmount: contract.yuan ?? 12_000,
    orgName: contract.provider ?? "顺达",
    signedDate: `${contract.day ?? day}T10:00:00.000+08:00`,
    conversion: "0.5",
    sourceType: contract.type ?? 2,
    projectAddress: contract.address ?? "",
  }));
}

/** A run of such rows. */
export function runOf(
  campaign: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  more: Partial<RunRequest> = {},
): RunRequest {
  return {
    campaign,
    source: "test",
    author: "wang",
    read: (definition: Campaign) => readRows(definition, rows, { source: "test" }),
    ...more,
  };
}

/** Many contracts of some people, with amounts that reach tiers; the same for the same seed. */
export function manyContracts(count: number, { people = 7, seed = 1, day = "2025-05-" } = {}): SourceContract[] {
  let state = seed;
  const next = (bound: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * bound);
  };
  return Array.from({ length: count }, (_, n) => ({
    id: `c-${n + 1}`,
    who: `管家${next(people)}`,
    provider: `服务商${next(3)}`,
    yuan: (1_000_000 + next(4_000_000)) / 100,
    day: `${day}${String(1 + next(28)).padStart(2, "0")}`,
    project: `GD-${next(count)}`,
  }));
}
