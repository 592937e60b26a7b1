/** Does a rule hold on a day, and how is an amount in whole kronor written? */
import { showWholeKr } from "@/lib/number.ts";

const ORE = 100;

/** Whether a rule holds on a day. */
export function holdsOn(rule: { from_on: string; until_on: string | null }, day: string): boolean {
  return rule.from_on <= day && (rule.until_on === null || day <= rule.until_on);
}

/** Whole kronor. */
export const kronor = (kr: number): string => showWholeKr(kr * ORE);
