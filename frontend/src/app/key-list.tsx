/** Which keys are there? The page that lists them. */
import { Group, Kbd, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/ui/dialog.tsx";

const LIST = [
  { keys: ["Ctrl", "K"], key: "palette" },
  { keys: ["C"], key: "create" },
  { keys: ["/"], key: "search" },
  { keys: ["J", "K"], key: "move" },
  { keys: ["X"], key: "select" },
  { keys: ["Shift", "↓"], key: "range" },
  { keys: ["Enter"], key: "open" },
  { keys: ["space"], key: "preview" },
  { keys: ["G", "E"], key: "goOffers" },
  { keys: ["G", "O"], key: "goOrders" },
  { keys: ["G", "T"], key: "goTime" },
  { keys: ["G", "F"], key: "goInvoices" },
  { keys: ["G", "K"], key: "goCustomers" },
  { keys: ["?"], key: "help" },
] as const;

type Props = { opened: boolean; onClose: () => void };

/** The list. */
export function KeyList({ opened, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t("shell.shortcuts")}>
      <Stack gap="xs">
        {LIST.map(({ keys, key }) => (
          <Group key={key} justify="space-between">
            <Text size="sm">{t(`shell.keys.${key}`)}</Text>
            <Group gap={4}>
              {keys.map((name) => (
                <Kbd key={name}>{name === "space" ? t("shell.keys.space") : name}</Kbd>
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
    </Dialog>
  );
}
