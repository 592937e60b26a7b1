/** How long is it until support access ends, in words? */
import type { Translate } from "@/i18n/index.ts";

/** Whole minutes until a moment, the begun one too; none once it has passed. */
export function minutesLeft(until: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(until) - now) / 60_000));
}

/** A number of minutes as people say it: `45 min`, `1 tim`, `3 tim 20 min`. */
export function span(t: Translate, minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [
    ...(hours > 0 ? [t("support.hours", { n: hours })] : []),
    ...(rest > 0 || hours === 0 ? [t("support.min", { n: rest })] : []),
  ];
  return parts.join(" ");
}
