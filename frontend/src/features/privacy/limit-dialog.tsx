/** What may not be done with this person's data any more, and why? */
import { Button, Group, Radio, SegmentedControl, Stack, Text } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { type Asked, GROUNDS, PROCESSINGS, useLimit } from "./limits-queries.ts";

type Props = { subjects: Asked["subjects"]; onClose: () => void };
type Sort = "restriction" | "objection";

/** The dialog. */
export function LimitDialog({ subjects, onClose }: Props) {
  const { t } = useTranslation();
  const limit = useLimit();
  const [sort, setSort] = useState<Sort>("restriction");
  const [chosen, setChosen] = useState("");
  const ground = GROUNDS.find((each) => each === chosen);
  const processing = PROCESSINGS.find((each) => each === chosen);
  const words: readonly (typeof GROUNDS | typeof PROCESSINGS)[number][] =
    sort === "restriction" ? GROUNDS : PROCESSINGS;
  const send = () => {
    const asked = ground ? { subjects, ground } : processing && { subjects, processing };
    if (!asked) return;
    limit.mutate(asked, {
      onSuccess: () => {
        showNotification({ color: "green", message: t("limits.done") });
        onClose();
      },
    });
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t("limits.dialog")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack gap="md">
        <SegmentedControl
          fullWidth
          aria-label={t("limits.dialog")}
          data={(["restriction", "objection"] as const).map((value) => ({
            value,
            label: t(`limits.sort.${value}`),
          }))}
          value={sort}
          onChange={(value) => {
            setSort(value === "objection" ? "objection" : "restriction");
            setChosen("");
          }}
        />
        <Text size="sm" c="dimmed">
          {t(`limits.sortText.${sort}`)}
        </Text>
        <ProblemAlert error={limit.error} labels={() => undefined} />
        <Radio.Group value={chosen} onChange={setChosen} label={t(`limits.ask.${sort}`)}>
          <Stack gap="sm" mt="xs">
            {words.map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(`limits.word.${value}`)}
                description={t(`limits.explain.${value}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button disabled={chosen === ""} loading={limit.isPending} onClick={send}>
            {t("limits.save")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
