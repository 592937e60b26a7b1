/** What closes a period weighs too much to be done by Enter in a field: it takes the day that is typed, and no more. */
import type { KeyboardEvent } from "react";

/** For the field of a day whose form closes a period. */
export function onlyTakesTheDay(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key === "Enter") event.preventDefault();
}
