import { fillText } from "../texts/fill-text.ts";
import { rowFaultTexts, type RowFaultCode } from "./row-fault-texts.ts";

/** A row that cannot be taken, and what to do about it. The rest of the file goes on. */
export interface RowFault {
  /** The row as a spreadsheet counts it: the header is row 1. */
  readonly row: number;
  /** The column by its name in the file; undefined: the row as a whole. */
  readonly column?: string;
  /** What stands there. */
  readonly value?: string;
  /** 合同ID(_id), where it could be read. */
  readonly contractId?: string;
  readonly code: RowFaultCode;
  /** What the texts of the code name, for whoever writes them in another language. */
  readonly values: Readonly<Record<string, string>>;
  readonly message: string;
  readonly remedy: string;
}

/** What is wrong and what to do, by its code. */
export function faultText(
  code: RowFaultCode,
  values: RowFault["values"] = {},
): Pick<RowFault, "code" | "values" | "message" | "remedy"> {
  const [message, remedy] = rowFaultTexts[code];
  return { code, values, message: fillText(message, values), remedy: fillText(remedy, values) };
}
