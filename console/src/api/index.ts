export { api } from "./client.ts";
export type { Schemas } from "./client.ts";
export { createQueryClient } from "./create-query-client.ts";
export { createHintGatherer, readHintedIds } from "./live-hints.ts";
export type { Hints, HintTopic } from "./live-hints.ts";
export { liveStateQuery } from "./live-state.ts";
export { answered, ApiProblem, toProblem } from "./problem.ts";
