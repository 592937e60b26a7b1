/** What happens when a sent offer is taken back? It is final, so it is said first. */
import { Button, Group, List, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { useOnce } from "@/ui/use-once.ts";
import { type Offer, useWithdrawOffer } from "./queries.ts";

/** The button and the step that explains. */
export function Withdraw({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const withdraw = useWithdrawOffer();
  const once = useOnce();
  const { id, version } = offer;
  return (
    <>
      <Button variant="default" onClick={open}>
        {t("offers.withdraw")}
      </Button>
      <Dialog
        opened={opened}
        onClose={close}
        title={t("offers.withdrawTitle", { number: offer.number })}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <ProblemAlert error={withdraw.error} />
        <Text size="sm" mb="xs">
          {t("offers.withdrawWhat", { name: offer.customer_name })}
        </Text>
        <List size="sm" spacing={4}>
          <List.Item>{t("offers.withdrawLink")}</List.Item>
          <List.Item>{t("offers.withdrawFinal")}</List.Item>
          <List.Item>{t("offers.withdrawTell")}</List.Item>
        </List>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close}>
            {t("common.cancel")}
          </Button>
          <Button
            color="red"
            loading={withdraw.isPending}
            onClick={() => once(() => withdraw.mutateAsync({ id, version }))}
          >
            {t("offers.withdraw")}
          </Button>
        </Group>
      </Dialog>
    </>
  );
}
