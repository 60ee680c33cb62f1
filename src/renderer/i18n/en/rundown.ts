export const rundown = {} as const;
