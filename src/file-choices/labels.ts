import type { ChoiceName } from '../../workflows/rules/choices'

/** What the fields are called, for the list of what was wrong. */
export function choiceLabels(words: Record<ChoiceName | 'x' | 'y', string>): Record<string, string> {
  const names = ['alt', 'focal', 'poster', 'cut15', 'cut30', 'spread'] as const
  const named = names.map((name) => [`choices.${name}`, words[name]] as const)
  return { ...Object.fromEntries(named), 'choices.focal.x': words.x, 'choices.focal.y': words.y }
}
