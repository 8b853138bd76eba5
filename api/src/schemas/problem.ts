import { z } from "zod";

export const ProblemItem = z
  .object({
    path: z.string().describe("Where it is: `actions[0].with.rows`. Empty for the whole."),
    position: z
      .object({ line: z.int(), column: z.int() })
      .optional()
      .describe("The place inside the text at that path, both counted from 1."),
    message: z.string(),
    remedy: z.string(),
    code: z
      .string()
      .optional()
      .describe(
        "By which both texts are known, for whoever writes them in another language. None: they are all there is.",
      ),
    values: z.record(z.string(), z.string()).optional().describe("What the texts name."),
  })
  .meta({ id: "ProblemItem" });

/** Every error of the API: a problem document of RFC 9457. */
export const ProblemDocument = z
  .object({
    type: z.string().describe("`/docs/errors/CODE`: a page of this server about the code."),
    title: z.string().describe("What happened, as a sentence; the same for every case of a code."),
    status: z.int(),
    code: z.string().describe("What programs compare; docs/reference/errors.md lists them all."),
    detail: z.string().describe("The particulars of this case. May be empty."),
    remedy: z.string().describe("What to do about it."),
    problems: z.array(ProblemItem).readonly(),
    requestId: z.string().describe("Under which the log knows this request."),
  })
  .meta({ id: "Problem" });
export type ProblemDocument = z.infer<typeof ProblemDocument>;
