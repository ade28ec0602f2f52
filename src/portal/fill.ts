/** Fills `{holes}` of a sentence, for components that run in the browser and must not carry both catalogues. */
export const fillIn = (sentence: string, params: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(params[name] ?? hole))
