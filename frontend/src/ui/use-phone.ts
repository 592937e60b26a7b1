/** Is the window as narrow as a phone? */
import { useMediaQuery } from "@mantine/hooks";

/** Below 768 px. */
export function usePhone(): boolean {
  return useMediaQuery("(max-width: 47.99em)", false, { getInitialValueInEffect: false });
}
