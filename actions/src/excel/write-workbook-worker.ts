import { serveMainThread } from "../worker/serve-main-thread.ts";
import { writeWorkbook } from "./write-workbook.ts";

serveMainThread(writeWorkbook);
