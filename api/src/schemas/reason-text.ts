import { z } from "zod";
import { personal } from "./personal.ts";

/** A reason that may name somebody, in one language each. */
export const ReasonText = z
  .object({ zh: personal("text", z.string()), en: personal("text", z.string()) })
  .meta({ id: "ReasonText" });
