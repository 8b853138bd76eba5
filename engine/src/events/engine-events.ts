/**
 * Everything the engine reports. Logs, metrics, the console and tests subscribe to this one list; the engine itself
 * formats no log line.
 */
import { EventEmitter } from "node:events";
import type { EndedExecutionState, Failure, SlotFate } from "@belfry/model";

export interface EngineEvents {
  /** `session` is false behind a transaction-pooling proxy: a death is then noticed by silence only, after seconds. */
  "node.started": { node: number; session: boolean };
  /** Other nodes are gone and what they held was given back. */
  "node.taken-over": { nodes: readonly number[]; executions: number };
  /** This node was declared dead, or lost its session lock; it drops its work and begins anew. */
  "node.lost": { node: number; reason: string };
  /** This node takes nothing new and hands over what it holds; running actions may go on until then. */
  "node.drained": { node: number; until: Date };
  /** It takes work again. */
  "node.resumed": { node: number };
  /** The database's clock moved by more than the time that passed. */
  "clock.jumped": { at: Date; jumpMs: number };
  "slots.decided": { fates: Readonly<Partial<Record<SlotFate, number>>>; latestMs: number };
  /** A condition threw; the slot has the fate `condition-error`. */
  "slot.condition-error": { rule: string; dueAt: Date; message: string };
  "execution.claimed": { executionId: number; rule: string; epoch: number };
  /** One attempt of one action ended and is durable. */
  "action.ended": { executionId: number; rule: string; action: string; state: string; attempt: number; tookMs: number };
  "execution.retrying": {
    executionId: number;
    rule: string;
    action: string;
    attempt: number;
    delayMs: number;
    failure: Failure;
  };
  "execution.waiting": { executionId: number; rule: string; action: string | undefined };
  "execution.ended": { executionId: number; rule: string; state: EndedExecutionState; failure: Failure | undefined };
  /** This process does not know what its rule uses, and left it to a node of another build. */
  "execution.left": { executionId: number; rule: string };
  /** It is set aside: so many nodes died while they ran it. Told again where what is done about it takes several holdings. */
  "execution.poisoned": { executionId: number; rule: string; lives: number; nodes: readonly string[] };
  /** Somebody else holds the execution now; this node's late result was dropped. */
  "execution.lease-lost": { executionId: number; rule: string };
  /**
   * A connection (`host:port`) is not called until somebody says so (`until` null) or a probe has gone well; what needs it
   * is parked. `openedBy` is a person, or null when its failures did it.
   */
  "connection.parked": { connection: string; reason: string; openedBy: string | null; until: Date | null };
  /** It is called again by all. */
  "connection.resumed": { connection: string };
  /** A trigger that listens is connected. */
  "feed.listening": { rule: string; trigger: string };
  /** A trigger that takes events from elsewhere does not work; it is tried again. */
  "feed.failing": {
    rule: string;
    trigger: string;
    failure: Omit<Failure, "action">;
    attempts: number;
    retryInMs: number;
  };
  /** A trigger takes nothing, because too much waits already; its source keeps what it has. */
  "feed.paused": { rule: string; trigger: string; reason: string };
  "feed.resumed": { rule: string; trigger: string };
  /** What a trigger that takes events from elsewhere has to say. */
  "feed.log": {
    rule: string;
    trigger: string;
    level: "info" | "warn" | "error";
    message: string;
    fields: Readonly<Record<string, unknown>>;
  };
  /** The engine itself failed where it should not; nothing is lost, the work is done again. */
  "engine.error": { where: string; error: unknown };
}

export interface EngineEventBus {
  on<Name extends keyof EngineEvents>(name: Name, handler: (event: EngineEvents[Name]) => void): () => void;
  emit<Name extends keyof EngineEvents>(name: Name, event: EngineEvents[Name]): void;
}

export function createEventBus(): EngineEventBus {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(100);
  const emit: EngineEventBus["emit"] = (name, event) => void emitter.emit(name, event);
  return {
    on(name, handler) {
      // A log or a page that fails to take an event must not end the execution that reports it.
      const guarded = (event: EngineEvents[typeof name]) => {
        try {
          handler(event);
        } catch (error) {
          // Whoever takes the errors fails itself: the process says so on its own, and goes on.
          if (name === "engine.error") process.emitWarning(error instanceof Error ? error : String(error));
          else emit("engine.error", { where: `a subscriber of ${name}`, error });
        }
      };
      emitter.on(name, guarded);
      return () => emitter.off(name, guarded);
    },
    emit,
  };
}
