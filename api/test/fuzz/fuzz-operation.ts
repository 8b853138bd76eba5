import { fileURLToPath } from "node:url";
import { errorCatalog } from "@belfry/model";
import fc from "fast-check";
import { hostileRequest, wellFormedRequest, type KnownParams, type RawRequest } from "./hostile-request.ts";
import type { Operation } from "./operation.ts";
import type { RawAnswer, Wire } from "./wire.ts";

export interface Finding {
  readonly operation: string;
  readonly why: string;
  readonly request: string;
  readonly answer: string;
}

export interface Fuzzed {
  readonly sent: number;
  /** How often each status was answered; 0: the connection was closed without an answer. */
  readonly statuses: Readonly<Record<number, number>>;
  readonly findings: readonly Finding[];
}

export interface FuzzDeps {
  readonly wire: Wire;
  /** The credentials of somebody who may do everything. */
  readonly authorization: string;
  readonly known: KnownParams;
  readonly readState: () => Promise<Readonly<Record<string, string>>>;
}

const BATCH = 50;
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const codes: Readonly<Record<string, { readonly status: number }>> = errorCatalog;

/** Sends requests to one operation and returns what should not have happened, at most one finding of each kind. */
export async function fuzzOperation(
  deps: FuzzDeps,
  operation: Operation,
  options: { readonly requests: number; readonly seed: number },
): Promise<Fuzzed> {
  const { requests, seed } = options;
  // Three of four are hostile; the others get further, to where the values themselves are looked at.
  const hostile = fc.sample(hostileRequest(operation, deps.known), { numRuns: Math.ceil(requests * 0.75), seed });
  const fitting = fc.sample(wellFormedRequest(operation, deps.known), { numRuns: Math.ceil(requests * 0.25), seed });
  const findings = new Map<string, Finding>();
  const statuses: Record<number, number> = {};
  const report = (why: string, request: RawRequest, answer: RawAnswer) => {
    const kind = why.replaceAll(/\d+/g, "n");
    if (!findings.has(kind)) findings.set(kind, { operation: operation.operationId, why, ...printed(request, answer) });
  };

  let known: Readonly<Record<string, string>> | undefined;
  for (const batch of [...inBatches(hostile), ...inBatches(fitting)]) {
    const before = known ?? (await deps.readState());
    const answers = await Promise.all(
      batch.map(async (request, n) => {
        // One of ten comes from nobody.
        const credentials = n % 10 === 9 ? {} : { authorization: deps.authorization };
        const sent = { ...request, headers: { ...credentials, ...request.headers } };
        const answer = await deps.wire.send(sent);
        statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
        for (const why of faultsOf(answer)) report(why, sent, answer);
        return answer;
      }),
    );
    known = undefined;
    if (answers.some(({ status }) => status < 400)) continue;
    const after = await deps.readState();
    known = after;
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    const [request] = batch;
    const [answer] = answers;
    if (changed.length > 0 && request !== undefined && answer !== undefined) {
      report(`only refusals, and yet rows changed in ${changed.join(", ")}`, request, answer);
    }
  }
  return { sent: hostile.length + fitting.length, statuses, findings: [...findings.values()] };
}

function faultsOf({ status, headers, text }: RawAnswer): string[] {
  const faults: string[] = [];
  if (status === 0) return faults;
  if (status >= 500) faults.push(`status ${status}`);
  if (/\n\s+at .+:\d+/.test(text)) faults.push("a stack trace in the answer");
  if (text.includes(ROOT) || text.includes("node_modules")) faults.push("a path of our files in the answer");
  if (/syntax error at or near|invalid input syntax|violates \w+ constraint/.test(text))
    faults.push("words of the database");
  if ("x-injected" in headers || "bcc" in headers) faults.push("a header that was injected");
  if (status < 400) return faults;
  if (!String(headers["content-type"]).startsWith("application/problem+json"))
    return [...faults, "no problem document"];
  const problem = JSON.parse(text) as { readonly code: string; readonly status: number };
  const known = Object.hasOwn(codes, problem.code) ? codes[problem.code] : undefined;
  if (known === undefined) faults.push(`the unknown code ${problem.code}`);
  else if (known.status !== status || problem.status !== status) faults.push(`${problem.code} with status ${status}`);
  return faults;
}

function inBatches<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, n) => items.slice(n * BATCH, (n + 1) * BATCH));
}

function printed(request: RawRequest, answer: RawAnswer): { request: string; answer: string } {
  const { authorization: _authorization, ...headers } = request.headers;
  return {
    request: `${request.method} ${request.path.slice(0, 300)} ${JSON.stringify(headers).slice(0, 300)} ${request.body?.toString().slice(0, 500) ?? ""}`,
    answer: `${answer.status} ${answer.text.slice(0, 500)}`,
  };
}
