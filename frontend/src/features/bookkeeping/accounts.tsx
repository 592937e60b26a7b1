/** Which account is what? BAS 2026, or what the company has chosen. */
import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { type Account, accountsQuery, useReplaceAccount } from "./queries.ts";

/** The tab. */
export function Accounts() {
  const { t } = useTranslation();
  const query = useQuery(accountsQuery);
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t("bookkeeping.bas")}
      </Text>
      <Loaded query={query} lines={8}>
        {({ items }) =>
          items.map((account) => <Row key={`${account.purpose}-${account.version}`} before={account} />)
        }
      </Loaded>
    </Stack>
  );
}

function Row({ before }: { before: Account }) {
  const { t } = useTranslation();
  const may = useMay();
  const replace = useReplaceAccount();
  const [number, setNumber] = useState<number | null>(before.account);
  const name = t(`bookkeeping.purpose.${before.purpose}`);
  const changed = number !== null && number !== before.account;
  return (
    <div>
      <ProblemAlert error={replace.error} labels={() => name} />
      <Group gap="sm" align="flex-end">
        <DecimalInput
          decimals={0}
          label={name}
          description={
            before.account === before.default_account
              ? undefined
              : t("bookkeeping.standard", { account: before.default_account })
          }
          value={number}
          onChange={setNumber}
          disabled={!may("bookkeeping_write")}
        />
        {changed && (
          <Button
            loading={replace.isPending}
            onClick={() => changed && replace.mutate({ before, account: number })}
          >
            {t("bookkeeping.save")}
          </Button>
        )}
        {before.varies && before.account === before.default_account && (
          <Badge variant="light" color="orange" tt="none">
            {t("bookkeeping.varies")}
          </Badge>
        )}
      </Group>
    </div>
  );
}
