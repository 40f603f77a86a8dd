/** How many stars there are. */
export const highest = 5
