import { Duration, parseDuration } from "@belfry/plugin-kit";

/** A duration as people write it; in milliseconds once it is parsed. */
export function duration() {
  return Duration.transform((written) => (typeof written === "number" ? written : parseDuration(written)));
}
