/** Does a draft lack the hours that a claim has to state? A warning with the lines; it can be issued all the same. */
import { Alert, List, Text } from "@mantine/core";
import IconClockExclamation from "@tabler/icons-react/dist/esm/icons/IconClockExclamation.mjs";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { checkQuery } from "./e-invoice-queries.ts";
import type { Invoice } from "./queries.ts";

/** Nothing where every line of work says its hours. */
export function WithoutHours({ invoice }: { invoice: Pick<Invoice, "id" | "version"> }) {
  const { t } = useTranslation();
  const { data } = useQuery(checkQuery(invoice));
  const lines = data?.without_hours ?? [];
  if (lines.length === 0) return null;
  return (
    <Alert
      color="orange"
      variant="light"
      icon={<IconClockExclamation />}
      title={t("invoices.withoutHours.title")}
    >
      <List size="sm" spacing={4}>
        {lines.map((line) => (
          <List.Item key={line.pointer}>{line.description}</List.Item>
        ))}
      </List>
      <Text size="sm" mt="xs">
        {t("invoices.withoutHours.text")}
      </Text>
    </Alert>
  );
}
