/** How much waits for money? The figures above the list; those that have a tab lead to it. */
import { Box, SimpleGrid, Skeleton, Text, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { showWholeKr } from "@/lib/number.ts";
import classes from "./invoices.module.css";
import type { InvoiceTab } from "./list-filters.ts";
import { figuresQuery } from "./queries.ts";

type Figure = {
  key: "unpaid" | "overdue" | "draft" | "month";
  value: string;
  hint?: string;
  tab?: InvoiceTab;
  late?: boolean;
};

/** The figures; nothing for those who may not see them. */
export function KeyFigures({ onTab }: { onTab: (tab: InvoiceTab) => void }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(figuresQuery);
  if (error || data?.unpaid_ore === null) return null;
  const count = (many: number) => t("invoices.figure.count", { count: many });
  const late = data?.overdue_count ?? 0;
  const figures: Figure[] = [
    { key: "unpaid", value: showWholeKr(data?.unpaid_ore ?? 0) },
    {
      key: "overdue",
      value: showWholeKr(data?.overdue_ore ?? 0),
      hint: count(late),
      tab: "overdue",
      late: late > 0,
    },
    { key: "draft", value: count(data?.drafts_count ?? 0), tab: "draft" },
    { key: "month", value: showWholeKr(data?.invoiced_by_month?.at(-1)?.invoiced_ore ?? 0) },
  ];
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing={{ base: "xs", md: "sm" }}>
      {figures.map(({ key, value, hint, tab, late: isLate }) => {
        const content = (
          <>
            <span className={classes.figureName}>{t(`invoices.figure.${key}`)}</span>
            {data ? (
              <span className={classes.figureValue} data-late={isLate || undefined}>
                {value}
              </span>
            ) : (
              <Skeleton component="span" height={26} width="70%" />
            )}
            {data && hint && (
              <Text component="span" size="xs" c="dimmed">
                {hint}
              </Text>
            )}
          </>
        );
        return tab ? (
          <UnstyledButton key={key} className={classes.figure} onClick={() => onTab(tab)}>
            {content}
          </UnstyledButton>
        ) : (
          <Box key={key} className={classes.figure}>
            {content}
          </Box>
        );
      })}
    </SimpleGrid>
  );
}
