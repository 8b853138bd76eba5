import type { Route } from "../../contract/define-route.ts";
import { getGridFreshness } from "./get-grid-freshness.ts";
import { listFreshness } from "./list-freshness.ts";

/** By when cells are complete, in the order of their documentation. */
export const gridFreshnessRoutes: readonly Route[] = [getGridFreshness, listFreshness];
