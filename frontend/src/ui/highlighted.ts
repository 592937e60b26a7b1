/** What does Enter take from a list that has changed since the arrow was pressed? What is highlighted, or nothing. */
import type { KeyboardEvent } from "react";

/** The option that arrows have chosen in the open list with this id. */
export function highlighted(listId: string | null | undefined): HTMLElement | null {
  return document.getElementById(listId ?? "")?.querySelector("[data-combobox-selected]") ?? null;
}

/** For a field whose list comes from the server; the kit alone takes what stands in the highlighted one's place now. */
export const takesHighlighted = {
  onKeyDownCapture: (event: KeyboardEvent<HTMLInputElement>): void => {
    const listId = event.currentTarget.getAttribute("aria-controls");
    if (event.key !== "Enter" || event.nativeEvent.isComposing || !listId) return;
    event.preventDefault();
    event.stopPropagation();
    highlighted(listId)?.click();
  },
};
