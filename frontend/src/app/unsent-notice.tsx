/** Which hours of the user's aren't sent, why, and what can be done? */
import { Alert, Button, Group, Text } from "@mantine/core";
import IconCloudUpload from "@tabler/icons-react/dist/esm/icons/IconCloudUpload.mjs";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@/api/problem.ts";
import { showDay, weekOf } from "@/lib/date.ts";
import { refusalWords } from "@/lib/field-words.ts";
import { LinkButton } from "@/ui/link-button.tsx";
import { showUndo } from "@/ui/undo.tsx";
import { useMe } from "./session.ts";
import { type KeptEntry, useUnsentEntries } from "./unsent-entries.ts";

/** The entries that aren't sent; nothing without any. */
export function UnsentNotice() {
  const { t } = useTranslation();
  const { entries } = useUnsentEntries();
  if (entries.length === 0) return null;
  const refused = entries.some((entry) => entry.refused);
  return (
    <Alert
      color={refused ? "red" : "yellow"}
      variant="light"
      role="status"
      mb="md"
      icon={<IconCloudUpload />}
      title={t("time.unsent.title", { count: entries.length })}
    >
      {entries.map((entry) => (
        <Kept key={entry.key} entry={entry} />
      ))}
    </Alert>
  );
}

function Kept({ entry }: { entry: KeptEntry }) {
  const { t, i18n } = useTranslation();
  const { company } = useMe();
  const { drop, restore } = useUnsentEntries();
  const { day, values, whose, key, refused } = entry;
  const here = !entry.company || entry.company === company?.id;
  const what = t("time.unsent.what", {
    day: showDay(day, i18n.language),
    hours: values.hours,
    activity: values.activity,
  }).trim();
  const why = refused
    ? refusalWords(t, new ProblemError({ ...refused, status: 0, request_id: null }))
    : t(here ? "time.unsent.waits" : "time.unsent.elsewhere");
  const throwAway = () => {
    drop(whose, [key]);
    showUndo({ text: t("time.unsent.dropped"), undo: t("common.undo"), onUndo: () => restore(entry) });
  };
  return (
    <Group gap="xs" justify="space-between" py={4}>
      <Text size="sm" flex="1 1 14rem">
        <strong>{what}</strong>
        <br />
        {why}
      </Text>
      <Group gap="xs">
        {here && (
          <LinkButton
            to="/tid"
            search={{
              week: weekOf(day),
              day,
              unsent: key,
              ...(whose === company?.membership_id ? {} : { member: whose }),
            }}
            variant="default"
            mih={44}
            aria-label={`${t("common.open")}: ${what}`}
          >
            {t("common.open")}
          </LinkButton>
        )}
        <Button
          variant="default"
          mih={44}
          aria-label={`${t("time.unsent.discard")}: ${what}`}
          onClick={throwAway}
        >
          {t("time.unsent.discard")}
        </Button>
      </Group>
    </Group>
  );
}
