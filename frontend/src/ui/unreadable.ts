/** Which fields hold a text that can't be read? Their form isn't sent, and no draft saved, before they are mended. */
import { type RefObject, useEffect, useRef } from "react";

/** Each field with what makes it say what is wrong. */
const fields = new Map<HTMLElement, () => void>();

/** Whether a field of the page can't be read. */
export const anyUnreadable = (): boolean => fields.size > 0;

function inOrder(one: HTMLElement, other: HTMLElement): number {
  return one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

// Before any form hears of it.
window.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!(form instanceof HTMLElement)) return;
    const [first] = [...fields.keys()].filter((field) => form.contains(field)).sort(inOrder);
    if (!first) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const [field, tell] of fields) if (form.contains(field)) tell();
    first.focus();
    first.scrollIntoView({ block: "center" });
  },
  true,
);

/** Holds back the field's form while it can't be read. */
export function useUnreadable(
  field: RefObject<HTMLElement | null>,
  unreadable: boolean,
  tell?: () => void,
): void {
  const said = useRef(tell);
  useEffect(() => {
    said.current = tell;
  });
  useEffect(() => {
    const element = field.current;
    if (!unreadable || !element) return;
    fields.set(element, () => said.current?.());
    return () => {
      fields.delete(element);
    };
  }, [field, unreadable]);
}
