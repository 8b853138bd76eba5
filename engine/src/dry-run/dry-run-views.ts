import type { EndedExecutionState, Failure, TracedPart } from "@belfry/model";
import type { DryRunEffect } from "@belfry/plugin-kit";
import type { Deciders } from "../release/second-person.ts";

/** What a rule would have done, and nothing of which it did. */
export interface DryRunView {
  readonly rule: string;
  /** The version that was tried; null for a definition that is not saved. */
  readonly version: number | null;
  /** The moment that the rule sees as now. */
  readonly at: Date;
  readonly trigger: Readonly<Record<string, unknown>>;
  /** Whether an execution would have been started at all. */
  readonly fate: "fired" | "condition-false" | "condition-error";
  /** The condition and the values that decided it; null when it holds. */
  readonly detail: Readonly<Record<string, unknown>> | null;
  /** The execution first, then those that it starts for the items of a list, and those that it calls. */
  readonly runs: readonly TriedRun[];
  /** Whether something was left out of what is shown: it would have been too much. */
  readonly cut: boolean;
  readonly tookMs: number;
}

/** One execution as it would have been. */
export interface TriedRun {
  /** Its place among the runs, from 0. */
  readonly run: number;
  readonly rule: string;
  /** What started it: an item of the rule's list, or a step that calls it. */
  readonly startedBy: { readonly run: number; readonly step: string | null; readonly item?: unknown } | null;
  /** `stopped`: its time was over before its end. */
  readonly state: Exclude<EndedExecutionState, "skipped"> | "stopped";
  readonly output: unknown;
  readonly failure: Failure | null;
  /** Of a rule that works through a list: how long that is, and how many items were tried. */
  readonly items: { readonly total: number; readonly tried: number } | null;
  /** In the order in which they came. */
  readonly steps: readonly TriedStep[];
  /** Steps that were not reached, by their ids. */
  readonly notReached: readonly string[];
}

/**
 * What became of a step. `ran`: as always. `captured`: what it would have done is shown. `left-out`: nothing is known of
 * what it would have done. `not-run`: its condition does not hold. `unclear`: it depends on what was not done. `failed`: it
 * would have failed.
 */
export type TriedState = "ran" | "captured" | "left-out" | "not-run" | "unclear" | "failed";

export interface TriedStep {
  readonly step: string;
  /** The action, or the kind of the step. */
  readonly use: string;
  /** Its place in loops: "3/1". */
  readonly iteration: string;
  readonly state: TriedState;
  /** What it would have been given; secrets are references or masked. Left out for a step that runs no action. */
  readonly input?: unknown;
  readonly output: unknown;
  /** `real`: what it found out. `stand-in`: what it would give if all went well. `unknown`: null in its place. */
  readonly known: "real" | "stand-in" | "unknown";
  readonly failure: Failure | null;
  readonly condition: {
    readonly expression: string;
    readonly value: unknown;
    readonly parts: readonly TracedPart[];
  } | null;
  /** Earlier steps and variables on which it depends, whose output is not known or only a stand-in. */
  readonly dependsOn: readonly string[];
  readonly effects: readonly DryRunEffect[];
  /** Files that it would have kept. */
  readonly files: readonly TriedFile[];
  /** The first rows of the datasets in its output. */
  readonly rows: readonly {
    readonly columns: readonly string[];
    readonly rows: number;
    readonly first: readonly unknown[];
  }[];
  readonly logs: readonly { readonly level: "info" | "warn" | "error"; readonly message: string }[];
  /** What it would have waited for; null for any other step. */
  readonly waits: TriedWait | null;
  /** Whether a second person would have been asked first. */
  readonly asks: boolean;
  /** Who could release it then, without those who may not because they wrote or start the rule; null when nobody is asked. */
  readonly releasers: Deciders | null;
  /** Connections that it calls and for which it would have waited, because they are in trouble now. */
  readonly closedOff: readonly ClosedConnection[];
  /** Of a loop: how long its list is, and with how many items it was tried. */
  readonly items: { readonly total: number; readonly tried: number } | null;
  /** The run of the rule that it calls, by its place. */
  readonly called: number | null;
  readonly tookMs: number;
}

/** A connection whose breaker is not closed. */
export interface ClosedConnection {
  /** `host:port`. */
  readonly connection: string;
  readonly state: "open" | "half-open";
  /** When the first is let in again; null when a person has to, or when some are let in already. */
  readonly until: Date | null;
}

export interface TriedFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** The content in base64; null when it is too large to be shown. */
  readonly content: string | null;
}

export type TriedWait =
  | { readonly kind: "for"; readonly durationMs: number; readonly until: Date }
  | { readonly kind: "until"; readonly until: Date }
  | { readonly kind: "event"; readonly type: string; readonly key: string; readonly timeoutMs: number | null };
