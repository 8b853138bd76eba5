/** The cases of the jobs beside the campaigns: all of them run through the rules of examples/signing-incentive. */
import type { GoldenCase, GoldenSuite } from "../suite.ts";
import type { SeedCase, SeedExpected, ServiceJobsFile, TechnicianFile } from "./file.ts";
import { runPending, runSeed, runSla, runTechnicians } from "./run-cases.ts";

function suite(name: string, cases: readonly GoldenCase[]): GoldenSuite {
  return { name, cases };
}

export function serviceJobSuites(file: ServiceJobsFile): GoldenSuite[] {
  return [
    suite("sla_and_pending_orders.json#slaSeed", (file.slaSeed ?? []).map(seedCase)),
    suite(
      "sla_and_pending_orders.json#sla",
      (file.sla ?? []).map(({ id, input, expected }) => ({ label: id, input, expected, run: () => runSla(input) })),
    ),
    suite(
      "sla_and_pending_orders.json#pendingOrders",
      (file.pendingOrders ?? []).map(({ id, input, expected }) => ({
        label: id,
        input,
        expected,
        run: () => runPending(input),
      })),
    ),
  ];
}

export function technicianSuites(file: TechnicianFile): GoldenSuite[] {
  return [
    suite(
      "reward_messages.json#technicianStatus",
      (file.technicianStatus ?? []).map(({ id, input, expected }) => ({
        label: id,
        input,
        expected,
        run: () => runTechnicians(input),
      })),
    ),
  ];
}

function seedCase({ id, input, expected, orderMatters = true }: SeedCase): GoldenCase {
  const inOrder = (given: SeedExpected): SeedExpected => ({
    ...given,
    messages: orderMatters
      ? given.messages
      : given.messages.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  });
  return {
    label: id,
    input,
    expected: inOrder(expected),
    run: async () => inOrder((await runSeed(input)) as SeedExpected),
  };
}
