import { AppError, errorCatalog, isAppError, type ErrorCode, type Problem } from "@belfry/model";
import type { FastifyError } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { ProblemDocument } from "../schemas/problem.ts";

/** The error as one of ours; whatever we do not know is INTERNAL, and its text stays inside. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    return new AppError("REQUEST_INVALID", { problems: problemsOf(error) }, { cause: error });
  }
  const { code, statusCode = 500, message } = error as Partial<FastifyError>;
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return new AppError("BODY_TOO_LARGE", {}, { cause: error });
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return new AppError("MEDIA_TYPE_UNSUPPORTED", {}, { cause: error });
  if (code?.startsWith("FST_") === true && statusCode >= 400 && statusCode < 500) {
    return new AppError("REQUEST_INVALID", { reason: `${message ?? "It is malformed"}.` }, { cause: error });
  }
  return new AppError("INTERNAL", {}, { cause: error });
}

/** The document of RFC 9457. */
export function problemDocument(error: AppError, requestId: string): ProblemDocument {
  const code: ErrorCode = error.code;
  return {
    type: `/docs/errors/${code}`,
    title: errorCatalog[code].message,
    status: error.status,
    code,
    detail: error.detail,
    remedy: error.remedy,
    problems: error.problems,
    requestId,
  };
}

const places: Readonly<Record<string, string>> = { querystring: "query", params: "params", headers: "headers" };

function problemsOf(error: {
  readonly validationContext?: string;
  readonly validation: readonly {
    readonly instancePath: string;
    readonly message?: string;
    readonly params: Readonly<Record<string, unknown>>;
  }[];
}): Problem[] {
  const place = places[error.validationContext ?? ""];
  return error.validation.map((issue) => {
    const { instancePath, params } = issue;
    // Of a key that is not allowed only the issue inside says why.
    const [inner] = Array.isArray(params["issues"]) ? (params["issues"] as { readonly message: string }[]) : [];
    const message = inner?.message ?? issue.message ?? "It is not valid.";
    const inside = instancePath.split("/").filter((part) => part !== "");
    return {
      path: [...(place === undefined ? [] : [place]), ...inside].join("."),
      message: message.endsWith(".") ? message : `${message}.`,
      remedy: "Correct this value; the reference of the API is at /docs/api.",
    };
  });
}
