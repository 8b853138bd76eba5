export { parseTimeSpan, timeSpanEnds } from "./time-span.ts";
export type { TimeSpan } from "./time-span.ts";
export { TimeSpanSelect } from "./TimeSpanSelect.tsx";
