/** The kit's dialog, for those who fetch it later. */
export { Modal } from "@mantine/core";
