import { numberOrText } from "../database/exact-number.ts";

/** What a column is, as far as its values have to be read in their own way. */
export interface MysqlField {
  readonly name: string;
  readonly columnType?: number | undefined;
}

const DECIMAL = 0;
const TIMESTAMP = 7;
const DATETIME = 12;
const NEW_DECIMAL = 246;

/**
 * What the driver gives, as JSON: dates as ISO texts (those of TIMESTAMP columns in UTC, for which the session is set),
 * numbers where a number holds them exactly, bytes in Base64.
 */
export function mysqlValue({ columnType }: MysqlField, value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (typeof value === "bigint") return numberOrText(String(value));
  if (typeof value !== "string") return value ?? null;
  switch (columnType) {
    case TIMESTAMP:
      return `${value.replace(" ", "T")}Z`;
    case DATETIME:
      return value.replace(" ", "T");
    case DECIMAL:
    case NEW_DECIMAL:
      return numberOrText(value);
    default:
      return value;
  }
}
