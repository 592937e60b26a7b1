/** Which entry that isn't sent does the address ask for? It is opened to be mended. */
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useUnsentEntries } from "@/app/unsent-entries.ts";
import type { Opened } from "./entry-dialog.tsx";

const route = getRouteApi("/inside/tid");

/** Opens it once, and takes it out of the address. */
export function useUnsentOfAddress(open: (opened: Opened) => void): void {
  const { unsent } = route.useSearch();
  const navigate = route.useNavigate();
  const { entries } = useUnsentEntries();
  const act = useRef({ entries, navigate, open });
  useEffect(() => {
    act.current = { entries, navigate, open };
  });
  useEffect(() => {
    if (!unsent) return;
    const { entries, navigate, open } = act.current;
    const kept = entries.find(({ key }) => key === unsent);
    if (kept) open({ day: kept.day, entries: [], kept });
    navigate({ search: ({ unsent: _, ...rest }) => rest, replace: true });
  }, [unsent]);
}
