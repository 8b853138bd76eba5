import { Environment } from "@marcbachmann/cel-js";
import { Liquid } from "liquidjs";
import type { RowExpressions } from "@belfry/plugin-kit";

export function createRowExpressions(ruleNames: Readonly<Record<string, unknown>>): RowExpressions {
  const liquid = new Liquid({ strictVariables: true, strictFilters: true });
  const cel = new Environment({ unlistedVariablesAreDyn: true });
  return {
    expression(source) {
      const compiled = cel.parse(source);
      return (names) => compiled({ ...ruleNames, ...names });
    },
    template(source) {
      const compiled = liquid.parse(source);
      return (names) => String(liquid.renderSync(compiled, { ...ruleNames, ...names }));
    },
  };
}
