/** Of which invoices does a customer's debt consist? */
import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { showKr } from "@/lib/number.ts";
import { LinkButton } from "@/ui/link-button.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import classes from "./ledger.module.css";
import { itemList, type LedgerCustomer } from "./queries.ts";

/** The open items of a customer. */
export function Items({ customer, day }: { customer: LedgerCustomer; day: string }) {
  const { t } = useTranslation();
  const rows = useInfiniteQuery(itemList(customer.customer_id, day));
  if (rows.error) return <ProblemAlert error={rows.error} retry={() => rows.refetch()} />;
  if (rows.isPending) return <Skeleton height={36} />;
  const items = rows.data.pages.flatMap((page) => page.items);
  return (
    <Stack gap="xs">
      <ul className={classes.items}>
        {items.map((item) => (
          <li key={item.invoice_id} className={classes.item}>
            <TextLink to="/fakturor/$invoiceId" params={{ invoiceId: item.invoice_id }}>
              {t("ledger.item", { number: item.number })}
            </TextLink>
            <Text size="sm" c="dimmed">
              {t("ledger.dueOn", { day: item.due_on })}, {t(`ledger.age.${item.age}`)}
            </Text>
            <Text size="sm" className="figures" ml="auto">
              {t("ledger.leftOf", { open: showKr(item.open_ore), total: showKr(item.total_ore) })}
            </Text>
          </li>
        ))}
      </ul>
      <Group gap="xs">
        {rows.hasNextPage && (
          <Button
            size="xs"
            variant="default"
            loading={rows.isFetchingNextPage}
            onClick={() => rows.fetchNextPage()}
          >
            {t("common.loadMore")}
          </Button>
        )}
        <LinkButton
          size="xs"
          variant="default"
          to="/reskontra/$customerId"
          params={{ customerId: customer.customer_id }}
        >
          {t("ledger.statement.title")}
        </LinkButton>
        <LinkButton
          size="xs"
          variant="subtle"
          to="/kunder/$customerId"
          params={{ customerId: customer.customer_id }}
        >
          {t("ledger.toCustomer")}
        </LinkButton>
      </Group>
    </Stack>
  );
}
