export const verbs = {}
