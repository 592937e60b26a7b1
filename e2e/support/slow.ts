/** Does the app only work when everything is fast? With `SLOW=500` every answer of the API comes up to 500 ms late. */
import { setTimeout as sleep } from "node:timers/promises";
import type { BrowserContext } from "@playwright/test";

const LONGEST_MILLIS = Number(process.env.SLOW ?? 0);

/** Delays what the pages of the context ask of the API, each request by another time. */
export async function slowDown(context: BrowserContext): Promise<void> {
  if (!LONGEST_MILLIS) return;
  await context.route("**/api/**", async (route) => {
    await sleep(Math.random() * LONGEST_MILLIS);
    // The page may have gone by now.
    await route.continue().catch(() => undefined);
  });
}
