export const topbar = {} as const;
