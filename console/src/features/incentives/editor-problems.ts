import { isBelfryProblem, type ProblemItem } from "@belfry/client";
import { reasonIn } from "../../i18n/reason-in.ts";
import type { Language } from "../../preferences/index.ts";
import type { EditorProblem } from "../../ui/code-editor/index.ts";
import type { useYamlReader } from "../../ui/yaml-text/index.ts";

type ReadText = ReturnType<ReturnType<typeof useYamlReader>>;

/** What the server says of rules: warnings as its answer, errors as its refusal. */
interface Check {
  readonly data:
    | readonly {
        readonly severity: "error" | "warning";
        readonly path: string;
        readonly message: string;
        readonly remedy: string;
        readonly code?: string;
        readonly values?: Readonly<Record<string, string>>;
      }[]
    | undefined;
  readonly error: unknown;
}

/** Everything that is to be said of a text, each at its place and in the language of the reader. */
export function problemsIn(read: ReadText, { data, error }: Check, language: Language): readonly EditorProblem[] {
  if (!read.ok) return read.problems;
  // Its positions are of the JSON that was sent, and not of what is written here.
  const at = (problem: Omit<ProblemItem, "position">) => {
    const { path, message, remedy } = reasonIn(language, problem);
    return read.place({ path, message, remedy });
  };
  if (isBelfryProblem(error)) return error.problems.map(at);
  return (data ?? []).map(({ severity, ...problem }) => ({ ...at(problem), severity }));
}
