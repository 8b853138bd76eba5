/** The addresses of rules, and of what starts them. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { parseCalendarSearch } from "../features/calendars/index.ts";
import { parseEventSearch } from "../features/events/index.ts";
import { parseNewRuleSearch } from "../features/rule-editor/index.ts";
import { parseRulePageSearch, parseRulesSearch } from "../features/rules/index.ts";
import { positiveId } from "./positive-id.ts";
import { shell } from "./shell-route.ts";

const rules = createRoute({
  getParentRoute: () => shell,
  path: "/rules",
  validateSearch: parseRulesSearch,
  component: lazyRouteComponent(() => import("../features/rules/RulesPage.tsx"), "RulesPage"),
});

const rule = createRoute({
  getParentRoute: () => shell,
  path: "/rules/$rule",
  validateSearch: parseRulePageSearch,
  component: lazyRouteComponent(() => import("../features/rules/RulePage.tsx"), "RulePage"),
});

const newRule = createRoute({
  getParentRoute: () => shell,
  path: "/new-rule",
  validateSearch: parseNewRuleSearch,
  component: lazyRouteComponent(() => import("../features/rule-editor/NewRulePage.tsx"), "NewRulePage"),
});

const editRule = createRoute({
  getParentRoute: () => shell,
  path: "/rules/$rule/edit",
  component: lazyRouteComponent(() => import("../features/rule-editor/EditRulePage.tsx"), "EditRulePage"),
});

const events = createRoute({
  getParentRoute: () => shell,
  path: "/events",
  validateSearch: parseEventSearch,
  component: lazyRouteComponent(() => import("../features/events/EventsPage.tsx"), "EventsPage"),
});

const event = createRoute({
  getParentRoute: () => shell,
  path: "/events/$eventId",
  params: positiveId("eventId"),
  component: lazyRouteComponent(() => import("../features/events/EventPage.tsx"), "EventPage"),
});

const calendars = createRoute({
  getParentRoute: () => shell,
  path: "/calendars",
  component: lazyRouteComponent(() => import("../features/calendars/CalendarsPage.tsx"), "CalendarsPage"),
});

const calendar = createRoute({
  getParentRoute: () => shell,
  path: "/calendars/$calendar",
  validateSearch: parseCalendarSearch,
  component: lazyRouteComponent(() => import("../features/calendars/CalendarPage.tsx"), "CalendarPage"),
});

export const ruleRoutes = [rules, rule, newRule, editRule, events, event, calendars, calendar] as const;
