/** Parameters are tuned on these, as often as anybody likes. */
export const tunedSeeds: readonly number[] = [1, 2, 3, 4, 5, 6];

/** The bench scores these. Nothing is ever tuned on them. */
export const scoredSeeds: readonly number[] = [201, 202, 203, 204];
