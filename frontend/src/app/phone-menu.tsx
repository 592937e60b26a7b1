/** What is behind "more" on the phone? The whole main menu. */
import { Drawer } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Places } from "./places.tsx";

/** The menu, from below. */
export function PhoneMenu({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="bottom"
      size="auto"
      title={t("shell.menu")}
      hiddenFrom="sm"
    >
      <nav aria-label={t("shell.nav.main")}>
        <Places onGo={onClose} />
      </nav>
    </Drawer>
  );
}
