/** On which day did what happen? Events under their days in Sweden, in the order they come. */
import { today } from "@/lib/date.ts";
import type { AuditEvent } from "./queries.ts";

/** A day and its events. */
export type Day = { day: string; events: AuditEvent[] };

/** The events by day. */
export function byDay(events: AuditEvent[]): Day[] {
  const days: Day[] = [];
  for (const event of events) {
    const day = today(new Date(event.at));
    const last = days.at(-1);
    if (last?.day === day) last.events.push(event);
    else days.push({ day, events: [event] });
  }
  return days;
}
