export const captionSetup = {} as const;
