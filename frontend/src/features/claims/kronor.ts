/** How is an amount in whole kronor written? */
import { showWholeKr } from "@/lib/number.ts";

const ORE = 100;

/** Whole kronor. */
export const kronor = (kr: number): string => showWholeKr(kr * ORE);
