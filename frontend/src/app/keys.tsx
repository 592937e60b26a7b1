/** Which keys do something? One key to make, to search, to go; off in fields, and off for those who want it so. */
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { part } from "@/api/part.ts";
import { singleKeysOn } from "@/lib/preferences.ts";
import { later, useLater } from "@/ui/use-later.ts";

/** Where the second key after G leads. */
export const GOES = { f: "/fakturor", o: "/order", t: "/tid", k: "/kunder", e: "/offerter" } as const;
const GO_MILLIS = 1200;
const SHOW = "kontoret:show-keys";
const keyList = later(part(() => import("./key-list.tsx")));

/** Shows the list of keys. */
export function showKeys(): void {
  document.dispatchEvent(new Event(SHOW));
}

/** The app's keys, and the page that lists them. */
export function Keys() {
  const navigate = useNavigate();
  const [help, { open, close }] = useDisclosure(false);
  const [wanted, setWanted] = useState(false);
  if (help && !wanted) setWanted(true);
  const here = useLater(keyList, wanted);
  const going = useRef(0);
  useHotkeys([
    ["C", () => singleKeysOn() && document.querySelector<HTMLElement>("[data-create]")?.click()],
    ["/", () => singleKeysOn() && document.querySelector<HTMLElement>("[data-list-search]")?.focus()],
  ]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || !singleKeysOn()) return;
      if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
      if (event.key === "?") open();
      const to = GOES[event.key as keyof typeof GOES];
      if (to && Date.now() - going.current < GO_MILLIS) {
        event.preventDefault();
        event.stopPropagation();
        navigate({ to });
      } else if ((event.key === "j" || event.key === "k") && !target.closest("[data-row]")) {
        document.querySelector<HTMLElement>("[data-row]")?.focus();
      }
      going.current = event.key === "g" ? Date.now() : 0;
    };
    document.addEventListener("keydown", onKey, true);
    document.addEventListener(SHOW, open);
    return () => {
      document.removeEventListener("keydown", onKey, true);
      document.removeEventListener(SHOW, open);
    };
  }, [navigate, open]);
  return here ? <here.KeyList opened={help} onClose={close} /> : null;
}
