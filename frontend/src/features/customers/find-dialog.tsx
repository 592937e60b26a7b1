/** Whose is a personal identity number? Exactly the whole number finds its people; the number is kept nowhere. */
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { formErrors } from "@/lib/field-words.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import { usePhone } from "@/ui/use-phone.ts";
import classes from "./customers.module.css";
import { useFindMembers } from "./queries.ts";

/** The dialog. */
export function FindDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const find = useFindMembers();
  const [number, setNumber] = useState("");
  const wrong = formErrors(t, find.error?.errors ?? []).identity_number;
  const search = (event: FormEvent) => {
    event.preventDefault();
    find.mutate(number);
  };
  return (
    <Dialog opened onClose={onClose} title={t("deductions.find.title")} fullScreen={phone}>
      <form onSubmit={search} noValidate autoComplete="off">
        <Stack gap="md">
          <ProblemAlert error={wrong ? null : find.error} />
          <TextInput
            label={t("deductions.household.number")}
            description={t("deductions.find.text")}
            inputMode="numeric"
            data-autofocus
            data-path="identity_number"
            value={number}
            error={wrong}
            onChange={(event) => {
              setNumber(event.currentTarget.value);
              find.reset();
            }}
          />
          <div role="status">
            {find.data?.items.length === 0 && <Text size="sm">{t("deductions.find.none")}</Text>}
            <ul className={classes.rows}>
              {find.data?.items.map((found) => (
                <li key={found.member_id}>
                  <TextLink to="/kunder/$customerId" params={{ customerId: found.customer_id }}>
                    {t("deductions.find.at", { name: found.name, customer: found.customer_name })}
                  </TextLink>
                </li>
              ))}
            </ul>
          </div>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.close")}
            </Button>
            <Button type="submit" loading={find.isPending} disabled={number.trim() === ""}>
              {t("deductions.find.search")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
