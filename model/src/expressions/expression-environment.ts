import { Environment } from "@marcbachmann/cel-js";
import { registerCoalesce } from "./coalesce.ts";
import { calendarFunctions } from "./calendar-functions.ts";
import { dateFunctions } from "./date-functions.ts";
import { listFunctions } from "./list-functions.ts";
import { lookupFunctions } from "./lookup-functions.ts";
import { mapFunctions, numberFunctions } from "./map-and-number-functions.ts";
import { moneyFunctions } from "./money-functions.ts";
import { registerMixedOperators } from "./operators.ts";
import { registerFunctions } from "./register-functions.ts";
import { setFunctions } from "./set-functions.ts";
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
    ...calendarFunctions,
    ...setFunctions,
    ...moneyFunctions,
    ...lookupFunctions,
  ]);
  registerCoalesce(environment);
  return environment;
}
