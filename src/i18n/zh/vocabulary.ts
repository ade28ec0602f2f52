export const vocabulary = {}
