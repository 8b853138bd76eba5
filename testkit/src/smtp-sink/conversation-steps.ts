import { setTimeout as pause } from "node:timers/promises";
import { BehaviourBoard } from "./smtp-behaviour.ts";
import type { Socket } from "node:net";
import type { SmtpReply, SmtpStage } from "./smtp-behaviour.ts";

/** One step of a conversation, to show in a test what was not tried twice. */
export interface SmtpStep {
  readonly stage: SmtpStage;
  /** The address or user that the step named. */
  readonly address: string | undefined;
}

/** How a step ends. */
export type StepDecision =
  | { readonly kind: "accept" }
  | { readonly kind: "refuse"; readonly error: Error }
  /** No answer; `cut` ends the connection. */
  | { readonly kind: "withhold"; readonly keepsMail: boolean; cut(): void };

/** Takes every step of every conversation through the behaviours that a test has set. */
export class ConversationSteps {
  readonly taken: SmtpStep[] = [];
  readonly behaviours = new BehaviourBoard();
  readonly #sockets = new Map<number, Socket>();
  readonly #closing = new AbortController();

  /** Remembers a connection, so that it can be cut. The library keeps its sockets to itself. */
  watch(socket: Socket): void {
    const port = socket.remotePort;
    if (port === undefined) return;
    this.#sockets.set(port, socket);
    socket.once("close", () => this.#sockets.delete(port));
  }

  /** Decides one step: what a behaviour says, else `refusal` if there is one, else it is accepted. */
  async decide(
    step: { readonly stage: SmtpStage; readonly address?: string | undefined; readonly remotePort: number },
    refusal?: SmtpReply,
  ): Promise<StepDecision> {
    const { stage, address, remotePort } = step;
    this.taken.push({ stage, address });
    const behaviour = this.behaviours.take(stage, address);
    const outcome = behaviour?.outcome ?? refusal;
    const keepsMail = behaviour?.keepsMail ?? true;
    const wasClosed = !(await this.#waited(behaviour?.delayMs ?? 0));
    if (wasClosed) return { kind: "withhold", keepsMail: false, cut: () => undefined };
    if (outcome === undefined) return { kind: "accept" };
    if (outcome.kind === "reply") {
      return { kind: "refuse", error: Object.assign(new Error(outcome.text), { responseCode: outcome.code }) };
    }
    const cut = (): void => {
      if (outcome.kind === "disconnect") this.#sockets.get(remotePort)?.destroy();
    };
    return { kind: "withhold", keepsMail, cut };
  }

  /** Ends every wait and every connection. */
  close(): void {
    this.#closing.abort();
    for (const socket of this.#sockets.values()) socket.destroy();
  }

  /** False if the sink was closed meanwhile. */
  async #waited(delayMs: number): Promise<boolean> {
    if (delayMs === 0) return true;
    return pause(delayMs, true, { signal: this.#closing.signal }).catch(() => false);
  }
}
