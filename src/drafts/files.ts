import { picturesInOrder } from '../../workflows/rules/forms'
import type { FileAnswer } from '../../workflows/rules/forms'
import type { FileChoices } from '../../workflows/rules/choices'
import type { SealedFile } from '../files/intake'

/** What is said of one file instead of what was said before. */
export const withChoices = (answers: readonly FileAnswer[], file: string, choices: FileChoices | undefined) =>
  answers.map((answer): FileAnswer => {
    if (answer.file !== file) return answer
    const { choices: _before, ...same } = answer
    return choices ? { ...same, choices } : same
  })

/** One file at another place among all, from 0; the others keep their order. */
export function moved(answers: readonly FileAnswer[], file: string, to: number): FileAnswer[] {
  const one = answers.find((each) => each.file === file)
  if (!one) return [...answers]
  const others = answers.filter((each) => each !== one)
  return [...others.slice(0, to), one, ...others.slice(to)]
}

/** More files behind the others; as long as nobody has moved any, pictures stand in the order of their names. */
export function added(
  before: readonly FileAnswer[],
  more: readonly FileAnswer[],
  files: readonly Pick<SealedFile, 'id' | 'name' | 'mime'>[],
) {
  const sorted = (answers: readonly FileAnswer[]) => {
    const known = answers.map((answer) => ({ answer, file: files.find(({ id }) => id === answer.file) }))
    const named = known.map(({ answer, file }) => ({ answer, mime: file?.mime ?? '', name: file?.name ?? '' }))
    return picturesInOrder(named, ({ name }) => name).map(({ answer }) => answer)
  }
  const isSorted = sorted(before).every(({ file }, n) => file === before[n]?.file)
  return isSorted ? sorted([...before, ...more]) : [...before, ...more]
}
