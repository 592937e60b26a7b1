/** How does a double click do a thing once? What runs or has succeeded isn't begun again; what failed can be. */
import { useCallback, useRef } from "react";

/** Begins an act unless it has been begun; failures are the act's own to show. */
export function useOnce(): (act: () => Promise<unknown>) => void {
  const begun = useRef(false);
  return useCallback((act) => {
    if (begun.current) return;
    begun.current = true;
    act().catch(() => {
      begun.current = false;
    });
  }, []);
}
