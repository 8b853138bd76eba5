import { z } from "zod";

export const SecurityFindingView = z
  .object({
    id: z.string().describe("Stays the same from version to version."),
    level: z.enum(["finding", "hint"]).describe("A finding is unsafe as it is; a hint is worth knowing."),
    message: z.string(),
    why: z.string(),
    remedy: z.string(),
  })
  .meta({ id: "SecurityFinding" });
