/**
 * Evaluates a file in a thread of its own, which may hold little that is new: with the space that Node gives by default, a
 * million contracts took 550 MB, and two thirds of that was waste that nobody had collected yet.
 */
import { once } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import type { RowFault } from "@belfry/incentive";
import { evaluatedText } from "./evaluated-text.ts";
import { evaluateFile } from "./evaluate-file.ts";
import type { EvaluationOrder, EvaluationReport } from "./evaluation-order.ts";
import { readStateFile, writeStateFile } from "./state-file.ts";
import { sumRows } from "./sum-rows.ts";
import { writeEvaluatedJson } from "./write-evaluated-json.ts";

const port = parentPort;
if (port === null) throw new Error("This is a thread of the command line and nothing that is started alone.");

const encoder = new TextEncoder();

/** Hands on a piece of the output, and waits until it is written. */
async function write(text: string): Promise<void> {
  const to = port as NonNullable<typeof port>;
  const taken = once(to, "message");
  const bytes = encoder.encode(text);
  // Handed over and not copied: as texts, a million rows filled the memory of the other side before it was collected.
  to.postMessage({ kind: "text", bytes } satisfies EvaluationReport, [bytes.buffer]);
  await taken;
}

async function evaluate(order: EvaluationOrder): Promise<void> {
  const { campaignName, findCampaign, readCampaigns, yuanText } = await import("@belfry/incentive");
  const campaign = findCampaign(await readCampaigns(order.campaigns), order.campaign, order.revision);
  const name = campaignName(campaign);
  const before = order.state === undefined ? undefined : await readStateFile(order.state);
  const quarantine: RowFault[] = [];
  const sums = sumRows();
  const json = order.json ? writeEvaluatedJson(write, name) : undefined;
  const { counts, state } = await evaluateFile(order.contracts, {
    campaign,
    columns: order.column,
    state: before,
    told: {
      row(row) {
        sums.add(row);
        return json?.row(row);
      },
      fault: (fault) => quarantine.push(fault),
    },
  });
  if (order.state !== undefined) await writeStateFile(order.state, state);
  const rewardsFen = sums.awards().reduce((sum, { amountFen }) => sum + amountFen, 0);
  if (json === undefined)
    await write(`${evaluatedText({ campaign: name, counts, sums, quarantine }, yuanText, order.width)}\n`);
  else await json.end({ contracts: counts, rewardsFen, quarantine });
}

try {
  await evaluate(workerData as EvaluationOrder);
} catch (error) {
  if (!(error instanceof Error)) throw error;
  // What an error knows of itself does not come along when it is thrown over the border of a thread.
  const { name, message } = error;
  port.postMessage({ kind: "failed", error: { ...toldFields(error), name, message } } satisfies EvaluationReport);
}
port.unref();

function toldFields(error: Error): Record<string, unknown> {
  const fields = ["code", "status", "remedy", "problems", "details", "detail", "exitCode"] as const;
  const known = error as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    fields.flatMap((field) => (known[field] === undefined ? [] : [[field, JSON.parse(JSON.stringify(known[field]))]])),
  );
}
