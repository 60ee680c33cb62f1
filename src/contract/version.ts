/**
 * Grows when a screen of one version could no longer talk to a host of another. Apart from the messages, since
 * screens need it and none of the schemas.
 */
export const contractVersion = 1;
