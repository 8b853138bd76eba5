import { z } from "zod";
import { GateFault } from "./gate-fault.ts";
import { readBody, sendJson } from "./gate-exchange.ts";
import type { FaultBoard } from "./fault-board.ts";
import type { GateExchange, GateRequest } from "./gate-exchange.ts";
import type { GateSessions } from "./gate-sessions.ts";

/** What another process may ask of the simulation: the switches of {@link GateFault} and the log. */
export const controlPath = "/__control";

const ControlCommand = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("set-fault"), fault: GateFault }),
  z.strictObject({ do: z.literal("clear-faults") }),
  z.strictObject({ do: z.literal("end-sessions") }),
  z.strictObject({ do: z.literal("forget-requests") }),
]);

export interface ControlDeps {
  readonly faults: FaultBoard;
  readonly sessions: GateSessions;
  readonly requests: GateRequest[];
}

/** `GET` shows faults, sessions and requests; `POST` takes one command and answers with the same view. */
export async function handleControl(exchange: GateExchange, deps: ControlDeps): Promise<void> {
  if (exchange.request.method === "POST") {
    const parsed = ControlCommand.safeParse(parseJson(await readBody(exchange.request)));
    if (!parsed.success) {
      sendJson(exchange, 400, { message: "The command cannot be read.", problems: z.treeifyError(parsed.error) });
      return;
    }
    carryOut(parsed.data, deps);
  }
  sendJson(exchange, 200, { faults: deps.faults.list(), sessions: deps.sessions.list(), requests: deps.requests });
}

function carryOut(command: z.infer<typeof ControlCommand>, { faults, sessions, requests }: ControlDeps): void {
  switch (command.do) {
    case "set-fault":
      return faults.set(command.fault);
    case "clear-faults":
      return faults.clear();
    case "end-sessions":
      return sessions.endAll();
    case "forget-requests":
      requests.length = 0;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // refused by the schema, like every other body that is no command
  }
}
