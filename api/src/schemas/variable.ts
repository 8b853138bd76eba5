import { z } from "zod";
import { Identifier, Instant, Json } from "./common.ts";
import { personal } from "./personal.ts";

export const VariableParams = z.strictObject({ name: Identifier });

export const VariableView = z
  .object({ name: z.string(), value: personal("json", Json), updatedAt: Instant })
  .meta({ id: "Variable" });

export const VariableValues = z.strictObject({
  values: z.record(Identifier, Json).describe("Those that are not named here stay as they are."),
});
