import type { Chapter } from "./chapter.ts";
import { alerts } from "./alerts.ts";
import { connections } from "./connections.ts";
import { events } from "./events.ts";
import { failures } from "./failures.ts";
import { feeds } from "./feeds.ts";
import { keeping } from "./keeping.ts";
import { limits } from "./limits.ts";
import { outcomes } from "./outcomes.ts";
import { runs } from "./runs.ts";
import { schedules } from "./schedules.ts";

export const chapters: readonly Chapter[] = [
  schedules,
  runs,
  events,
  feeds,
  outcomes,
  keeping,
  connections,
  limits,
  failures,
  alerts,
];
