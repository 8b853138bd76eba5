import { AppError } from "@belfry/model";
import { z } from "zod";
import type { EvaluationState } from "./evaluation-state.ts";

const Count = z.int().min(0);
const Fen = z.int().min(0);

const Person = z.strictObject({
  count: Count,
  totalFen: Fen,
  performanceFen: Fen,
  platformCount: Count,
  platformFen: Fen,
  platformPerformanceFen: Fen,
  selfReferralCount: Count,
  selfReferralFen: Fen,
  held: z.array(z.string()),
});

const StateJson = z.strictObject({
  campaign: z.string().min(1),
  sequence: Count,
  persons: z.record(z.string(), Person),
  projects: z.record(z.string(), Fen),
  addresses: z.array(z.string()),
  known: z.array(z.string()),
});
export type StateJson = z.output<typeof StateJson>;

/** A state as plain JSON, for a file. */
export function stateToJson(state: EvaluationState): StateJson {
  return {
    campaign: state.campaign,
    sequence: state.sequence,
    persons: Object.fromEntries(
      [...state.persons].map(([person, figures]) => [person, { ...figures, held: [...figures.held] }]),
    ),
    projects: Object.fromEntries(state.projects),
    addresses: [...state.addresses],
    known: [...state.known],
  };
}

/** Reads what `stateToJson` wrote. @throws AppError `INCENTIVE_STATE_INVALID` with each problem */
export function stateFromJson(json: unknown): EvaluationState {
  const parsed = StateJson.safeParse(json);
  if (!parsed.success)
    throw new AppError("INCENTIVE_STATE_INVALID", {
      problems: parsed.error.issues.map(({ path, message }) => ({
        path: path.map(String).join("."),
        message: `${message}.`,
        remedy: "Hand in the file as the last run wrote it.",
      })),
    });
  const { campaign, sequence, persons, projects, addresses, known } = parsed.data;
  return {
    campaign,
    sequence,
    persons: new Map(Object.entries(persons)),
    projects: new Map(Object.entries(projects)),
    addresses: new Set(addresses),
    known: new Set(known),
  };
}
