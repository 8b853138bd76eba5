import type { ExecutionDetail } from "./execution-queries.ts";

/** Which sentence says what an execution waits for, and the values in it; each sentence takes those that it names. */
export interface WaitSentence {
  readonly key:
    | "children"
    | "retry"
    | "step"
    | "connection"
    | "connection-opened"
    | "rate"
    | "gate-rule"
    | "gate-key"
    | "gate-label"
    | "gate-open";
  readonly values: {
    readonly action: string;
    readonly connection: string;
    readonly limit: number;
    readonly ahead: number;
    readonly key: string;
    readonly label: string;
  };
}

/** Undefined for an execution that waits for nothing. */
export function waitSentence(execution: Pick<ExecutionDetail, "state" | "waitingFor">): WaitSentence | undefined {
  const { waitingFor } = execution;
  if (waitingFor === null) return undefined;
  const { action, connection, gate } = waitingFor;
  const values = {
    action: action ?? "",
    connection: connection ?? "",
    limit: gate?.limit ?? 0,
    ahead: gate?.ahead ?? 0,
    key: keyText(gate?.key),
    label: gate?.label ?? "",
  };
  return { key: sentenceOf(execution.state, waitingFor), values };
}

function sentenceOf(
  state: ExecutionDetail["state"],
  { kind, action, gate, probeAt }: NonNullable<ExecutionDetail["waitingFor"]>,
): WaitSentence["key"] {
  if (kind === "rate") return "rate";
  // Nobody tries by itself what a person has opened.
  if (kind === "connection") return probeAt === null ? "connection-opened" : "connection";
  // Between two looks a limit may have been taken away: it is let in with the next one.
  if (gate !== null) return gate.limit === null ? "gate-open" : `gate-${gate.kind}`;
  if (action === null) return "children";
  return state === "retrying" ? "retry" : "step";
}

function keyText(key: unknown): string {
  return typeof key === "string" ? key : JSON.stringify(key ?? null);
}
