/** Which keys do something? One key to make, to search, to go; off in fields, and off for those who want it so. */
import { Group, Kbd, Stack, Text } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { singleKeysOn } from "@/lib/preferences.ts";
import { Dialog } from "@/ui/dialog.tsx";

const GOES = { f: "/fakturor", o: "/order", t: "/tid", k: "/kunder", e: "/offerter" } as const;
const GO_MILLIS = 1200;

const LIST = [
  { keys: ["Ctrl", "K"], key: "palette" },
  { keys: ["C"], key: "create" },
  { keys: ["/"], key: "search" },
  { keys: ["J", "K"], key: "move" },
  { keys: ["X"], key: "select" },
  { keys: ["Enter"], key: "open" },
  { keys: ["G", "E"], key: "goOffers" },
  { keys: ["G", "O"], key: "goOrders" },
  { keys: ["G", "T"], key: "goTime" },
  { keys: ["G", "F"], key: "goInvoices" },
  { keys: ["G", "K"], key: "goCustomers" },
  { keys: ["?"], key: "help" },
] as const;

/** The app's keys, and the page that lists them. */
export function Keys() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [help, { open, close }] = useDisclosure(false);
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
    return () => document.removeEventListener("keydown", onKey, true);
  }, [navigate, open]);
  return (
    <Dialog opened={help} onClose={close} title={t("shell.shortcuts")}>
      <Stack gap="xs">
        {LIST.map(({ keys, key }) => (
          <Group key={key} justify="space-between">
            <Text size="sm">{t(`shell.keys.${key}`)}</Text>
            <Group gap={4}>
              {keys.map((name) => (
                <Kbd key={name}>{name}</Kbd>
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
    </Dialog>
  );
}
