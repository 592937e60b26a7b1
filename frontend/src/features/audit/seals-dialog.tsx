/** How can the company tell that its log is whole? By the log and its seals, kept elsewhere. */
import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fetchAuditTrail, saveFile } from "@/api/file.ts";
import { showInstant } from "@/lib/date.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import classes from "./audit.module.css";
import { sealList } from "./queries.ts";

/** The dialog. */
export function SealsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const seals = useInfiniteQuery(sealList);
  const trail = useMutation({ mutationFn: fetchAuditTrail });
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      title={t("audit.seals")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t("audit.sealsText")}
        </Text>
        <ProblemAlert error={trail.error} />
        <Loaded query={seals} lines={4}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length === 0) return <Text size="sm">{t("audit.noSeals")}</Text>;
            return (
              <>
                <ul className={classes.seals}>
                  {items.map((seal) => (
                    <li key={seal.size}>
                      <Text size="sm" fw={500}>
                        {showInstant(seal.signed_at)} · {t("audit.sealed", { count: seal.size })}
                      </Text>
                      <Code block className={classes.root}>
                        {seal.root}
                      </Code>
                    </li>
                  ))}
                </ul>
                <Group>
                  {seals.hasNextPage && (
                    <Button
                      variant="default"
                      loading={seals.isFetchingNextPage}
                      onClick={() => seals.fetchNextPage()}
                    >
                      {t("common.loadMore")}
                    </Button>
                  )}
                  <Button
                    variant="default"
                    onClick={() =>
                      saveFile(
                        `${items.map((seal) => JSON.stringify(seal)).join("\n")}\n`,
                        t("audit.sealsFile"),
                        "application/x-ndjson",
                      )
                    }
                  >
                    {t("audit.saveSeals")}
                  </Button>
                  <Button
                    loading={trail.isPending}
                    onClick={() =>
                      trail.mutate(undefined, {
                        onSuccess: (bytes) => saveFile(bytes, t("audit.trailFile"), "application/x-ndjson"),
                      })
                    }
                  >
                    {t("audit.saveTrail")}
                  </Button>
                </Group>
              </>
            );
          }}
        </Loaded>
      </Stack>
    </Dialog>
  );
}
