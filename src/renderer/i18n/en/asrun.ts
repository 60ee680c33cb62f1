export const asrun = {} as const;
