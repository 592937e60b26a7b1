/** How is something taken back that was done at once? By a button that stays for eight seconds. */
import { Button, Group, Text } from "@mantine/core";
import { hideNotification, showNotification } from "@mantine/notifications";

type Done = {
  /** What has been done. */
  text: string;
  /** The word on the button. */
  undo: string;
  onUndo: () => void;
};

/** Says what was done and offers to take it back. */
export function showUndo({ text, undo, onUndo }: Done): void {
  const id = crypto.randomUUID();
  showNotification({
    id,
    autoClose: 8000,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{text}</Text>
        <Button
          size="xs"
          variant="light"
          onClick={() => {
            hideNotification(id);
            onUndo();
          }}
        >
          {undo}
        </Button>
      </Group>
    ),
  });
}
