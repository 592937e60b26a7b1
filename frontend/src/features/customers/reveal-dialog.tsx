/** What is somebody's whole number? It is shown for a purpose, for a minute, and who saw it is kept. */
import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { usePhone } from "@/ui/use-phone.ts";
import { useReveal } from "./queries.ts";

const PURPOSES = [
  "tax_agency",
  "verification",
  "subject_request",
] as const satisfies readonly Schema<"RevealPurpose">[];
const SECONDS = 60;
const SECOND_MS = 1000;

type Props = { member: Schema<"HouseholdMember">; onClose: () => void };

/** The dialog; with it the number is gone. */
export function RevealDialog({ member, onClose }: Props) {
  const { t } = useTranslation();
  const phone = usePhone();
  const reveal = useReveal();
  const [purpose, setPurpose] = useState<Schema<"RevealPurpose">>("tax_agency");
  return (
    <Dialog opened onClose={onClose} title={t("deductions.household.reveal")} fullScreen={phone}>
      <Stack gap="md">
        <ProblemAlert error={reveal.error} />
        <Text size="sm">{t("deductions.household.revealText")}</Text>
        {reveal.data ? (
          <Shown number={reveal.data.identity_number} name={member.name} onOver={onClose} />
        ) : (
          <Radio.Group
            label={t("deductions.household.purpose")}
            value={purpose}
            onChange={(value) => setPurpose(value as Schema<"RevealPurpose">)}
          >
            <Stack gap="xs" mt="xs">
              {PURPOSES.map((each) => (
                <Radio key={each} value={each} label={t(`deductions.household.purposes.${each}`)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t(reveal.data ? "common.close" : "common.cancel")}
          </Button>
          {!reveal.data && (
            <Button
              loading={reveal.isPending}
              onClick={() => reveal.mutate({ member_id: member.id, purpose })}
            >
              {t("deductions.household.show")}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}

function Shown({ number, name, onOver }: { number: string; name: string; onOver: () => void }) {
  const { t } = useTranslation();
  const [left, setLeft] = useState(SECONDS);
  useEffect(() => {
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (left <= 0) onOver();
  }, [left, onOver]);
  return (
    <div role="status">
      <Text size="sm">{name}</Text>
      <Text size="xl" fw={700} className="figures">
        {number}
      </Text>
      <Text size="xs" c="dimmed" aria-hidden>
        {t("deductions.household.shown", { seconds: left })}
      </Text>
    </div>
  );
}
