/** How is a moment entered? As day and time on a clock in Sweden, and kept as an instant. */

const ZONE = "Europe/Stockholm";

/** An instant as an input of day and time shows it, `2026-11-28T14:05`. */
export function localOf(instant: string): string {
  const text = new Intl.DateTimeFormat("sv-SE", {
    timeZone: ZONE,
    dateStyle: "short",
    timeStyle: "short",
  }).format(new Date(instant));
  return text.replace(" ", "T");
}

/**
 * The instant of a day and time in Sweden; null for what is none. An hour that comes twice is the first of both, one that is left
 * out in spring is the hour after it.
 */
export function instantOf(local: string): string | null {
  const wanted = Date.parse(`${local}Z`);
  if (Number.isNaN(wanted)) return null;
  // Sweden is one or two hours before UTC.
  const summer = new Date(wanted - 2 * 3_600_000);
  const winter = new Date(wanted - 3_600_000);
  const fits = localOf(summer.toISOString()) === local.slice(0, 16);
  return (fits ? summer : winter).toISOString();
}

/** Now, to the minute. */
export function thisMinute(now: Date = new Date()): string {
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000).toISOString();
}
