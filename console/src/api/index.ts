export { belfry } from "./client.ts";
export { createQueryClient } from "./create-query-client.ts";
export { createHintGatherer, readHintedIds } from "./live-hints.ts";
export type { Hints, HintTopic } from "./live-hints.ts";
export { liveStateQuery } from "./live-state.ts";
export { fetchFile, toProblem } from "./problem.ts";
