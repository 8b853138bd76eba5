import { addBreakersClose, addBreakersList, addBreakersOpen } from "../commands/breakers.ts";
import { addDeadLettersDismiss, addDeadLettersList, addDeadLettersReplay } from "../commands/dead-letters.ts";
import { addEventsList, addEventsReplay, addEventsSend, addEventsShow } from "../commands/events.ts";
import { addFeedsList } from "../commands/feeds.ts";
import { addLimitsList, addLimitsRemove, addLimitsSet } from "../commands/limits.ts";
import { addNodesDrain, addNodesList, addNodesResume } from "../commands/nodes.ts";
import type { CommandGroup } from "./command-group.ts";

/** What comes in, what is called, and the processes that do the work. */
export const eventGroups: readonly CommandGroup[] = [
  {
    name: "events",
    description: "look at what came in, send events and look at them again",
    commands: [addEventsList, addEventsShow, addEventsSend, addEventsReplay],
  },
  {
    name: "dead-letters",
    description: "what came in as an event and could not be read",
    commands: [addDeadLettersList, addDeadLettersReplay, addDeadLettersDismiss],
  },
  {
    name: "feeds",
    description: "the triggers that take events from elsewhere",
    commands: [addFeedsList],
  },
  {
    name: "breakers",
    description: "connections that do not answer: what is parked for them, and parking by hand",
    commands: [addBreakersList, addBreakersOpen, addBreakersClose],
  },
  {
    name: "limits",
    description: "how much of a label works at once, and how often a connection is called",
    commands: [addLimitsList, addLimitsSet, addLimitsRemove],
  },
  {
    name: "nodes",
    description: "the processes that take part: their load, and letting one take nothing new",
    commands: [addNodesList, addNodesDrain, addNodesResume],
  },
];
