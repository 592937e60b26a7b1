/** Two people changed the same thing: whose text shall hold? Shows both, loses neither. */
import { Button, Group, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./conflict.module.css";
import { Dialog } from "./dialog.tsx";

type Fields = Record<string, unknown>;
type Props = {
  opened: boolean;
  /** What this user has written. */
  mine: Fields;
  /** What is saved now. */
  theirs: Fields;
  /** A field's name in words. */
  label: (field: string) => string;
  /** A field's value in words; null leaves it out. */
  show?: (field: string, value: unknown) => string | null;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  onClose: () => void;
};

const text = (value: unknown): string =>
  value === null || value === undefined || value === ""
    ? "–"
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);

/** Asks after the server has said that somebody was faster. */
export function ConflictDialog({
  opened,
  mine,
  theirs,
  label,
  show,
  onKeepMine,
  onTakeTheirs,
  onClose,
}: Props) {
  const { t } = useTranslation();
  const changed = Object.keys(mine).filter(
    (field) => JSON.stringify(mine[field]) !== JSON.stringify(theirs[field]),
  );
  const words = (field: string, value: unknown) => (show ? show(field, value) : text(value));
  const rows = changed.flatMap((field) => {
    const [own, other] = [words(field, mine[field]), words(field, theirs[field])];
    return own === null || other === null ? [] : [{ field, own, other }];
  });
  return (
    <Dialog opened={opened} onClose={onClose} title={t("common.conflict.title")} size="lg">
      <Text size="sm" mb="sm">
        {t(changed.length ? "common.conflict.text" : "common.conflict.same")}
      </Text>
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={420}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("common.conflict.field")}</Table.Th>
                <Table.Th>{t("common.conflict.mine")}</Table.Th>
                <Table.Th>{t("common.conflict.theirs")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ field, own, other }) => (
                <Table.Tr key={field}>
                  <Table.Th scope="row">{label(field)}</Table.Th>
                  <Table.Td className={classes.value}>{own}</Table.Td>
                  <Table.Td className={classes.value}>{other}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onTakeTheirs}>
          {t("common.conflict.takeTheirs")}
        </Button>
        <Button onClick={onKeepMine}>{t("common.conflict.keepMine")}</Button>
      </Group>
    </Dialog>
  );
}
