import type { Environment } from "@marcbachmann/cel-js";

/**
 * Lets whole numbers of the source (`1`, CEL's int) meet numbers of the data (JSON's, CEL's double): `amount + 1` would
 * be refused otherwise. The result is a double. Two ints stay ints, so `7 / 2` is 3 and `amount / 2` is exact.
 */
export function registerMixedOperators(environment: Environment): void {
  for (const [left, right] of [
    ["int", "double"],
    ["double", "int"],
  ] as const) {
    environment
      .registerOperator(`${left} + ${right}: double`, (a: number | bigint, b: number | bigint) => Number(a) + Number(b))
      .registerOperator(`${left} - ${right}: double`, (a: number | bigint, b: number | bigint) => Number(a) - Number(b))
      .registerOperator(`${left} * ${right}: double`, (a: number | bigint, b: number | bigint) => Number(a) * Number(b))
      .registerOperator(`${left} / ${right}: double`, (a: number | bigint, b: number | bigint) => Number(a) / Number(b))
      .registerOperator(
        `${left} % ${right}: double`,
        (a: number | bigint, b: number | bigint) => Number(a) % Number(b),
      );
  }
  environment.registerOperator("double % double: double", (a: number, b: number) => a % b);
}
