/** Is the window as narrow as a phone, and how much room has a list? */
import { useMediaQuery } from "@mantine/hooks";

/** Below 768 px. */
export function usePhone(): boolean {
  return useMediaQuery("(max-width: 47.99em)", false, { getInitialValueInEffect: false });
}

/** How wide a list's table can be: `full` from about 1100 px, `middle` from about 900 px, or less. */
export type Room = "full" | "middle" | "little";

/** The room for a table beside the menu. */
export function useRoom(): Room {
  const full = useMediaQuery("(min-width: 85em)", true, { getInitialValueInEffect: false });
  const middle = useMediaQuery("(min-width: 73em)", true, { getInitialValueInEffect: false });
  return full ? "full" : middle ? "middle" : "little";
}
