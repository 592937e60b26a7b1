/** What if the link of a letter doesn't hold any more? Why, and the way on. */
import { Alert, Group } from "@mantine/core";
import IconUnlink from "@tabler/icons-react/dist/esm/icons/IconUnlink.mjs";
import { useTranslation } from "react-i18next";
import { LinkButton } from "@/ui/link-button.tsx";
import { Frame } from "./frame.tsx";

type Props = {
  expired: boolean;
  /** Where a new link is asked for; without it somebody of the company sends one. */
  again?: "/glomt-losenord";
  /** What to do instead, if it isn't about a password or an invitation. */
  text?: string;
};

/** The page of a dead link. */
export function DeadLink({ expired, again, text }: Props) {
  const { t } = useTranslation();
  return (
    <Frame title={t(expired ? "session.linkExpired" : "session.linkInvalid")}>
      <Alert color="orange" variant="light" icon={<IconUnlink />} role="alert">
        {text ?? t(again ? "session.linkAgain" : "session.inviteAgain")}
      </Alert>
      <Group>
        {again && <LinkButton to={again}>{t("session.newLink")}</LinkButton>}
        <LinkButton to="/logga-in" variant="default">
          {t("session.toLogIn")}
        </LinkButton>
      </Group>
    </Frame>
  );
}
