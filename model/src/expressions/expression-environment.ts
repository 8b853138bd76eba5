import { Environment } from "@marcbachmann/cel-js";
import { registerCoalesce } from "./coalesce.ts";
import { dateFunctions } from "./date-functions.ts";
import { listFunctions } from "./list-functions.ts";
import { mapFunctions, numberFunctions } from "./map-and-number-functions.ts";
import { registerMixedOperators } from "./operators.ts";
import { registerFunctions } from "./register-functions.ts";
import { textFunctions } from "./text-functions.ts";

/**
 * CEL as Belfry speaks it: any name may hold any value (which names exist is checked beforehand), literals may mix
 * types as JSON does, and sizes are bounded so that parsing stays cheap.
 */
export function createExpressionEnvironment(): Environment {
  const environment = new Environment({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
    limits: { maxAstNodes: 2_000, maxDepth: 50, maxListElements: 500, maxMapEntries: 200, maxCallArguments: 8 },
  });
  registerMixedOperators(environment);
  registerFunctions(environment, [
    ...textFunctions,
    ...listFunctions,
    ...mapFunctions,
    ...numberFunctions,
    ...dateFunctions,
  ]);
  registerCoalesce(environment);
  return environment;
}
